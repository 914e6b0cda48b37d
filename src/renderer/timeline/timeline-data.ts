// The figures of a run as data of the charts and as rows of the table. Pure.

import type { Closer, Figures } from '../../core/figures/figures.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { formatDay, formatMinute, formatTime, formatWithinHour } from '../ui/format-time.ts'
import type { Span } from './zoom.ts'

export { formatMs } from '../../core/basics/quantities.ts'

/** One bucket of time as a row of the table. */
export type BucketRow = {
  readonly at: number
  readonly events: number
  readonly perSecond: number
  readonly maxWaitMs: number | null
  /** Percent at the end of the bucket; null before the first. */
  readonly percent: number | null
}

/**
 * `figures`, which are asked for now and then, with the counts that `run` has by now: beside the same counts on its page none
 * may be behind. A run as it was earlier has fewer, and changes nothing.
 */
export function caughtUp(figures: Figures, run: RunSummary): Figures {
  const { totals, events } = figures
  if (run.events <= events) return figures
  const { pings, repeats, late, unreadable, bytes } = run
  return { ...figures, events: run.events, totals: { ...totals, pings, repeats, late, unreadable, bytes } }
}

/** The run from its start to the end of its last bucket. */
export function wholeSpan({ startedAt, endedAt, widthMs }: Figures): Span {
  return [startedAt, startedAt + (Math.floor((endedAt - startedAt) / widthMs) + 1) * widthMs]
}

/** The buckets with events that overlap `span`, in order. */
export function bucketRows(
  { stretches, widthMs }: Closer,
  progress: Figures['progress'],
  span: Span,
): readonly BucketRow[] {
  let next = 0
  let percent: number | null = null
  const rows = stretches.map(({ at, events, maxWaitMs }) => {
    for (let point = progress[next]; point !== undefined && point.at < at + widthMs; point = progress[++next])
      percent = point.value
    return { at, events, perSecond: (events * 1_000) / widthMs, maxWaitMs, percent }
  })
  return rows.filter(({ at }) => at + widthMs > span[0] && at < span[1])
}

export type Lines = { readonly xs: number[]; readonly values: (number | null)[] }

/** Progress as steps; the last value lasts until the end of the run. */
export function progressLine({ progress, endedAt }: Figures): Lines {
  const xs = progress.map((point) => point.at)
  const values = progress.map((point): number | null => point.value)
  const last = xs.at(-1)
  if (last !== undefined && last < endedAt) {
    xs.push(endedAt)
    values.push(values.at(-1) ?? null)
  }
  return { xs, values }
}

/** Events per second by bucket, zero for empty buckets. */
export function rateLine({ stretches, widthMs, startedAt, endedAt }: Closer): Lines {
  const byPlace = new Map(stretches.map(({ at, events }) => [Math.round((at - startedAt) / widthMs), events]))
  const count = Math.floor((endedAt - startedAt) / widthMs) + 1
  const xs: number[] = []
  const values: (number | null)[] = []
  for (let place = 0; place < count; place++) {
    xs.push(startedAt + place * widthMs)
    values.push(((byPlace.get(place) ?? 0) * 1_000) / widthMs)
  }
  return { xs, values }
}

/** The longest wait that ended in each bucket, in ms, at least 1, because the scale is logarithmic. */
export function waitLine({ stretches, widthMs, startedAt, endedAt }: Closer): Lines {
  const byPlace = new Map(
    stretches.map(({ at, maxWaitMs }) => [Math.round((at - startedAt) / widthMs), maxWaitMs]),
  )
  const count = Math.floor((endedAt - startedAt) / widthMs) + 1
  const xs: number[] = []
  const values: (number | null)[] = []
  for (let place = 0; place < count; place++) {
    const ms = byPlace.get(place) ?? null
    xs.push(startedAt + place * widthMs)
    values.push(ms === null ? null : Math.max(1, ms))
  }
  return { xs, values }
}

/** `62 %`, `62.4 %`. */
export function formatExactPercent(percent: number): string {
  return `${percent.toLocaleString('en-US', { maximumFractionDigits: 1 })} %`
}

/** A power of ten on the axis of waits: `10 ms`, `1 s`, `1,000 s`. */
export function formatPowerOfTen(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toLocaleString('en-US')} s`
}

const day = 86_400_000

/** A time on an axis with ticks `stepMs` apart, no finer than they are. */
export function formatTick(at: number, stepMs: number): string {
  if (stepMs >= day) return formatDay(at)
  if (stepMs >= 60_000) return formatMinute(at)
  if (stepMs >= 1_000) return formatTime(at)
  return formatWithinHour(at, stepMs >= 100 ? 1 : stepMs >= 10 ? 2 : 3)
}
