// The one clock of the window. It ticks once a second for everything that shows a running time, and stops while nothing
// does. One timer per row was rejected: hundreds of timers do not fire together, and each causes a frame of its own.

export type Clock = {
  /** The time of the last tick, epoch ms. */
  readonly now: () => number
  /** Calls `listener` on every tick; returns what stops that. */
  readonly subscribe: (listener: () => void) => () => void
}

/** A clock that ticks at every full second. */
export function createClock(): Clock {
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setTimeout> | undefined

  function tick(): void {
    now = Date.now()
    for (const listener of listeners) listener()
    timer = setTimeout(tick, 1_000 - (now % 1_000))
  }

  return {
    now: () => now,
    subscribe(listener) {
      if (listeners.size === 0) {
        now = Date.now()
        timer = setTimeout(tick, 1_000 - (now % 1_000))
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) clearTimeout(timer)
      }
    },
  }
}
