// When each stage ran and for how long: one bar per stage on the time axis of the run.

import type { ReactElement } from 'react'
import type { Figures } from '../../core/figures/figures.ts'
import { nestStages, type StageNode } from '../../core/job/stage-tree.ts'
import type { JobState } from '../../core/run/states.ts'
import { cx } from '../ui/cx.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { timeTip } from '../ui/time-tip.ts'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { formatMs } from './timeline-data.ts'
import type { Span } from './zoom.ts'

type Stage = Figures['stages'][number]
type Row = { readonly stage: Stage; readonly depth: number }

/** How far the label of a stage within another is moved in, px. */
const indent = 14

/** The bars, on the same span as the charts. */
export function StageBars({
  figures,
  span,
}: {
  readonly figures: Figures
  readonly span: Span
}): ReactElement {
  return (
    <ol className="flex flex-col">
      {rowsOf(nestStages(figures.stages), 0).map(({ stage, depth }) => (
        <StageRow key={stage.id} stage={stage} depth={depth} figures={figures} span={span} />
      ))}
    </ol>
  )
}

function rowsOf(nodes: readonly StageNode<Stage>[], depth: number): readonly Row[] {
  return nodes.flatMap(({ stage, within }) => [{ stage, depth }, ...rowsOf(within, depth + 1)])
}

function StageRow({
  stage,
  depth,
  figures,
  span: [from, to],
}: Row & {
  readonly figures: Figures
  readonly span: Span
}): ReactElement {
  const state = stateOf(stage, figures.state)
  const endedAt = stage.endedAt ?? figures.endedAt
  const part = (at: number) => Math.min(1, Math.max(0, (at - from) / Math.max(1, to - from))) * 100
  const [left, right] = [part(stage.startedAt), part(endedAt)]
  return (
    <li
      {...timeTip(stage.startedAt, endedAt)}
      className="grid h-7 grid-cols-[minmax(96px,224px)_minmax(0,1fr)_72px] items-center gap-3 border-line border-b last:border-b-0"
    >
      <span className="flex min-w-0 items-center gap-2" style={{ paddingLeft: depth * indent }}>
        <JobGlyph state={state} />
        <UntrustedText text={stage.label} className="truncate text-ink-2 text-small" />
        {state === 'failed' && (
          <span className="shrink-0 text-bad text-small">{stage.unpassed ? 'did not pass' : 'failed'}</span>
        )}
      </span>
      <span className="relative h-2.5">
        {stage.startedAt <= to && endedAt >= from && (
          <span
            aria-hidden="true"
            className={cx(
              'absolute inset-y-0 min-w-1 rounded-sm',
              state === 'failed' ? 'bg-bad' : state === 'processing' ? 'bg-accent' : 'bg-accent/55',
            )}
            style={{ left: `${left}%`, width: `${right - left}%` }}
          />
        )}
      </span>
      <span className="text-right text-small tabular-nums">
        {stage.endedAt === null
          ? `${formatMs(endedAt - stage.startedAt)} so far`
          : formatMs(endedAt - stage.startedAt)}
      </span>
    </li>
  )
}

function stateOf(stage: Stage, job: JobState): JobState {
  if (stage.state !== 'running') return stage.state
  return job === 'unknown' || job === 'cancelled' ? job : 'processing'
}
