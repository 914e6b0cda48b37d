// The runs of a log, read beside whatever engine may be writing it, and nothing else of it: this command is typed most often.

import type { RunSummary } from '../../core/run/run.ts'
import { isEngineThere } from '../log/sqlite/file/lock.ts'
import { logPath, openLogForReading } from '../log/sqlite/file/open-log.ts'
import { storageError } from '../log/sqlite/file/sqlite-errors.ts'
import { createSummaries } from '../log/sqlite/read/summaries.ts'

export type RunsThere = {
  /** In the order of their numbers. */
  readonly runs: readonly RunSummary[]
  /** As of `ReadOnlyLog`. */
  readonly isWatched: boolean
}

/** Null where there is no log in `dataDir` yet. Throws a RunlightError as `openReadOnlyLog` does. */
export function listRuns(dataDir: string): RunsThere | null {
  const db = openLogForReading(dataDir)
  if (db === null) return null
  try {
    return { runs: createSummaries(db)(), isWatched: isEngineThere(dataDir) }
  } catch (thrown) {
    throw storageError(thrown, logPath(dataDir))
  } finally {
    db.close()
  }
}
