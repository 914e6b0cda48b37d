// The density strip as shapes: how busy each stretch of a log was, and where errors, warnings, gaps and attempts stand. The
// strip follows the order of events, not the clock, because it is the scroll bar too. Pure, in px of the strip.

import type { DensityBucket } from '../../../core/contract/calls/log.ts'

export type Strip = { readonly events: number; readonly buckets: readonly DensityBucket[] }
export type Size = { readonly width: number; readonly height: number }

/** Where event `seq` stands, px from the top. */
export function yOf(seq: number, events: number, height: number): number {
  return events === 0 ? 0 : ((seq - 1) / events) * height
}

/** The event at `y`. */
export function seqAt(y: number, events: number, height: number): number {
  if (height <= 0) return 1
  return Math.min(events, Math.max(1, Math.floor((y / height) * events) + 1))
}

/** The stretch that holds `seq`. */
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

/** Pings before `seq`: exact at the edges of stretches, in proportion between them. */
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

/** Events per second of each stretch, the pause before the next one counted in. */
export function ratesOf(buckets: readonly DensityBucket[]): readonly number[] {
  return buckets.map((bucket, i) => {
    const until = Math.max(bucket.lastAt, buckets[i + 1]?.firstAt ?? bucket.lastAt)
    return (bucket.to - bucket.from + 1) / (Math.max(1, until - bucket.firstAt) / 1_000)
  })
}

/** A stretch is at least this wide, so that it is seen that there is something. */
const leastWidth = 1.5

/** The outline of the rates, grown from the right edge: an SVG path. Its widths go by the root, so that quiet stretches show. */
export function profileOf({ events, buckets }: Strip, { width, height }: Size, room: number): string {
  const rates = ratesOf(buckets)
  // One burst must not make everything else look still.
  const highest = rates.toSorted((a, b) => a - b)[Math.floor(rates.length * 0.98)] ?? 1
  const parts: string[] = [`M${width} 0`]
  for (const [i, bucket] of buckets.entries()) {
    const share = Math.min(1, Math.sqrt((rates[i] ?? 0) / highest))
    const x = round(width - Math.max(leastWidth, share * room))
    parts.push(
      `L${x} ${round(yOf(bucket.from, events, height))}L${x} ${round(yOf(bucket.to + 1, events, height))}`,
    )
  }
  parts.push(`L${width} ${height}Z`)
  return parts.join('')
}

export type Marks = Readonly<Record<'errors' | 'warnings' | 'gaps' | 'attempts', readonly number[]>>

/** Where marks of each sort stand, px from the top: one for each `step` px at most, so that their shapes stay apart. */
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
