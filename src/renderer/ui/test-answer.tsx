// What a test of an address answered, or why it was refused; one line that keeps its height.

import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import { cx } from './cx.ts'
import { type Tone, toneInk } from './tones.ts'
import { UntrustedText } from './untrusted-text.tsx'

type Props = {
  /** Said while the answer is waited for; null while none is. */
  readonly waiting: string | null
  readonly answer: { readonly good: boolean; readonly sentence: string; readonly ms: number } | null
  readonly refusal: string | null
  /** How grave an answer is that is not good. */
  readonly badTone: Tone
}

/** The line above the buttons of a form. */
export function TestAnswer({ waiting, answer, refusal, badTone }: Props): ReactElement {
  const isOver = waiting === null
  return (
    <p aria-live="polite" className="flex min-h-5 items-start gap-2 text-small">
      {!isOver && <span className="text-ink-3">{waiting}</span>}
      {isOver && refusal !== null && <span className="text-bad">{refusal}</span>}
      {isOver && refusal === null && answer !== null && (
        <>
          {answer.good ? (
            <CircleCheck aria-hidden="true" size={14} className="mt-0.5 shrink-0 text-ok" />
          ) : (
            <TriangleAlert aria-hidden="true" size={14} className={cx('mt-0.5 shrink-0', toneInk[badTone])} />
          )}
          <span className="selectable min-w-0 [overflow-wrap:anywhere]">
            <UntrustedText text={answer.sentence} />
            <span className="ml-2 text-ink-3 tabular-nums">{answer.ms} ms</span>
          </span>
        </>
      )}
    </p>
  )
}
