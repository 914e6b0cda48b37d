// A wall clock that never goes back during one connection, so nothing ends before it began when the system clock is set
// back. It follows a clock that is set forward, because waking from sleep looks the same.

import type { Clock } from '../base/clock.ts'

export type SteadyClock = Clock & {
  /** A connection begins: the wall clock is right again, whatever it says. */
  readonly set: () => void
}

export function createSteadyClock(clock: Clock): SteadyClock {
  let wall = clock.now()
  let monotonic = clock.monotonic()
  const set = () => {
    wall = clock.now()
    monotonic = clock.monotonic()
  }
  return {
    ...clock,
    set,
    now: () => {
      const passed = Math.floor(wall + clock.monotonic() - monotonic)
      if (clock.now() < passed) return passed
      set()
      return wall
    },
  }
}
