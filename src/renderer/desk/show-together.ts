// Answers that come one shortly after another are shown at once: a frame has a price of its own, whatever changes in it.

import type { Clock } from '../store/clock.ts'

/** Frames come at multiples of this, and so with the pushes that wait and the ticks of the clock. */
const togetherMs = 125

let waiting: (() => void)[] = []

/** Calls `show` in the task in which the clock ticks next. */
export function showAtTick({ subscribe }: Pick<Clock, 'subscribe'>, show: () => void): void {
  const stop = subscribe(() => {
    stop()
    show()
  })
}

/** Calls `show` soon, together with all that waits then. */
export function showTogether(show: () => void): void {
  if (waiting.push(show) > 1) return
  setTimeout(
    () => {
      const shows = waiting
      waiting = []
      for (const one of shows) one()
    },
    togetherMs - (Date.now() % togetherMs),
  )
}
