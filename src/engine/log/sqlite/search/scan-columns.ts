// What number columns say of the events of a block, for those who look through it: which of them may match, and whether that
// is all that is asked. A block that is not whole has no columns.

import type Database from 'better-sqlite3'
import { type Block, blockSize } from '../../../../core/log/blocks.ts'
import { bothOf, othersThan, wordsPerBlock } from '../../../../core/log/event-bits.ts'
import { flags } from '../../../../core/log/flags.ts'
import { createColumnReader } from '../rows/column-rows.ts'
import { eventKey } from '../rows/keys.ts'
import type { Answered } from './column-plan.ts'
import type { Plan } from './search-plan.ts'

/** Null where columns say nothing. */
export type ColumnScan = (plan: Plan, run: number, block: Block) => Answered | null

export function createColumnScan(db: Database.Database): ColumnScan {
  const columnsOf = createColumnReader(db)
  const pingKeys = db
    .prepare(`SELECT key FROM events INDEXED BY pings WHERE key >= ? AND key < ? AND flags & ${flags.ping}`)
    .pluck()

  const pingsOf = (run: number, block: number) => {
    const bits = new Uint32Array(wordsPerBlock)
    const first = eventKey(run, block * blockSize + 1)
    for (const key of pingKeys.all(first, first + blockSize)) {
      const place = Number(key) - first
      bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31))
    }
    return bits
  }

  return ({ columns, hidesPings }, run, block) => {
    if (columns === null || block.events < blockSize) return null
    const answered = columns.answer(block, columnsOf(run, block.block, columns.paths))
    if (!hidesPings || block.pings === 0) return answered
    return { ...answered, bits: bothOf(answered.bits, othersThan(pingsOf(run, block.block))) }
  }
}
