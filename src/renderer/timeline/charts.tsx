// The three charts of a run on one time axis: progress, events per second, time between events. A drag zooms all of them, a
// click moves the playhead.

import { type ReactElement, useMemo } from 'react'
import type { Closer, Figures } from '../../core/figures/figures.ts'
import { useDesk } from '../desk/desk-context.ts'
import { formatRate } from '../ui/format-rate.ts'
import { formatTimeMs } from '../ui/format-time.ts'
import { Chart } from './chart.tsx'
import type { Marks } from './chart-marks.ts'
import {
  formatExactPercent,
  formatMs,
  formatPowerOfTen,
  formatTick,
  progressLine,
  rateLine,
  waitLine,
} from './timeline-data.ts'
import { useScrub } from './use-scrub.ts'
import type { Span } from './zoom.ts'

type Props = {
  readonly figures: Figures
  /** The buckets to draw, as fine as the zoom needs them. */
  readonly detail: Closer
  readonly span: Span
  readonly onZoom: (span: Span | null) => void
}

const group = 'timeline'
const percentRange = [0, 100] as const

/** The charts over `span`. */
export function Charts({ figures, detail, span, onZoom }: Props): ReactElement {
  const { scrub } = useDesk()
  const { run, events, gaps, attempts, startedAt, endedAt, firstEventMs, firstContentMs } = figures
  const head = useScrub((state) => (state.run === run ? (state.head?.at ?? null) : null))
  const marks = useMemo<Marks>(
    () => ({
      spans: gaps.map((gap) => [gap.from, gap.until ?? endedAt] as const),
      lines: attempts.slice(1).map((attempt) => attempt.startedAt),
      head,
    }),
    [gaps, attempts, endedAt, head],
  )
  const flagged = useMemo<Marks>(
    () => ({
      ...marks,
      flags: [
        { word: 'first event', ms: firstEventMs },
        { word: 'first content', ms: firstContentMs },
      ].flatMap(({ word, ms }) => (ms === null ? [] : [{ word, at: startedAt + ms }])),
    }),
    [marks, startedAt, firstEventMs, firstContentMs],
  )
  const progress = useMemo(() => progressLine(figures), [figures])
  const rate = useMemo(() => rateLine(detail), [detail])
  const wait = useMemo(() => waitLine(detail), [detail])
  const progressSeries = useMemo(
    () => [{ name: 'Progress', ink: 'accent' as const, filled: true, values: progress.values }],
    [progress],
  )
  const rateSeries = useMemo(
    () => [{ name: 'Events per second', ink: 'accent' as const, columns: true, values: rate.values }],
    [rate],
  )
  const waitSeries = useMemo(
    () => [{ name: 'Longest wait', ink: 'accent' as const, columns: true, values: wait.values }],
    [wait],
  )
  const common = {
    group,
    span,
    onZoom,
    onPick: (x: number) => scrub.seek(run, events, x),
    formatX: formatTick,
    formatPosition: formatTimeMs,
  }
  const last = figures.progress.at(-1)
  const fastest = Math.max(0, ...figures.stretches.map((one) => (one.events * 1_000) / figures.widthMs))
  return (
    <div className="flex flex-col gap-3">
      {figures.progress.length > 0 && (
        <Chart
          {...common}
          title="Progress"
          marks={flagged}
          summary={`Progress over time, at last ${formatExactPercent(last?.value ?? 0)}. The table has every number.`}
          xs={progress.xs}
          series={progressSeries}
          range={percentRange}
          formatY={formatExactPercent}
        />
      )}
      <Chart
        {...common}
        title="Events per second"
        marks={figures.progress.length === 0 ? flagged : marks}
        summary={`Events per second over time, at most ${formatRate(fastest)}. The table has every number.`}
        xs={rate.xs}
        series={rateSeries}
        formatY={formatRate}
      />
      <Chart
        {...common}
        title="Longest wait between events"
        marks={marks}
        summary={`The longest wait between two events over time, at most ${figures.waits === null ? 'unknown' : formatMs(figures.waits.maxMs)}. The table has every number.`}
        xs={wait.xs}
        series={waitSeries}
        formatY={formatPowerOfTen}
        formatValue={formatMs}
        log
      />
      <p className="flex flex-wrap gap-x-5 gap-y-1 text-ink-3 text-tiny">
        <span>Drag to zoom, double-click for the whole run, click to look back at that moment.</span>
        {figures.gaps.length > 0 && (
          <span className="flex items-center gap-1.5">
            <span aria-hidden="true" className="hatched h-3 w-5 text-warn/60" /> gap
          </span>
        )}
        {attempts.length > 1 && (
          <span className="flex items-center gap-1.5">
            <span aria-hidden="true" className="h-3 border-ink-3 border-l border-dashed" /> a new attempt
          </span>
        )}
      </p>
    </div>
  )
}
