// Walking through what the full-text index gives for a run, the matcher asked where the index does not decide alone.

import type Database from 'better-sqlite3'
import { type Block, blockOf, blockSize } from '../../../../core/log/blocks.ts'
import { flags } from '../../../../core/log/flags.ts'
import type { Stretch } from '../../run-reader.ts'
import { eventKey, indexKey, runShift } from '../rows/keys.ts'
import type { EventLookup } from './event-lookup.ts'
import { createRowMatcher } from './row-matcher.ts'
import { createStatements } from './statements.ts'

/** Rows after which it is seen how close they stand. */
const looked = 512
/** They stand close where one of so many events is among them. */
const close = 4

export type Walked = {
  /** Where to go on; null when the stretch is done. */
  readonly next: number | null
  /** It stopped because a scan would be faster from here on. */
  readonly isDense: boolean
}

/** Gives the function that walks through the matches of an FTS5 expression. `blocks` null: any may hold a match. */
export function createWalkIndex(db: Database.Database) {
  const pingKeys = db
    .prepare(`SELECT key FROM events INDEXED BY pings WHERE key >= ? AND key <= ? AND flags & ${flags.ping}`)
    .pluck()
  const statement = createStatements((sql) => db.prepare(sql).raw())

  /** Whether an event is a ping, asked of the index of pings, block by block. */
  const pingsOf = (run: number, blocks: readonly Block[] | null): ((seq: number) => boolean) => {
    const pinging =
      blocks === null ? null : new Set(blocks.filter((one) => one.pings > 0).map((one) => one.block))
    let known = -1
    let pings = new Set<unknown>()
    return (seq) => {
      const block = blockOf(seq)
      if (pinging?.has(block) === false) return false
      if (block !== known) {
        known = block
        const first = eventKey(run, block * blockSize + 1)
        pings = new Set(pingKeys.all(first, first + blockSize - 1))
      }
      return pings.has(eventKey(run, seq))
    }
  }

  return (
    { plan, now, deadline, found }: EventLookup,
    match: string,
    { run, from, to, direction }: Stretch,
    blocks: readonly Block[] | null,
  ): Walked => {
    const matcher = createRowMatcher(plan.afterMatch, now)
    const isPing = plan.hidesPings ? pingsOf(run, blocks) : () => false
    const isUp = direction === 'up'
    const order = isUp ? 'ASC' : 'DESC'
    const rows = statement(
      matcher.isEmpty
        ? `SELECT rowid FROM event_text
           WHERE event_text MATCH ? AND rowid >= ? AND rowid <= ? ORDER BY rowid ${order}`
        : `SELECT ${matcher.columns.map((column) => `e.${column}`).join(', ')}
           FROM event_text t CROSS JOIN events e ON e.key = t.rowid
           WHERE t.event_text MATCH ? AND t.rowid >= ? AND t.rowid <= ? ORDER BY t.rowid ${order}`,
    )
    const held = blocks === null ? null : new Set(blocks.map((block) => block.block))
    const startedAt = performance.now()
    let until = 0
    let count = 0
    for (const row of rows.iterate(match, indexKey(run, from), indexKey(run, to))) {
      const values = row as readonly unknown[]
      const seq = Number(values[0]) - run * runShift
      const next = isUp ? seq + 1 : seq - 1
      const fits =
        held?.has(blockOf(seq)) !== false && !isPing(seq) && (matcher.isEmpty || matcher.fits(values))
      if (fits && !found(seq)) return { next, isDense: false }
      const time = performance.now()
      // What took long to begin is not left again at once.
      if (until === 0) until = Math.max(deadline, time + 2 * (time - startedAt))
      if (time > until) return { next, isDense: false }
      count++
      const passed = isUp ? seq - from + 1 : to - seq + 1
      if (!matcher.isEmpty && blocks !== null && count === looked && passed < count * close)
        return { next, isDense: true }
    }
    return { next: null, isDense: false }
  }
}
