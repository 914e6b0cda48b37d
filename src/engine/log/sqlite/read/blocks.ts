// Reading blocks, over any connection. Those that are missing, in a log of an earlier version, are made from the events and
// kept in memory; the engine has them stored (review/block-filler.ts), a read-only command does without.

import type Database from 'better-sqlite3'
import { type Block, blockSize } from '../../../../core/log/blocks.ts'
import type { MadeBlocks } from '../../log-review.ts'
import type { BlockSource } from '../../run-reader.ts'
import { blockColumns, createBlockMaker, toBlock } from '../rows/block-rows.ts'
import { runShift } from '../rows/keys.ts'

const keptRuns = 8
/** Stored blocks read at a time. */
const stretch = 2_048

/** The port's source of blocks, and for the tests whether the log itself holds all of a run's. */
export type BlockReader = BlockSource & { readonly isWhole: (run: number) => boolean }

const readers = new WeakMap<Database.Database, BlockReader>()

/** The blocks of the log of `db`; one reader for each connection, so that what is kept is kept once. */
export function createBlockReader(db: Database.Database): BlockReader {
  const known = readers.get(db) ?? newBlockReader(db)
  readers.set(db, known)
  return known
}

/** Forgets the blocks that were kept of the log of `db`: a run was read again, and whole blocks of it are others now. */
export function forgetBlocks(db: Database.Database): void {
  readers.delete(db)
}

function newBlockReader(db: Database.Database): BlockReader {
  const lastKey = db.prepare('SELECT max(key) FROM events WHERE key >= ? AND key < ?').pluck()
  const stored = db
    .prepare(`SELECT ${blockColumns} FROM blocks WHERE run = ? AND block >= ? AND block < ? ORDER BY block`)
    .raw()
  const weighed = db.prepare('SELECT coalesce(sum(events), 0) FROM blocks WHERE run = ?').pluck()
  const ids = db.prepare('SELECT id FROM runs WHERE id > ? ORDER BY id').pluck()
  const make = createBlockMaker(db)
  const kept = new Map<number, Block[]>()

  const count = (run: number): number => {
    const key = lastKey.get(run * runShift, (run + 1) * runShift)
    return typeof key === 'number' ? key - run * runShift : 0
  }

  const isWhole = (run: number): boolean => weighed.get(run) === count(run)

  /** Whole blocks never change and are kept; the last one is read anew. One read transaction, so that all agree. */
  const gather = db.transaction((run: number, until: number): MadeBlocks & { list: readonly Block[] } => {
    const events = count(run)
    const list = kept.get(run) ?? []
    kept.delete(run)
    if (list.at(-1)?.events !== blockSize) list.pop()
    const all = Math.ceil(events / blockSize)
    const made: Block[] = []
    while (list.length < all && performance.now() < until) {
      const from = list.length
      const rows = new Map<unknown, Block>(
        stored.all(run, from, from + stretch).map((row) => {
          const block = toBlock(row)
          return [block.block, block]
        }),
      )
      for (let i = from; i < Math.min(all, from + stretch) && performance.now() < until; i++) {
        const known = rows.get(i)
        const right = known?.events === Math.min(blockSize, events - i * blockSize)
        const block = right ? known : make(run, i, events)
        if (!right) made.push(block)
        list.push(block)
      }
    }
    if (events > 0) kept.set(run, list)
    if (kept.size > keptRuns) kept.delete(kept.keys().next().value ?? run)
    return { made, done: list.length === all, list }
  })

  return {
    blocks: (run) => [...gather(run, Number.POSITIVE_INFINITY).list],
    make: (run, ms) => {
      const { made, done } = gather(run, performance.now() + ms)
      return { made, done }
    },
    lacking: (after, ms) => {
      const until = performance.now() + ms
      let looked = after
      for (const id of ids.all(after)) {
        looked = Number(id)
        if (!isWhole(looked)) return { run: looked, looked }
        if (performance.now() > until) return { run: null, looked }
      }
      return { run: null, looked: null }
    },
    isWhole,
  }
}
