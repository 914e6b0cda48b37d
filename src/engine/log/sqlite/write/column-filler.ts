// Makes the number columns that a log lacks: of blocks that an older Runlight wrote, or that were begun before a restart. It
// reads their events, a few blocks at a time, so that the next commit hardly waits.

import type Database from 'better-sqlite3'
import { blockSize } from '../../../../core/log/blocks.ts'
import { createColumnLook, createColumnMaker, createColumnWriter } from '../rows/column-rows.ts'
import { runShift } from '../rows/keys.ts'

/** A slice should take this long, in ms. */
const sliceMs = 20

/** Gives the function that makes a slice of what is lacking; it says whether there may be more. */
export function createColumnFiller(db: Database.Database): () => boolean {
  const nextRun = db.prepare('SELECT id FROM runs WHERE id > ? ORDER BY id LIMIT 1').pluck()
  const lastKey = db.prepare('SELECT max(key) FROM events WHERE key >= ? AND key < ?').pluck()
  const doneOf = db.prepare('SELECT blocks FROM columned WHERE run = ?').pluck()
  const hasColumns = createColumnLook(db)
  const make = createColumnMaker(db)
  const put = createColumnWriter(db)
  /** Every run up to this one lacks nothing, or nothing that was there when it was looked at. */
  let looked = 0

  /** Whether the run lacks nothing more. */
  const fill = (run: number, until: number): boolean => {
    const last = lastKey.get(run * runShift, (run + 1) * runShift)
    const whole = typeof last === 'number' ? Math.floor((last - run * runShift) / blockSize) : 0
    for (let block = Number(doneOf.get(run) ?? 0); block < whole; block++) {
      if (performance.now() > until) return false
      put(run, block, hasColumns(run, block) ? [] : make(run, block))
    }
    return true
  }

  const slice = db.transaction((until: number): boolean => {
    for (;;) {
      const run = nextRun.get(looked)
      if (typeof run !== 'number') {
        looked = 0
        return false
      }
      if (!fill(run, until)) return true
      looked = run
      if (performance.now() > until) return true
    }
  })
  return () => slice.immediate(performance.now() + sliceMs)
}
