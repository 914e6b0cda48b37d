// The clock of the sample world. Every service counts in milliseconds of that world and never sees the speed, so that
// a test at two hundred times the pace runs the very same plans. A tick loop was rejected: nothing happens between
// two events, so nothing needs to wake.

import { longestTimerMs } from '../../core/basics/timers.ts'

export type Pace = {
  /** Milliseconds of the sample world since the backend started. */
  readonly now: () => number
  /** Real time, ISO 8601, at that moment of the sample world: what a timestamp in an event has to say. */
  readonly isoAt: (ms: number) => string
  /** Acts once after `ms` of the sample world, or after 24 days if that is earlier; the answer calls it off. */
  readonly after: (ms: number, act: () => void) => () => void
}

/** A clock that runs `speed` times as fast as the real one. Throws RangeError unless `speed` is a number above zero. */
export function createPace(speed: number): Pace {
  if (!(speed > 0 && Number.isFinite(speed))) {
    throw new RangeError(
      'The speed of the sample backend must be a number above 0: 1 is real time, 10 ten times as fast.',
    )
  }
  const startedAt = Date.now()
  const origin = performance.now()
  return {
    now: () => (performance.now() - origin) * speed,
    isoAt: (ms) => new Date(startedAt + ms / speed).toISOString(),
    after: (ms, act) => {
      const timer = setTimeout(act, Math.min(ms / speed, longestTimerMs))
      return () => clearTimeout(timer)
    },
  }
}
