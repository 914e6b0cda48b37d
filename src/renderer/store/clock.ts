// The one clock of the window. It ticks once a second for everything that shows a running time, and stops while nothing
// does, and while nobody sees the window. One timer per row was rejected: hundreds of timers do not fire together, and each
// causes a frame of its own.

import type { Presence } from './presence.ts'

/** From one tick to the next, ms. */
export const tickMs = 1_000

export type Clock = {
  /** The time of the last tick, epoch ms. */
  readonly now: () => number
  /** Calls `listener` on every tick; returns what stops that. */
  readonly subscribe: (listener: () => void) => () => void
}

/** A clock that ticks at every full second, and at once when the window is shown again. */
export function createClock(presence: Presence): Clock {
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopWatching: (() => void) | undefined

  function schedule(): void {
    timer = setTimeout(tick, tickMs - (now % tickMs))
  }

  function tick(): void {
    now = Date.now()
    // Before they hear of it: who was the last to listen may stop in the tick.
    schedule()
    for (const listener of listeners) listener()
  }

  function start(): void {
    now = Date.now()
    if (presence.isShown()) schedule()
    stopWatching = presence.subscribe((shown) => {
      clearTimeout(timer)
      if (shown) tick()
    })
  }

  return {
    now: () => now,
    subscribe(listener) {
      if (listeners.size === 0) start()
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(timer)
        stopWatching?.()
      }
    },
  }
}
