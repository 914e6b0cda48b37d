// The state of the log as shown on every screen. A log thread that is restarting outweighs a log that is not in its
// place, and that outweighs the result of the last write. It stores and restarts nothing.

import { errorData } from '../../core/basics/errors.ts'
import type { LogStatus } from '../../core/contract/contract.ts'
import type { Clock } from '../base/clock.ts'
import type { LogWriter } from '../log/log-writer.ts'

/** An answer is waited for again after this long: one that comes at once says nothing new. */
const againMs = 1_000

/** `readOnly`: why nothing can be written, or null. `notify` is called with every change. */
export function createLogHealth(readOnly: string | null, notify: (status: LogStatus) => void) {
  let stored: LogStatus =
    readOnly === null ? { state: 'ok', sentence: null } : { state: 'read-only', sentence: readOnly }
  let missing: LogStatus | null = null
  let away: LogStatus | null = null
  let gone: string | null = null
  let notice: string | null = null
  const status = (): LogStatus => {
    const now = away ?? missing ?? stored
    return now.state === 'ok' ? { ...now, sentence: notice } : now
  }
  let lastNotified = status()
  /** Repeated failures with the same message are one change. */
  const update = () => {
    const now = status()
    if (now.state === lastNotified.state && now.sentence === lastNotified.sentence) return
    lastNotified = now
    notify(now)
  }

  /** Waits until the log is found in its place, or gone from it. */
  const look = async (watchPlace: LogWriter['watchPlace']) => {
    try {
      await watchPlace(missing?.sentence ?? null)
      missing = null
    } catch (thrown) {
      const { code, message } = errorData(thrown)
      if (code === 'log-missing') missing = { state: 'missing', sentence: message }
      else if (code === 'log-away') missing = { state: 'away', sentence: message }
    }
    update()
  }

  return {
    status,
    /** Why no run can be taken up, or null. */
    closed: () => readOnly ?? gone,
    /** What came of storing. */
    storing: (next: LogStatus) => {
      stored = next
      update()
    },
    /** What is to be known of the log though it works; null takes it back. */
    notice: (text: string | null) => {
      notice = text
      update()
    },
    /** Tells whether the log is in its place, until the returned function is called: nothing may have been stored for hours. */
    watch: ({ watchPlace }: Pick<LogWriter, 'watchPlace'>, clock: Clock): (() => void) => {
      let cancel: (() => void) | null = null
      let isOver = false
      const turn = async () => {
        await look(watchPlace)
        if (!isOver) cancel = clock.after(againMs, () => void turn())
      }
      void turn()
      return () => {
        isOver = true
        cancel?.()
      }
    },
    /** The writer is away, for this reason, or back (null). Streams are held up meanwhile, as by a slow disk. */
    away: (sentence: string | null) => {
      if (gone !== null) return
      away = sentence === null ? null : { state: 'failed', sentence }
      update()
    },
    /** The log is gone for good. */
    gone: (sentence: string) => {
      gone = sentence
      away = { state: 'failed', sentence }
      update()
    },
  }
}
