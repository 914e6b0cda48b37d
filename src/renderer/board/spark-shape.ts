// The rate of events of a run as a line, its gaps as gaps in it, and both in words. Pure.

import { formatCount, formatDuration } from '../../core/basics/quantities.ts'
import type { Spark } from '../../core/contract/calls/sparks.ts'
import { formatRate } from '../ui/format-rate.ts'

/** The part of time in which the run was watched, epoch ms; `isOver`: it goes on no more. */
export type Watched = { readonly began: number; readonly end: number; readonly isOver: boolean }

export type SparkShape = {
  /** SVG paths: the line, and the area under it. */
  readonly line: string
  readonly area: string
  readonly gaps: readonly { readonly x: number; readonly width: number; readonly lossy: boolean }[]
  /** Events per second over the last half minute; null of a run that is over. */
  readonly now: number | null
  readonly words: string
}

/** The shortest time that fills the width, and the most points of a line. */
const leastMs = 30_000
const mostPoints = 60
/** Fewer events in a stretch do not fill the height. */
const leastHigh = 3
/** A gap is seen, however short. */
const leastGap = 2
/** The present rate is that of the last half minute. */
const latestMs = 30_000

/**
 * `spark` in a box of `width` × `height`. A run that is younger than its stretches reach fills the width all the same: the end of
 * each line is now, or the run's end, and its beginning is as far back as is known.
 */
export function sparkShape(
  all: Spark,
  { began, end, isOver }: Watched,
  width: number,
  height: number,
): SparkShape {
  const spark = coarser(all, Math.max(leastMs, end - began))
  const { from, widthMs, counts } = spark
  const step = width / counts.length
  const x = (at: number) => ((at - from) / widthMs) * step
  const first = Math.max(0, Math.floor((began - from) / widthMs))
  // The present stretch is not full yet: its count would be a fall at the end of every line.
  const last = isOver ? Math.floor((end - from) / widthMs) : counts.length - 2
  const gaps = spark.gaps.map((gap) => ({
    from: Math.max(gap.from, from, began),
    until: Math.min(gap.until ?? end, end),
    lossy: gap.lossy,
  }))
  const isAway = (i: number) => {
    const middle = from + (i + 0.5) * widthMs
    return counts[i] === 0 && gaps.some((gap) => gap.from <= middle && middle < gap.until)
  }
  const most = Math.max(leastHigh, ...counts)
  const y = (count: number) => height - 1 - (count / most) * (height - 2)
  const lines: string[] = []
  const areas: string[] = []
  for (const stretch of stretches(first, last, isAway)) {
    const points = stretch.map((i) => `${round((i + 0.5) * step)} ${round(y(counts[i] ?? 0))}`)
    const [left, right] = [stretch[0] ?? 0, stretch.at(-1) ?? 0]
    // One stretch alone is as wide as it lasted.
    const all =
      points.length > 1 ? points : [edge(points[0], left * step), edge(points[0], (left + 1) * step)]
    lines.push(`M${all.join('L')}`)
    areas.push(
      `M${round((left + 0.5) * step)} ${height}L${all.join('L')}L${round((right + 0.5) * step)} ${height}Z`,
    )
  }
  return {
    line: lines.join(''),
    area: areas.join(''),
    gaps: gaps
      .filter((gap) => gap.until > gap.from)
      .map((gap) => ({
        x: round(x(gap.from)),
        width: Math.max(leastGap, round(x(gap.until) - x(gap.from))),
        lossy: gap.lossy,
      })),
    now: isOver ? null : rateNow(spark, first, last),
    words: formatSpark(spark, gaps, isOver ? null : rateNow(spark, first, last)),
  }
}

/**
 * The last stretches of `spark` that hold `spanMs`, several as one where they are too many for a line. These begin at multiples
 * of their width, or the line would be another one with every second.
 */
function coarser(spark: Spark, spanMs: number): Spark {
  const { from, widthMs, counts } = spark
  const wanted = Math.min(counts.length, Math.ceil(spanMs / widthMs) + 1)
  const each = Math.ceil(wanted / mostPoints)
  const width = each * widthMs
  const end = from + counts.length * widthMs
  const last = Math.floor((end - 1) / width) * width
  const points = Math.min(Math.ceil(wanted / each), Math.floor((last - from) / width) + 1)
  const first = last - (points - 1) * width
  const summed = new Array<number>(points).fill(0)
  for (const [i, count] of counts.entries()) {
    const index = Math.floor((from + i * widthMs - first) / width)
    if (index >= 0) summed[index] = (summed[index] ?? 0) + count
  }
  return { ...spark, from: first, widthMs: width, counts: summed }
}

/** The indices from `first` to `last` without those that `isAway`, cut where one is left out. */
function stretches(first: number, last: number, isAway: (i: number) => boolean): readonly number[][] {
  const found: number[][] = []
  let isGoingOn = false
  for (let i = first; i <= last; i++) {
    if (isAway(i)) {
      isGoingOn = false
      continue
    }
    if (isGoingOn) found.at(-1)?.push(i)
    else found.push([i])
    isGoingOn = true
  }
  return found
}

function rateNow({ counts, widthMs }: Spark, first: number, last: number): number {
  const begin = Math.max(first, last - Math.round(latestMs / widthMs) + 1)
  const seconds = ((last - begin + 1) * widthMs) / 1_000
  if (seconds <= 0) return 0
  return counts.slice(begin, last + 1).reduce((sum, count) => sum + count, 0) / seconds
}

function formatSpark(
  { counts, widthMs }: Spark,
  gaps: readonly { readonly from: number; readonly until: number }[],
  now: number | null,
): string {
  const most = (Math.max(...counts) * 1_000) / widthMs
  const minutes = `${formatDuration(counts.length * widthMs)}${now === null ? ' of the run' : ''}`
  const rate = `${now === null ? '' : `${formatRate(now)} now, `}${formatRate(most)} at most`
  const awayMs = gaps.reduce((sum, gap) => sum + Math.max(0, gap.until - gap.from), 0)
  const away =
    gaps.length === 0 ? '' : `; ${formatCount(gaps.length, 'gap')}, ${formatDuration(awayMs)} in all`
  return `Events per second in the last ${minutes}: ${rate}${away}`
}

function edge(point: string | undefined, x: number): string {
  return `${round(x)} ${point?.split(' ')[1] ?? 0}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
