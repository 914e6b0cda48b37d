// Two runs as lanes, one above the other: when each ran, its stages, its gaps. They share the time axis of the charts below.
// For screen readers each is one picture; the tables have the numbers.

import type { ReactElement } from 'react'
import { formatMs } from '../../core/basics/quantities.ts'
import { jobWords } from '../../core/run/words.ts'
import type { Span } from '../timeline/chart.tsx'
import { cx } from '../ui/cx.ts'
import { JobGlyph } from '../ui/job-glyph.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import type { Lane, LaneStage } from './aligned-data.ts'

type Props = {
  readonly lanes: readonly [Lane, Lane]
  readonly titles: readonly [string, string]
  readonly span: Span
}

const looks = [
  { swatch: 'bg-accent', bar: 'bg-accent/12', stage: 'bg-accent/30' },
  { swatch: 'bg-ink-3', bar: 'bg-ink-3/12', stage: 'bg-ink-3/30' },
] as const
const lineHeight = 20

/** Both lanes over `span`. */
export function Lanes({ lanes, titles, span }: Props): ReactElement {
  return (
    <div className="flex flex-col gap-3 pr-7 pl-16">
      {lanes.map((lane, i) => {
        const look = looks[i] ?? looks[0]
        const title = titles[i] ?? ''
        return (
          <figure key={look.swatch} aria-label={`Timeline of ${title}`} className="m-0 min-w-0">
            <figcaption className="mb-1 flex items-center gap-1.5 text-tiny">
              <span aria-hidden="true" className={cx('h-2 w-3 shrink-0 rounded-[2px]', look.swatch)} />
              <UntrustedText text={title} className="min-w-0 truncate text-ink-2" />
              <JobGlyph state={lane.state} size={12} />
              <span className="shrink-0 text-ink-3 tabular-nums">
                {jobWords[lane.state]}, {formatMs(lane.to - lane.from)} in all
              </span>
            </figcaption>
            <Bar lane={lane} look={look} span={span} />
          </figure>
        )
      })}
    </div>
  )
}

function Bar({
  lane,
  look,
  span: [from, to],
}: {
  readonly lane: Lane
  readonly look: (typeof looks)[number]
  readonly span: Span
}): ReactElement {
  const place = (at: number) => ((at - from) / Math.max(1, to - from)) * 100
  const box = (begin: number, end: number) => ({
    left: `${place(begin)}%`,
    width: `${place(end) - place(begin)}%`,
  })
  return (
    <div
      role="img"
      aria-label={formatLane(lane)}
      className="relative overflow-hidden rounded-sm"
      style={{ height: lane.lines * lineHeight }}
    >
      <span
        className={cx('absolute inset-y-0 min-w-0.5 rounded-sm', look.bar)}
        style={box(lane.from, lane.to)}
      />
      {lane.stages.map((stage) => (
        <span
          key={stage.id}
          title={`${stage.label}: ${formatStage(stage)}`}
          className={cx(
            'absolute flex h-4 min-w-0.5 items-center overflow-hidden rounded-[2px] px-1.5 ring-1 ring-surface',
            stage.failed ? 'bg-bad/30' : look.stage,
          )}
          style={{ ...box(stage.from, stage.to), top: stage.line * lineHeight + 2 }}
        >
          <UntrustedText text={stage.label} className="truncate text-ink text-tiny" />
        </span>
      ))}
      {lane.gaps.map(([begin, end]) => (
        <span
          key={begin}
          title={`Not seen for ${formatMs(end - begin)}`}
          className="hatched absolute inset-y-0 min-w-0.75 bg-surface text-warn/60"
          style={box(begin, end)}
        />
      ))}
      {lane.firstContent !== null && (
        <span
          title="First content"
          className="absolute bottom-0 h-1.5 w-0.5 rounded-full bg-ink"
          style={{ left: `${place(lane.firstContent)}%` }}
        />
      )}
    </div>
  )
}

/** The legend of the lanes; what does not occur is left out. */
export function LaneLegend({ lanes }: Pick<Props, 'lanes'>): ReactElement {
  return (
    <span aria-hidden="true" className="flex items-center gap-4 text-ink-3 text-tiny">
      {lanes.some((lane) => lane.firstContent !== null) && (
        <span className="flex items-center gap-1.5">
          <span className="h-2 w-0.5 rounded-full bg-ink" />
          first content
        </span>
      )}
      {lanes.some((lane) => lane.gaps.length > 0) && (
        <span className="flex items-center gap-1.5">
          <span className="hatched h-2.5 w-4 rounded-[2px] text-warn/60" />
          not seen
        </span>
      )}
    </span>
  )
}

function formatStage({ from, to, open, failed }: LaneStage): string {
  return `${formatMs(to - from)}${open ? ', did not end' : failed ? ', failed' : ''}`
}

function formatLane({ stages, gaps, from, to }: Lane): string {
  const parts = [
    formatMs(to - from),
    ...stages.map((stage) => `${stage.label} ${formatStage(stage)}`),
    ...(gaps.length > 0 ? [`${gaps.length} not seen`] : []),
  ]
  return parts.join('; ')
}
