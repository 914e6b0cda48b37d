// Looking through the events of some blocks: by number columns where those tell, by SQL where that can, by the matcher for
// the rest. Rows are read many at a time, which takes half as long as one by one, and fewer at a time where they are large.

import type Database from 'better-sqlite3'
import { type Block, blockSize } from '../../../../core/log/blocks.ts'
import { type EventBits, eventsIn, holds, placesIn } from '../../../../core/log/event-bits.ts'
import type { Query } from '../../../../core/query/ast.ts'
import type { Stretch } from '../../run-reader.ts'
import { eventKey, runShift } from '../rows/keys.ts'
import type { EventLookup } from './event-lookup.ts'
import { createRowMatcher } from './row-matcher.ts'
import { createColumnScan } from './scan-columns.ts'
import { createStatements } from './statements.ts'

/** Data that is read at a time, unless a single event has more. */
const mostBytes = 4_000_000
/** Rows that are read first, for whoever wants only a few; twice as many each time after. */
const firstRows = 64
/** So few rows of a block are read one by one. */
const fewRows = 96

/** Gives the function that looks through `blocks`, which are in the order of the walk. Null when it went through all. */
export function createScanBlocks(db: Database.Database) {
  const statement = createStatements((sql) => db.prepare(sql).raw())
  const columnScan = createColumnScan(db)

  return (lookup: EventLookup, stretch: Stretch, blocks: readonly Block[]): number | null => {
    const { plan, deadline, found } = lookup
    const { run, from, to, direction } = stretch
    const isUp = direction === 'up'
    const beyond = (seq: number) => (isUp ? seq + 1 : seq - 1)
    const rowsFor = createRows(lookup, isUp, statement)
    const byMatcher = rowsFor(plan.afterWhere)
    const byColumns = rowsFor(plan.afterColumns)
    let atOnce = firstRows
    for (const one of blocks) {
      const first = Math.max(from, one.block * blockSize + 1)
      const last = Math.min(to, (one.block + 1) * blockSize)
      if (performance.now() > deadline) return isUp ? first : last
      const answered = columnScan(plan, run, one)
      const rows = answered?.isAll === true ? byColumns : byMatcher
      const bits = answered?.bits ?? null
      if (bits !== null && (rows.isDecided || eventsIn(bits) <= fewRows)) {
        const places = isUp ? placesIn(bits) : [...placesIn(bits)].reverse()
        for (const place of places) {
          const seq = one.block * blockSize + 1 + place
          if (seq < first || seq > last || !(rows.isDecided || rows.fits(run, seq))) continue
          if (!found(seq)) return beyond(seq)
        }
        continue
      }
      const most = Math.min(blockSize, Math.max(1, Math.floor((one.events * mostBytes) / (one.bytes + 1))))
      let step = 0
      for (let done = 0; done <= last - first; done += step) {
        step = Math.min(most, atOnce)
        atOnce = Math.min(blockSize, atOnce * 2)
        const low = isUp ? first + done : Math.max(first, last - done - step + 1)
        const high = isUp ? Math.min(last, low + step - 1) : last - done
        if (performance.now() > deadline) return isUp ? low : high
        for (const seq of rows.seqs(run, low, high, bits)) if (!found(seq)) return beyond(seq)
      }
    }
    return null
  }
}

/** Gives the reading of rows that fit `where` and `rest`. */
function createRows(
  { plan, now }: EventLookup,
  isUp: boolean,
  statement: (sql: string) => Database.Statement,
) {
  return (rest: Query) => {
    const matcher = createRowMatcher(rest, now)
    const select = `SELECT ${matcher.isEmpty ? 'key' : matcher.columns.join(', ')} FROM events WHERE`
    const one = `${select} key = ? AND ${plan.where}`
    const many = `${select} key >= ? AND key <= ? AND ${plan.where} ORDER BY key ${isUp ? 'ASC' : 'DESC'}`
    const fits = (row: unknown) => matcher.isEmpty || matcher.fits(row as readonly unknown[])
    return {
      /** What columns say of an event is all that is asked of it. */
      isDecided: matcher.isEmpty && !plan.asksWhere,
      fits: (run: number, seq: number): boolean => {
        const row = statement(one).get(eventKey(run, seq), ...plan.whereValues)
        return row !== undefined && fits(row)
      },
      /** Of events `low` to `high`, in the order of the walk; only those in `bits`, where it is given. */
      *seqs(run: number, low: number, high: number, bits: EventBits | null): Generator<number> {
        const rows = statement(many).all(eventKey(run, low), eventKey(run, high), ...plan.whereValues)
        for (const row of rows) {
          const seq = Number((row as readonly unknown[])[0]) - run * runShift
          if ((bits === null || holds(bits, (seq - 1) % blockSize)) && fits(row)) yield seq
        }
      },
    }
  }
}
