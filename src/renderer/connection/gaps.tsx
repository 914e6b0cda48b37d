// The gaps of a stream, each with what is known of the loss.

import type { ReactElement } from 'react'
import type { Gap } from '../../core/run/run.ts'
import { formatGap } from '../../core/run/words.ts'
import { cx } from '../ui/cx.ts'
import { formatTime } from '../ui/format-time.ts'
import { Section } from '../ui/section.tsx'
import { timeTip } from '../ui/time-tip.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'

/** The gaps; nothing for a stream without any. */
export function Gaps({ gaps }: { readonly gaps: readonly Gap[] }): ReactElement | null {
  if (gaps.length === 0) return null
  return (
    <Section title="Gaps" note={`${gaps.length}`}>
      <ul className="selectable flex flex-col rounded-lg bg-raised ring-1 ring-line ring-inset">
        {gaps.toReversed().map((gap) => (
          <li
            key={gap.number}
            {...timeTip(gap.from, gap.until, gap.until === null ? 'Since' : '')}
            className="flex flex-wrap items-baseline gap-x-3 border-line border-t px-3.5 py-1.5 text-small first:border-t-0"
          >
            <span
              className={cx(
                'min-w-0 flex-1 [overflow-wrap:anywhere]',
                gap.missed === 'nothing' ? 'text-ink-2' : 'text-warn',
              )}
            >
              <UntrustedText text={formatGap(gap, formatTime)} />
            </span>
            <span className="shrink-0 text-ink-3">after event {gap.afterSeq.toLocaleString('en-US')}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
