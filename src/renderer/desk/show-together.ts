// Answers that come one shortly after another are shown at once: a frame has a price of its own, whatever changes in it.

import type { Clock } from '../store/clock.ts'

/** Frames come at multiples of this, and so with the pushes that wait and the ticks of the clock. */
const togetherMs = 125

let waiting: (() => void)[] = []

/** Calls `show` soon, together with all that waits then; with a clock, in the task in which that ticks next. */
export function showTogether(show: () => void, clock: Pick<Clock, 'subscribe'> | null = null): void {
  if (clock !== null) {
    const stop = clock.subscribe(() => {
      stop()
      show()
    })
    return
  }
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
