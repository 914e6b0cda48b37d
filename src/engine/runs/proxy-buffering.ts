// Detects a stream that something on the way buffers, mostly a proxy. Two signs show it; a merely slow stream shows
// neither:
//
// * events that arrive at one instant carry timestamps of their own that are as far apart as the silence before them
//   was long;
// * twice or more the bytes stop in the middle of an event, after whole ones and for seconds, as a full buffer is cut.
//
// What a server sends together on purpose (its history at the start, several things at once) shows neither.

import { timeInEvent } from '../../core/log/time-in-event.ts'

export type BufferingDetector = {
  /** The request goes out. */
  readonly asked: (now: number) => void
  /** Bytes arrived. `pending`: those before them ended in the middle of an event. Times are monotonic ms. */
  readonly bytes: (now: number, pending: boolean) => void
  /** An event came with these bytes. */
  readonly event: (data: string) => void
  /** Runlight itself delayed reading until now: the silence was not the server's. */
  readonly released: (now: number) => void
  /** Longest time in ms that something was held back, null while nothing shows it. `over`: nothing more will come. */
  readonly delayMs: (now: number, over: boolean) => number | null
  /** When time alone may change that. */
  readonly dueAt: (now: number) => number
}

/** Bytes within this long of the first belong to one burst. */
const burstMs = 300
/** A shorter silence before or after a burst says nothing. */
const silenceMs = 2_000
const fewestEvents = 3
/** Timestamps looked at in one burst. */
const mostTimes = 64
/** The server's clock and ours need not run alike, and its times may be whole seconds. */
const slackMs = 1_500
const cutsNeeded = 2
const cutEvents = 2

type Burst = {
  readonly from: number
  last: number
  /** How long nothing came before it. */
  readonly silence: number
  events: number
  times: number
  earliest: number
  latest: number
}

export function createBufferingDetector(): BufferingDetector {
  let burst: Burst | null = null
  let lastAt = 0
  let cuts = 0
  let longest: number | null = null

  const found = (ms: number) => {
    longest = Math.max(longest ?? 0, ms)
  }
  /** The burst is over: compares its events' own timestamps with the silence before it. */
  const weigh = (one: Burst) => {
    const spread = one.latest - one.earliest
    const together = one.last - one.from <= burstMs
    if (!together || one.times < fewestEvents || one.silence < silenceMs) return
    if (spread >= Math.max(silenceMs, one.silence / 2) && spread <= one.silence + slackMs) found(spread)
  }

  return {
    asked: (now) => {
      lastAt = now
      burst = null
      cuts = 0
      longest = null
    },
    bytes: (now, pending) => {
      const silence = now - lastAt
      if (burst !== null && silence >= silenceMs) {
        weigh(burst)
        if (pending && burst.events >= cutEvents && ++cuts >= cutsNeeded) found(silence)
      }
      if (burst === null || silence >= silenceMs) {
        burst = {
          from: now,
          last: now,
          silence,
          events: 0,
          times: 0,
          earliest: Number.POSITIVE_INFINITY,
          latest: Number.NEGATIVE_INFINITY,
        }
      }
      burst.last = now
      lastAt = now
    },
    released: (now) => {
      burst = null
      lastAt = now
    },
    event: (data) => {
      if (burst === null) return
      burst.events++
      if (burst.silence < silenceMs || burst.times >= mostTimes) return
      const time = timeInEvent(data)
      if (time === null) return
      burst.times++
      burst.earliest = Math.min(burst.earliest, time)
      burst.latest = Math.max(burst.latest, time)
    },
    dueAt: (now) =>
      burst !== null && now - lastAt <= burstMs ? lastAt + burstMs + 1 : Number.POSITIVE_INFINITY,
    delayMs: (now, over) => {
      if (burst !== null && (over || now - lastAt > burstMs)) weigh(burst)
      return longest
    },
  }
}
