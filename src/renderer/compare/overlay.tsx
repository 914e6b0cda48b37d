// Two runs on one time axis, aligned at their starts or at a stage that both have: lanes, progress, number of events. A drag
// in a chart zooms all of it.

import { type ReactElement, useId, useMemo, useState } from 'react'
import { formatClock, formatCount, formatMs } from '../../core/basics/quantities.ts'
import type { Figures } from '../../core/figures/figures.ts'
import { Chart, type Span } from '../timeline/chart.tsx'
import type { Marks } from '../timeline/chart-marks.ts'
import type { Series } from '../timeline/chart-options.ts'
import { formatExactPercent } from '../timeline/timeline-data.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { eventsPair, laneOf, type Pair, progressPair, wholeSpan } from './aligned-data.ts'
import { LaneLegend, Lanes } from './lanes.tsx'

type Props = { readonly a: Figures; readonly b: Figures }

const percentRange = [0, 100] as const
/** A line at the anchor, where the runs are aligned. */
const marks: Marks = { spans: [], lines: [0], head: null }
const group = 'compare'

/** The overlay of `a` and `b`. */
export function Overlay({ a, b }: Props): ReactElement {
  const id = useId()
  const [stage, setStage] = useState('')
  const [zoom, setZoom] = useState<Span | null>(null)
  const shared = a.stages.filter((one) => a.kind === b.kind && b.stages.some((other) => other.id === one.id))
  const both = useMemo(() => [a, b] as const, [a, b])
  const lanes = useMemo(() => [laneOf(a, stage), laneOf(b, stage)] as const, [a, b, stage])
  const progress = useMemo(() => progressPair(both, stage), [both, stage])
  const events = useMemo(() => eventsPair(both, stage), [both, stage])
  const progressLines = useMemo(() => seriesOf(progress, a.title, b.title), [progress, a.title, b.title])
  const eventLines = useMemo(() => seriesOf(events, a.title, b.title), [events, a.title, b.title])
  const span = useMemo(() => zoom ?? wholeSpan(lanes), [zoom, lanes])
  const common = {
    group,
    marks,
    span,
    formatX: formatFromAnchor,
    formatPosition: formatSignedMs,
    onZoom: setZoom,
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1 text-ink-3 text-small">
        {shared.length > 0 ? (
          <>
            <label htmlFor={id} className="shrink-0">
              Aligned at
            </label>
            <Select
              id={id}
              value={stage}
              className="max-w-70"
              onChange={(event) => {
                setStage(event.target.value)
                setZoom(null)
              }}
            >
              <option value="">the start of each</option>
              {shared.map((one) => (
                <option key={one.id} value={one.id}>
                  the stage “{one.label}”
                </option>
              ))}
            </Select>
          </>
        ) : (
          <p>Aligned at the start of each: they have no stage in common.</p>
        )}
        <span className="ml-auto flex shrink-0 items-center gap-4 pr-7">
          {zoom !== null && (
            <Button variant="quiet" size="small" onClick={() => setZoom(null)}>
              Whole runs
            </Button>
          )}
          <LaneLegend lanes={lanes} />
        </span>
      </div>
      <Lanes lanes={lanes} titles={[a.title, b.title]} span={span} />
      {progress.xs.length > 0 && (
        <Chart
          {...common}
          title="Progress"
          summary={`Progress of both runs: ${formatLast(a)} and ${formatLast(b)} at last.`}
          xs={progress.xs}
          series={progressLines}
          range={percentRange}
          formatY={formatExactPercent}
        />
      )}
      <Chart
        {...common}
        title="Events so far"
        summary={`How many events had come in both runs: ${formatCount(a.events, 'event')} and ${formatCount(b.events, 'event')} at last.`}
        xs={events.xs}
        series={eventLines}
        formatY={formatNumber}
      />
    </div>
  )
}

function seriesOf({ values: [first = [], second = []] }: Pair, left: string, right: string): Series[] {
  return [
    { name: left, ink: 'accent', values: first },
    { name: right, ink: 'ink-3', dashed: true, values: second },
  ]
}

function formatLast({ title, progress }: Figures): string {
  const last = progress.at(-1)
  return `${title} ${last === undefined ? 'without any' : formatExactPercent(last.value)}`
}

/** `0:42`; with a minus sign before the anchor. */
function formatFromAnchor(ms: number, stepMs: number): string {
  if (stepMs < 1_000) return formatSignedMs(ms)
  return ms < 0 ? `−${formatClock(-ms)}` : formatClock(ms)
}

function formatSignedMs(ms: number): string {
  return ms < 0 ? `−${formatMs(-ms)}` : formatMs(ms)
}

function formatNumber(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}
