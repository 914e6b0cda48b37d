// Everything that looks back, over one read-only connection: each function answers within a slice of time, so that a long
// search or export never holds up a short question.

import type Database from 'better-sqlite3'
import { kinds } from '../base/kinds.ts'
import { createBlockReader } from '../log/sqlite/read/blocks.ts'
import { createReader } from '../log/sqlite/read/reader.ts'
import { createRunList } from '../log/sqlite/read/run-list.ts'
import { createOverlook } from './block-summary.ts'
import { createDensity } from './density.ts'
import { createKnown } from './known.ts'
import { createSearch } from './search.ts'
import { createSearchWindow } from './search-window.ts'
import { createTimeReview } from './time.ts'

export type Review = ReturnType<typeof createReview>

export function createReview(db: Database.Database) {
  const reader = createReader(db)
  const blocks = createBlockReader(db)
  const { atOnce: _, ...time } = createTimeReview(db, reader, kinds, blocks.blocks)
  const runs = createRunList(db)
  return {
    ...time,
    search: createSearch(db, { runs, blocks, event: reader.event }),
    searchWindow: createSearchWindow(db, { runs, blocks, rowsOf: reader.rowsOf }),
    searchKnown: createKnown({ runs, blocks, rows: reader.range }),
    density: createDensity(db, blocks),
    ...createOverlook(db, blocks),
    makeBlocks: blocks.make,
    lackingBlocks: blocks.lacking,
    close: reader.close,
  }
}
