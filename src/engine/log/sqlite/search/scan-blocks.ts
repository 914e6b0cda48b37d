// Looking through the events of some blocks one by one: by SQL where that can tell, by the matcher for the rest. Rows are
// read many at a time, which takes half as long as one by one, and fewer at a time where they are large.

import type Database from 'better-sqlite3'
import { type Block, blockSize } from '../../../../core/log/blocks.ts'
import type { Stretch } from '../../run-reader.ts'
import { eventKey, runShift } from '../rows/keys.ts'
import type { EventLookup } from './event-lookup.ts'
import { createRowMatcher } from './row-matcher.ts'
import { createStatements } from './statements.ts'

/** Data that is read at a time, unless a single event has more. */
const mostBytes = 4_000_000
/** Rows that are read first, for whoever wants only a few; twice as many each time after. */
const firstRows = 64

/** Gives the function that looks through `blocks`, which are in the order of the walk. Null when it went through all. */
export function createScanBlocks(db: Database.Database) {
  const statement = createStatements((sql) => db.prepare(sql).raw())

  return (
    { plan, now, deadline, found }: EventLookup,
    stretch: Stretch,
    blocks: readonly Block[],
  ): number | null => {
    const { run, from, to, direction } = stretch
    const isUp = direction === 'up'
    const matcher = createRowMatcher(plan.afterWhere, now)
    const columns = matcher.isEmpty ? 'key' : matcher.columns.join(', ')
    const rows = statement(
      `SELECT ${columns} FROM events WHERE key >= ? AND key <= ? AND ${plan.where}
       ORDER BY key ${isUp ? 'ASC' : 'DESC'}`,
    )
    let atOnce = firstRows
    for (const { block, bytes, events } of blocks) {
      const first = Math.max(from, block * blockSize + 1)
      const last = Math.min(to, (block + 1) * blockSize)
      const most = Math.min(blockSize, Math.max(1, Math.floor((events * mostBytes) / (bytes + 1))))
      let step = 0
      for (let done = 0; done <= last - first; done += step) {
        step = Math.min(most, atOnce)
        atOnce = Math.min(blockSize, atOnce * 2)
        const low = isUp ? first + done : Math.max(first, last - done - step + 1)
        const high = isUp ? Math.min(last, low + step - 1) : last - done
        if (performance.now() > deadline) return isUp ? low : high
        for (const row of rows.all(eventKey(run, low), eventKey(run, high), ...plan.whereValues)) {
          const values = row as readonly unknown[]
          if (!matcher.isEmpty && !matcher.fits(values)) continue
          const seq = Number(values[0]) - run * runShift
          if (!found(seq)) return isUp ? seq + 1 : seq - 1
        }
      }
    }
    return null
  }
}
