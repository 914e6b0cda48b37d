// A wait before something is tried again, which can be cut short.

import type { Clock } from './clock.ts'

export type Pause = {
  /** Resolves after the time, or as soon as the wait is cut short. */
  readonly wait: () => Promise<void>
  /** Ends the wait, if there is one. */
  readonly cut: () => void
}

/** Waits of `ms` each, one at a time. */
export function createPause(clock: Clock, ms: number): Pause {
  let end: (() => void) | null = null
  return {
    wait: async () => {
      await new Promise<void>((resolve) => {
        const cancel = clock.after(ms, resolve)
        end = () => {
          cancel()
          resolve()
        }
      })
      end = null
    },
    cut: () => end?.(),
  }
}
