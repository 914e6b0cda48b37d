// A clock that runs faster than the wall: a minute of back-off and silence in a second of test, with real sockets.

import type { Clock } from '../../src/engine/base/clock.ts'

export function createFastClock(factor: number): Clock {
  const wall = Date.now()
  const start = performance.now()
  return {
    now: () => Math.round(wall + (performance.now() - start) * factor),
    monotonic: () => (performance.now() - start) * factor,
    after: (ms, run) => {
      const timer = setTimeout(run, ms / factor)
      return () => clearTimeout(timer)
    },
  }
}
