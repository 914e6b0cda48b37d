// A clock that runs faster than the wall: a minute of back-off and silence in a second of test, with real sockets. It stands
// still while the machine gives the process no time, or a stall of two seconds would be half a minute in which no server
// answers.

import type { Clock } from '../../src/engine/base/clock.ts'

const beatMs = 10
/** A beat that comes later than this was held up, by the machine or by long work in the process itself. */
const latestMs = 50

let last = performance.now()
let stalled = 0

/** Milliseconds of the wall in which this process could run, from an arbitrary start. */
function awake(): number {
  const now = performance.now()
  stalled += Math.max(0, now - last - latestMs)
  last = now
  return now - stalled
}
// One for all clocks of a worker.
setInterval(awake, beatMs).unref()

/** A clock that runs `factor` times as fast as the wall, from its time on. */
export function createFastClock(factor: number): Clock {
  const wall = Date.now()
  const start = awake()
  const monotonic = () => (awake() - start) * factor
  return {
    now: () => Math.round(wall + monotonic()),
    monotonic,
    after: (ms, run) => {
      const due = monotonic() + ms
      const wait = () => {
        const left = due - monotonic()
        if (left <= 0) run()
        else timer = setTimeout(wait, left / factor)
      }
      let timer = setTimeout(wait, ms / factor)
      return () => clearTimeout(timer)
    },
  }
}
