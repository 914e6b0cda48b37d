// Reading a log beside the engine that may be writing it, without its lock: for the commands that only look.

import type { Figures, UsualRun } from '../../core/figures/figures.ts'
import type { EventRow, RunSummary } from '../../core/run/run.ts'
import { kinds } from '../base/kinds.ts'
import { openLogForReading } from '../log/sqlite/file/open-log.ts'
import { createBlockReader } from '../log/sqlite/read/blocks.ts'
import { createReader } from '../log/sqlite/read/reader.ts'
import { createRunList } from '../log/sqlite/read/run-list.ts'
import { createSearch, type SearchInput, type SearchSlice } from '../review/search.ts'
import { createTimeReview } from '../review/time.ts'

export type ReadOnlyLog = {
  readonly runs: () => RunSummary[]
  readonly events: (run: number, from: number, limit: number) => EventRow[]
  /** One slice of a search; the next goes on from its cursor. Throws `bad-input` for a query that is none. */
  readonly search: (input: SearchInput) => SearchSlice
  /** What was measured of a run; null where there is no such run. */
  readonly figures: (run: number) => Figures | null
  /** What is usual for a kind, by the runs of it that were watched here. */
  readonly usual: (kind: string) => UsualRun
  readonly close: () => void
}

/** Opens the log of `dataDir` for reading; null where there is none yet. Throws a RunlightError as `openEngine` does. */
export function openReadOnlyLog(dataDir: string): ReadOnlyLog | null {
  const db = openLogForReading(dataDir)
  if (db === null) return null
  const reader = createReader(db)
  const blocks = createBlockReader(db)
  const { atOnce } = createTimeReview(db, reader, kinds, blocks.blocks)
  return {
    runs: reader.summaries,
    events: reader.range,
    search: createSearch(db, { runs: createRunList(db), blocks, event: reader.event }),
    ...atOnce,
    close: reader.close,
  }
}
