// The wall clock for what is measured over one connection: it never goes back while the connection lasts, so that nothing
// ends before it began when somebody sets the computer's clock. It follows a clock that goes forward, since a computer that
// slept looks the same.

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
