// Closing has a time limit: a system that shuts down waits for nobody.

import { shutdownError } from './shutdown-error.ts'

const closeWithinMs = 4_500

/**
 * Resolves with `close`, at the latest after 4.5 s; rejects then where events are `unsaved`, with a RunlightError that says how
 * many.
 */
export function closeInTime(close: () => Promise<void>, unsaved: () => number): Promise<void> {
  const late = new Promise<void>((resolve, reject) => {
    const giveUp = () => {
      const events = unsaved()
      if (events === 0) resolve()
      else reject(shutdownError(null, events))
    }
    setTimeout(giveUp, closeWithinMs).unref()
  })
  return Promise.race([close(), late])
}
