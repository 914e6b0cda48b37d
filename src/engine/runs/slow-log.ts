// Reports when the log is slower than the streams: one transaction takes longer than a second while streams wait for
// capacity. It only measures; the batcher holds the streams.

import type { LogStatus } from '../../core/contract/contract.ts'
import type { Clock } from '../base/clock.ts'

export type SlowLog = {
  /** A transaction begins. */
  readonly begin: () => void
  /** It is over, stored or not. */
  readonly end: () => void
}

const slowMs = 1_000
const slow: LogStatus = {
  state: 'slow',
  sentence:
    'The disk is slow: the streams are held up until the log has caught up. Nothing is lost; what is shown comes late.',
}

/** `held`: whether streams wait now. `notify` is called at the beginning and at the end. */
export function createSlowLog(
  clock: Clock,
  held: () => boolean,
  notify: (status: LogStatus) => void,
): SlowLog {
  let cancelLook: (() => void) | null = null
  let cancelEnd: (() => void) | null = null
  let isReported = false
  const look = () => {
    cancelEnd?.()
    cancelEnd = null
    cancelLook = clock.after(slowMs, look)
    if (isReported || !held()) return
    isReported = true
    notify(slow)
  }
  const caughtUp = () => {
    cancelEnd = null
    isReported = false
    notify({ state: 'ok', sentence: null })
  }
  return {
    begin: () => {
      cancelLook = clock.after(slowMs, look)
    },
    end: () => {
      cancelLook?.()
      // One transaction that was quick enough is no proof: the next one may be as slow as those before.
      if (isReported) cancelEnd ??= clock.after(2 * slowMs, caughtUp)
    },
  }
}
