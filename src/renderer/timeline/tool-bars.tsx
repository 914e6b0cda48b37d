// When each tool was called and for how long it was at work: one bar for each call on the time axis of the run.

import type { ReactElement } from 'react'
import type { Figures, ModelFigures } from '../../core/figures/figures.ts'
import { toolBar, toolOutcome, toolTook, toolWords } from '../../core/job/tools.ts'
import { cx } from '../ui/cx.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { timeTip } from '../ui/time-tip.ts'
import { ToolBar } from '../ui/tool-bar.tsx'
import { toolLooks } from '../ui/tool-looks.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { formatMs } from './timeline-data.ts'
import type { Span } from './zoom.ts'

type Props = { readonly figures: Figures; readonly calls: ModelFigures['calls']; readonly span: Span }

/** The bars, on the same span as the charts. */
export function ToolBars({ figures, calls, span: [from, to] }: Props): ReactElement {
  return (
    <ol className="flex flex-col">
      {calls.map((call) => {
        const outcome = toolOutcome(call, figures.state)
        const { glyph, ink, bar } = toolLooks[outcome]
        const took = toolTook(call)
        const endedAt = call.endedAt ?? figures.endedAt
        const isSeen = call.startedAt <= to && endedAt >= from
        return (
          <li
            key={call.id}
            {...timeTip(call.startedAt, endedAt)}
            className="grid h-7 grid-cols-[minmax(96px,224px)_minmax(0,1fr)_72px] items-center gap-3 border-line border-b last:border-b-0"
          >
            <span className="flex min-w-0 items-center gap-2">
              <JobGlyph state={glyph} />
              <UntrustedText text={call.name ?? 'not named yet'} className="truncate text-ink-2 text-small" />
              <span className={cx('ml-auto shrink-0 text-small', ink)}>{toolWords[outcome]}</span>
            </span>
            {isSeen ? (
              <ToolBar {...toolBar(call, outcome, { from, to }, figures.endedAt)} look={bar} />
            ) : (
              <span />
            )}
            <span className="text-right text-small tabular-nums">{took !== null && formatMs(took)}</span>
          </li>
        )
      })}
    </ol>
  )
}
