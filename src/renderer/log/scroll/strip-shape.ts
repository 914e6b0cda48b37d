// The shapes of the density strip: how busy each part of the log was, and where errors, warnings, gaps and attempts are. The
// strip follows the order of events, not the time, because it is the scroll bar. Pure; in px of the strip.

import type { DensityBucket } from '../../../core/contract/calls/log.ts'

export type Strip = { readonly events: number; readonly buckets: readonly DensityBucket[] }

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
  return buckets[indexOf(seq, buckets)]
}

function indexOf(seq: number, buckets: readonly DensityBucket[]): number {
  let low = 0
  let high = buckets.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((buckets[middle]?.to ?? 0) < seq) low = middle + 1
    else high = middle
  }
  return Math.min(low, buckets.length - 1)
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

/** The height of a bin of the strip and the gap below it, px. */
const binStep = 5
export const binHeight = binStep - 1
/** Opacities of bins and marks, from few to many. */
export const fades = [0.35, 0.6, 1] as const

type Fade = (typeof fades)[number]

/** One bin of the histogram: `width` px of the room there is. */
export type Bin = { readonly y: number; readonly width: number; readonly fade: Fade }

/**
 * How busy each part of the log was, as a histogram of bins of equal height. The median rate is half as wide as the room, so
 * that an even log is calm, and what is busier stands out: wider and stronger.
 */
export function binsOf({ events, buckets }: Strip, height: number, room: number): readonly Bin[] {
  if (buckets.length === 0 || height <= 0) return []
  const rates = ratesOf(buckets)
  const median = rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 1
  return Array.from({ length: Math.floor(height / binStep) }, (_, i): Bin => {
    const y = i * binStep
    const within = indexesBetween(
      seqAt(y, events, height),
      seqAt(y + binStep - 0.01, events, height),
      buckets,
    )
    const rate = Math.max(...within.map((at) => rates[at] ?? 0))
    const share = rate / median
    return {
      y,
      width: round(Math.max(2, Math.min(1, Math.sqrt(share) / 2) * room)),
      fade: fades[share > 4 ? 2 : share > 1.5 ? 1 : 0],
    }
  })
}

/** The places in `buckets` of those from event `from` to event `to`. */
function indexesBetween(from: number, to: number, buckets: readonly DensityBucket[]): readonly number[] {
  const first = indexOf(from, buckets)
  const last = Math.max(first, indexOf(to, buckets))
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

/** A mark of the strip: `alone` where none of its sort is beside it, so that there is room for its shape. */
export type Mark = { readonly y: number; readonly fade: Fade; readonly alone: boolean }
export type Marks = Readonly<Record<'errors' | 'warnings' | 'gaps' | 'attempts', readonly Mark[]>>

/**
 * The marks of each sort, px from the top: at most one for each `step` px, so that they do not overlap; stronger the more of
 * the events there it stands for.
 */
export function marksOf({ events, buckets }: Strip, height: number, step: number): Marks {
  const marks = (count: (bucket: DensityBucket) => number): readonly Mark[] => {
    const bins = new Map<number, { found: number; of: number }>()
    for (const bucket of buckets) {
      const middle = (yOf(bucket.from, events, height) + yOf(bucket.to + 1, events, height)) / 2
      const place = Math.floor(Math.min(height - 1, middle) / step)
      const bin = bins.get(place) ?? { found: 0, of: 0 }
      bins.set(place, { found: bin.found + count(bucket), of: bin.of + bucket.to - bucket.from + 1 })
    }
    const isMarked = (place: number) => (bins.get(place)?.found ?? 0) > 0
    return [...bins].flatMap(([place, { found, of }]) => {
      if (found === 0) return []
      const alone = !isMarked(place - 1) && !isMarked(place + 1)
      return [{ y: round((place + 0.5) * step), fade: alone ? 1 : fadeOf(found / of), alone }]
    })
  }
  return {
    errors: marks((bucket) => bucket.errors),
    warnings: marks((bucket) => bucket.warnings),
    gaps: marks((bucket) => bucket.gaps),
    attempts: marks((bucket) => bucket.attempts),
  }
}

/** Few up to 2 %, many from a fifth on. */
function fadeOf(share: number): Fade {
  return fades[share >= 0.2 ? 2 : share > 0.02 ? 1 : 0]
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
