// Whether the log is in its place, told when that changes: whoever waits for it need not ask again and again.

import { errorData } from '../../core/basics/errors.ts'

/** A log that is used is looked at with each commit: this is for one that is not, and a look wakes a thread. */
const inPlaceMs = 5_000
/** Streams are held until it is back. */
const awayMs = 1_000

/**
 * Looks again and again and resolves or rejects as `look` does, once that says something else than `told`: the message of its last
 * rejection, or null where it resolved.
 */
export function watchPlace(look: () => void | Promise<void>): (told: string | null) => Promise<void> {
  return async (told) => {
    for (;;) {
      try {
        await look()
        if (told !== null) return
      } catch (thrown) {
        if (errorData(thrown).message !== told) throw thrown
      }
      await new Promise((resolve) => setTimeout(resolve, told === null ? inPlaceMs : awayMs))
    }
  }
}
