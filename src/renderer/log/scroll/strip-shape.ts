// The shapes of the density strip: how busy each part of the log was, and where errors, warnings, gaps and attempts are. The
// strip follows the order of events, not the time, because it is the scroll bar. Pure; in px of the strip.

import type { DensityBucket } from '../../../core/contract/calls/log.ts'

export type Strip = { readonly events: number; readonly buckets: readonly DensityBucket[] }
export type Size = { readonly width: number; readonly height: number }

/** The position of event `seq`, px from the top. */
export function yOf(seq: number, events: number, height: number): number {
  return events === 0 ? 0 : ((seq - 1) / events) * height
}

/** The event at `y`. */
export function seqAt(y: number, events: number, height: number): number {
  if (height <= 0) return 1
  return Math.min(events, Math.max(1, Math.floor((y / height) * events) + 1))
}

/** The bucket of `seq`. */
export function bucketOf(seq: number, buckets: readonly DensityBucket[]): DensityBucket | undefined {
  let low = 0
  let high = buckets.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((buckets[middle]?.to ?? 0) < seq) low = middle + 1
    else high = middle
  }
  return buckets[low]
}

/** The number of pings before `seq`: exact at the edges of buckets, interpolated within them. */
export function pingsBefore(seq: number, buckets: readonly DensityBucket[]): number {
  let pings = 0
  for (const bucket of buckets) {
    if (bucket.to < seq) pings += bucket.pings
    else {
      const share = Math.max(0, seq - bucket.from) / (bucket.to - bucket.from + 1)
      return Math.round(pings + share * bucket.pings)
    }
  }
  return pings
}

/** Events per second of each bucket, including the pause before the next one. */
export function ratesOf(buckets: readonly DensityBucket[]): readonly number[] {
  return buckets.map((bucket, i) => {
    const until = Math.max(bucket.lastAt, buckets[i + 1]?.firstAt ?? bucket.lastAt)
    return (bucket.to - bucket.from + 1) / (Math.max(1, until - bucket.firstAt) / 1_000)
  })
}

/** The minimum width of a bucket, so that it is visible. */
const minWidth = 1.5

/** The rates as an SVG path at the right edge. Widths are proportional to the square root, so that quiet parts are visible. */
export function profileOf({ events, buckets }: Strip, { width, height }: Size, room: number): string {
  const rates = ratesOf(buckets)
  // The 98th percentile: one burst must not flatten everything else.
  const highest = rates.toSorted((a, b) => a - b)[Math.floor(rates.length * 0.98)] ?? 1
  const parts: string[] = [`M${width} 0`]
  for (const [i, bucket] of buckets.entries()) {
    const share = Math.min(1, Math.sqrt((rates[i] ?? 0) / highest))
    const x = round(width - Math.max(minWidth, share * room))
    parts.push(
      `L${x} ${round(yOf(bucket.from, events, height))}L${x} ${round(yOf(bucket.to + 1, events, height))}`,
    )
  }
  parts.push(`L${width} ${height}Z`)
  return parts.join('')
}

export type Marks = Readonly<Record<'errors' | 'warnings' | 'gaps' | 'attempts', readonly number[]>>

/** The positions of the marks of each sort, px from the top: at most one for each `step` px, so that they do not overlap. */
export function marksOf({ events, buckets }: Strip, height: number, step: number): Marks {
  const places = (count: (bucket: DensityBucket) => number): number[] => {
    const taken = new Set<number>()
    for (const bucket of buckets) {
      if (count(bucket) > 0) {
        const middle = (yOf(bucket.from, events, height) + yOf(bucket.to + 1, events, height)) / 2
        taken.add(Math.floor(Math.min(height - 1, middle) / step))
      }
    }
    return [...taken].map((place) => round((place + 0.5) * step))
  }
  return {
    errors: places((bucket) => bucket.errors),
    warnings: places((bucket) => bucket.warnings),
    gaps: places((bucket) => bucket.gaps),
    attempts: places((bucket) => bucket.attempts),
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
