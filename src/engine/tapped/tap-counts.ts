// What has passed through each tap since the engine opened. Screens are told at most once a second.

import type { TapCounts } from '../../core/contract/calls/taps.ts'
import type { Clock } from '../base/clock.ts'

const none: TapCounts = { requests: 0, streams: 0, others: 0, refused: 0, unrecorded: 0, lastRefusal: null }
const tellMs = 1_000

/** `tell` is called when counts have changed. */
export function createTapCounts(clock: Clock, tell: () => void) {
  const counts = new Map<string, TapCounts>()
  let cancel: (() => void) | null = null
  return {
    of: (name: string): TapCounts => counts.get(name) ?? none,
    /** A name of null is of no tap: there is nothing to count it for. */
    count: (name: string | null, change: (counts: TapCounts) => TapCounts) => {
      if (name === null) return
      counts.set(name, change(counts.get(name) ?? none))
      cancel ??= clock.after(tellMs, () => {
        cancel = null
        tell()
      })
    },
    close: () => cancel?.(),
  }
}
