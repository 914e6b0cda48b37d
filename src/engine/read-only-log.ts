// Reading a log beside the engine that may be writing it, without its lock: for the commands that only look.

import type { EventRow, RunSummary } from '../core/run.ts'
import { openLogForReading } from './log/open-log.ts'
import { createReader } from './log/reader.ts'

export type ReadOnlyLog = {
  readonly runs: () => RunSummary[]
  readonly events: (run: number, from: number, limit: number) => EventRow[]
  readonly close: () => void
}

/** Opens the log of `dataDir` for reading; null where there is none yet. Throws a RunlightError as `openEngine` does. */
export function openReadOnlyLog(dataDir: string): ReadOnlyLog | null {
  const db = openLogForReading(dataDir)
  if (db === null) return null
  const reader = createReader(db)
  return { runs: reader.summaries, events: reader.range, close: reader.close }
}
