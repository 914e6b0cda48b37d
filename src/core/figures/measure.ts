// Computes figures from the arrival times of a run's events. Pure; the caller chooses the events.

import type { Figures, Waits } from './figures.ts'
import { histogram, quantile, roundWidth } from './series.ts'

/** A wait and the event that ended it, at `at`. */
export type Wait = { readonly ms: number; readonly before: number; readonly at: number }

/** At most this many stretches of time are told apart. */
const mostStretches = 400

/** How wide a stretch is for a run that lasted from `startedAt` to `endedAt`. */
export function stretchWidth(startedAt: number, endedAt: number): number {
  return roundWidth(Math.max(1, endedAt - startedAt), mostStretches)
}

export type StretchGatherer = {
  /** `count` events arrived at `at`, or evenly up to `until`. */
  readonly events: (at: number, count: number, until?: number) => void
  readonly wait: (at: number, ms: number) => void
  readonly stretches: () => Figures['stretches']
}

/** Gathers events and waits by stretches of `widthMs` from `startedAt` on. */
export function createStretches(startedAt: number, widthMs: number): StretchGatherer {
  const found = new Map<number, { events: number; maxWaitMs: number | null }>()
  const placeOf = (at: number) => Math.max(0, Math.floor((at - startedAt) / widthMs))
  const stretch = (place: number) => {
    const known = found.get(place)
    if (known !== undefined) return known
    const made = { events: 0, maxWaitMs: null }
    found.set(place, made)
    return made
  }
  return {
    events: (at, count, until = at) => {
      const [first, last] = [placeOf(at), placeOf(until)]
      if (first === last) {
        stretch(first).events += count
        return
      }
      for (let place = first; place <= last; place++) {
        const from = Math.max(at, startedAt + place * widthMs)
        const to = Math.min(until, startedAt + (place + 1) * widthMs)
        stretch(place).events += (count * Math.max(0, to - from)) / (until - at)
      }
    },
    wait: (at, ms) => {
      const one = stretch(placeOf(at))
      one.maxWaitMs = Math.max(one.maxWaitMs ?? 0, ms)
    },
    stretches: () =>
      [...found]
        .toSorted(([a], [b]) => a - b)
        .map(([place, { events, maxWaitMs }]) => ({
          at: startedAt + place * widthMs,
          events: Math.round(events * 100) / 100,
          maxWaitMs,
        })),
  }
}

/** `waits` in figures; `longest` where one is known that need not be among them. Null of none. */
export function waitsOf(waits: readonly number[], longest: Wait | null): Waits | null {
  if (longest === null || waits.length === 0) return null
  const sorted = Float64Array.from(waits).toSorted()
  return {
    of: sorted.length,
    maxMs: longest.ms,
    maxBefore: longest.before,
    p50Ms: quantile(sorted, 0.5) ?? 0,
    p95Ms: quantile(sorted, 0.95) ?? 0,
    histogram: [...histogram(sorted)],
  }
}
