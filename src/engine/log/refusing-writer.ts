// The writer of a log that can only be read: every function says why it does not write.

import { RunlightError } from '../../core/basics/errors.ts'
import type { LogWriter } from './log-writer.ts'

/** Each function rejects with `read-only` and `sentence`. */
export function createRefusingWriter(sentence: string): LogWriter {
  const refuse = () => Promise.reject(new RunlightError('read-only', sentence))
  return {
    commit: refuse,
    putBlocks: refuse,
    putCheckpoints: refuse,
    setReading: refuse,
    reflag: refuse,
    readAnew: refuse,
    addRun: refuse,
    adoptRun: refuse,
    mark: refuse,
    removeRuns: refuse,
    removeRun: refuse,
    clearSlice: refuse,
    saveServer: refuse,
    removeServer: refuse,
    setSetting: refuse,
    storeAlerts: refuse,
    dropStandings: refuse,
    look: refuse,
    watchPlace: refuse,
  }
}
