// A clock that stands still until it is moved: what waits for it is called in its order, and nothing else lets time pass.

import type { Clock } from '../../src/engine/base/clock.ts'

export type SimulatedClock = Clock & {
  /** Moves on to the next time that something waits for, at most by `ms`; settled promises are heard first. */
  readonly step: (ms?: number) => Promise<void>
}

export function createSimulatedClock(): SimulatedClock {
  let now = 0
  let timers: { readonly at: number; readonly run: () => void }[] = []
  const heard = () => new Promise((resolve) => setImmediate(resolve))
  return {
    now: () => now,
    monotonic: () => now,
    after: (ms, run) => {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    step: async (ms = Number.POSITIVE_INFINITY) => {
      await heard()
      const next = timers.toSorted((a, b) => a.at - b.at)[0]
      if (next === undefined || next.at > now + ms) now += Number.isFinite(ms) ? ms : 0
      else {
        timers = timers.filter((other) => other !== next)
        now = next.at
        next.run()
      }
      await heard()
    },
  }
}
