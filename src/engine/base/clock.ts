// Time as a port, so that tests can let a minute pass in a moment. Wall time names when something happened; monotonic
// time measures how long it took, and a change of the computer's clock never moves it.

import { longestTimerMs } from '../../core/basics/timers.ts'

export type Clock = {
  /** Epoch milliseconds, for what is stored and shown. */
  readonly now: () => number
  /** Milliseconds from an arbitrary start, for durations and deadlines. */
  readonly monotonic: () => number
  /** Calls `run` once, when `ms` have passed by `monotonic` and not before; returns what cancels it. */
  readonly after: (ms: number, run: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const due = performance.now() + ms
    // Node's timers count in whole milliseconds: one in three comes up to one too early, before the deadline that it is there for.
    const wait = () => {
      const left = due - performance.now()
      if (left <= 0) run()
      else timer = setTimeout(wait, Math.min(Math.ceil(left), longestTimerMs))
    }
    let timer = setTimeout(wait, Math.min(ms, longestTimerMs))
    return () => clearTimeout(timer)
  },
}
