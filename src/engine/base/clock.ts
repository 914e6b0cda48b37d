// Time as a port, so that tests can let a minute pass in a moment. Wall time names when something happened; monotonic
// time measures how long it took, and a change of the computer's clock never moves it.

export type Clock = {
  /** Epoch milliseconds, for what is stored and shown. */
  readonly now: () => number
  /** Milliseconds from an arbitrary start, for durations and deadlines. */
  readonly monotonic: () => number
  /** Calls `run` once after `ms`; returns what cancels it. */
  readonly after: (ms: number, run: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
