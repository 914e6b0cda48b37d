// The changes of the connection's state, newest first: when, to what, and why.

import type { ReactElement } from 'react'
import type { Transition } from '../../core/run/run.ts'
import { connectionWords } from '../../core/run/words.ts'
import { ConnectionGlyph } from '../ui/connection-glyph.tsx'
import { cx } from '../ui/cx.ts'
import { formatTimeMs } from '../ui/format-time.ts'
import { Section } from '../ui/section.tsx'
import { Time } from '../ui/time.tsx'
import { connectionTone, toneInk } from '../ui/tones.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The list of changes. */
export function Transitions({
  transitions,
}: {
  readonly transitions: readonly Transition[]
}): ReactElement | null {
  if (transitions.length === 0) return null
  return (
    <Section title="What happened">
      <ol className="selectable relative flex flex-col text-small">
        {transitions.toReversed().map((change) => (
          <li
            key={change.number}
            className="group grid grid-cols-[calc(88px_+_var(--am-pm))_14px_minmax(0,1fr)] gap-x-3"
          >
            <Time
              at={change.at}
              shown={formatTimeMs}
              className="py-1 font-mono text-[11.5px] text-ink-3 leading-5"
            />
            <span className="relative flex justify-center pt-2">
              <span
                aria-hidden="true"
                className="absolute inset-y-0 left-1/2 w-px -translate-x-1/2 bg-line group-first:top-3 group-last:bottom-auto group-last:h-2"
              />
              <span className="relative h-fit bg-surface py-px">
                <ConnectionGlyph state={change.state} size={12} />
              </span>
            </span>
            <p className="py-1 leading-5">
              <span className={cx('font-medium', toneInk[connectionTone[change.state]])}>
                {connectionWords[change.state]}
              </span>
              {change.cause !== null && (
                <span className="text-ink-2">
                  {' '}
                  · <UntrustedText text={change.cause} />
                </span>
              )}
              {change.job !== null && (
                <span className="text-ink-3"> · the job is {change.job} from here</span>
              )}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  )
}
