// The calls of tools that a model made, one row each on the run's own time: how it went, its bar from the call to the result,
// how long it took. A row opens to its arguments and its result; what went wrong stands under the row of itself.

import { ChevronRight } from 'lucide-react'
import { type ReactElement, useId, useState } from 'react'
import { formatDuration, formatMs } from '../../core/basics/quantities.ts'
import type { Job, Tool } from '../../core/job/job.ts'
import {
  toolAxis,
  toolBar,
  toolOutcome,
  toolSoFar,
  toolsNote,
  toolTook,
  toolWords,
} from '../../core/job/tools.ts'
import type { JobState } from '../../core/run/states.ts'
import { useTimed } from '../desk/desk-context.ts'
import { cx } from '../ui/cx.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { Section } from '../ui/section.tsx'
import { timeTip } from '../ui/time-tip.ts'
import { ToolBar } from '../ui/tool-bar.tsx'
import { toolLooks } from '../ui/tool-looks.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { ToolDetails } from './tool-details.tsx'

/** One grid for the rows and the axis under them; in a narrow page the bar has a line of its own. */
const columns =
  'grid grid-cols-[13px_minmax(0,1fr)_64px] gap-x-2.5 @min-[560px]/overview:grid-cols-[13px_minmax(120px,220px)_84px_minmax(0,1fr)_64px]'
const barPlace =
  'col-span-2 col-start-2 row-start-2 @min-[560px]/overview:col-span-1 @min-[560px]/overview:col-start-4 @min-[560px]/overview:row-start-1'

type Props = {
  readonly job: Job
  /** When the run began, epoch ms. */
  readonly began: number
  /** More may come. */
  readonly unfinished: boolean
}

/** The calls; nothing for a run without them. */
export function Tools({ job, began, unfinished }: Props): ReactElement | null {
  const now = useTimed((at) => (unfinished ? at : 0))
  const { tools = [], counts } = job
  if (tools.length === 0) return null
  const axis = toolAxis(job, began, now)
  return (
    <Section title="Tool calls" note={toolsNote(tools.length, counts)}>
      <ol className="flex flex-col">
        {tools.map((tool) => (
          <ToolRow key={tool.id} tool={tool} job={job.state} axis={axis} now={now} />
        ))}
      </ol>
      <div aria-hidden="true" className={cx(columns, 'text-ink-3 text-tiny tabular-nums')}>
        <span className={cx(barPlace, 'row-start-1! flex justify-between border-line border-t pt-0.5')}>
          <span>0 s</span>
          <span>{formatMs(axis.to - axis.from)}</span>
        </span>
      </div>
    </Section>
  )
}

type RowProps = {
  readonly tool: Tool
  readonly job: JobState
  readonly axis: ReturnType<typeof toolAxis>
  readonly now: number
}

function ToolRow({ tool, job, axis, now }: RowProps): ReactElement {
  const [opened, setOpened] = useState(false)
  const id = useId()
  const outcome = toolOutcome(tool, job)
  const { glyph, ink, bar } = toolLooks[outcome]
  const took = toolTook(tool)
  return (
    <li className="min-w-0 border-line border-t first:border-t-0">
      <button
        type="button"
        aria-expanded={opened}
        aria-controls={id}
        {...timeTip(tool.startedAt, tool.endedAt)}
        onClick={() => setOpened(!opened)}
        className={cx(
          columns,
          '-mx-1.5 min-h-8 w-[calc(100%+12px)] items-center gap-y-1 rounded-sm px-1.5 py-1 text-left text-small hover:bg-hover',
        )}
      >
        <ChevronRight
          aria-hidden="true"
          size={13}
          className={cx('text-ink-3 transition-transform', opened && 'rotate-90')}
        />
        <span className="flex min-w-0 items-center gap-2">
          <JobGlyph state={glyph} />
          <UntrustedText
            text={tool.name ?? 'not named yet'}
            className="min-w-0 truncate font-medium text-ink"
          />
          <span className={cx('ml-auto shrink-0 @min-[560px]/overview:hidden', ink)}>
            {toolWords[outcome]}
          </span>
        </span>
        <span className={cx('hidden @min-[560px]/overview:block', ink)}>{toolWords[outcome]}</span>
        <ToolBar {...toolBar(tool, outcome, axis)} look={bar} className={barPlace} />
        <span className="col-start-3 row-start-1 text-right text-ink-2 tabular-nums @min-[560px]/overview:col-start-5">
          {took !== null && formatMs(took)}
          {outcome === 'running' && formatDuration(toolSoFar(tool, now))}
        </span>
      </button>
      {outcome === 'failed' && !opened && tool.result !== null && (
        <p
          dir="auto"
          className="selectable mb-1.5 ml-6 line-clamp-2 text-bad text-small [overflow-wrap:anywhere]"
        >
          <UntrustedText text={tool.result} />
        </p>
      )}
      <div id={id} hidden={!opened}>
        {opened && <ToolDetails tool={tool} outcome={outcome} />}
      </div>
    </li>
  )
}
