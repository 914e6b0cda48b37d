// The writer's part of blocks: counts every event into the open block of its run, and stores it in the events' own
// transaction: when it is full, when its run has settled, and now and then between. Storing it with every transaction was
// rejected: with a hundred streams it cost a fifth of the writer's time. The open blocks are kept in memory; a run that was
// not written for a while is read back, and what a crash left behind is made from the events.

import type Database from 'better-sqlite3'
import {
  type Block,
  type BlockGatherer,
  blockOf,
  blockSize,
  createBlockGatherer,
} from '../../../../core/log/blocks.ts'
import { type ColumnGatherer, createColumnGatherer } from '../../../../core/log/column-gatherer.ts'
import type { NewEvent } from '../../rows.ts'
import { blockColumns, createBlockMaker, fromBlock, toBlock } from '../rows/block-rows.ts'
import { createColumnWriter } from '../rows/column-rows.ts'

/** Runs whose open block is kept. More than this are live at once only on the strangest of days. */
const keptRuns = 512

/** Events that an open block may be behind in the log. */
const behind = 128

/** Data of so many UTF-16 units is looked at as bytes, of which numbers are read several times as fast. */
const mostUnits = 16_384
const scratch = Buffer.allocUnsafe(3 * mostUnits)

function addTo(gatherer: BlockGatherer, event: { at: number; name: string; flags: number }, data: string) {
  // Lone surrogates are no UTF-8, and a key that has them is a key of its own.
  if (data.length > mostUnits || !data.isWellFormed())
    return gatherer.add({ ...event, data, bytes: Buffer.byteLength(data) })
  gatherer.addBytes(event, scratch, 0, scratch.write(data), () => data)
}

type Open = {
  readonly block: number
  readonly gatherer: BlockGatherer
  /** Null where the block was begun before it was opened: its columns are made later, from its events. */
  readonly columns: ColumnGatherer | null
  stored: number
}

export function createBlockWriter(db: Database.Database) {
  const stored = db.prepare(`SELECT ${blockColumns} FROM blocks WHERE run = ? AND block = ?`).raw()
  const values = blockColumns.replaceAll(/\w+/g, '?')
  // The run may have been removed between its last event and its transaction.
  const put = db.prepare(
    `INSERT OR REPLACE INTO blocks (run, ${blockColumns}) SELECT ?, ${values} WHERE EXISTS (SELECT 1 FROM runs WHERE id = ?)`,
  )
  const fullest = db.prepare('SELECT events FROM blocks WHERE run = ? AND block = ?').pluck()
  const make = createBlockMaker(db)
  const putColumns = createColumnWriter(db)
  const open = new Map<number, Open>()
  const store = (run: number, block: Block) => put.run(run, ...fromBlock(block), run)
  const save = (run: number, open: Open, settled: boolean) => {
    const events = open.gatherer.events()
    if (!settled && events < blockSize && events - open.stored < behind) return
    const block = open.gatherer.block()
    store(run, block)
    open.stored = events
    if (events === blockSize && open.columns !== null)
      putColumns(run, open.block, block.zones === null ? [] : open.columns.columns(block.bytes))
  }

  /** The block of `seq` as it was before that event; made from the events where what is stored is not all of them. */
  const before = (run: number, seq: number): Open => {
    const block = blockOf(seq)
    const events = seq - 1 - block * blockSize
    if (events === 0) {
      const columns = createColumnGatherer()
      return { block, gatherer: createBlockGatherer(block, null, columns), columns, stored: 0 }
    }
    const row = stored.get(run, block)
    const kept = row === undefined ? null : toBlock(row)
    const known = kept?.events === events ? kept : make(run, block, seq - 1)
    return { block, gatherer: createBlockGatherer(block, known), columns: null, stored: kept?.events ?? 0 }
  }

  return {
    /** Counts `events`, which are in order of run and sequence; inside their transaction. `settled`: runs that are done. */
    count: (events: readonly NewEvent[], settled: ReadonlySet<number>) => {
      let run = -1
      let current: Open | null = null
      for (const { run: of, seq, at, name, data, flags } of events) {
        if (current === null || of !== run || blockOf(seq) !== current.block) {
          if (current !== null) save(run, current, settled.has(run))
          run = of
          const kept = open.get(run)
          const goesOn = kept?.block === blockOf(seq) && kept.gatherer.events() === (seq - 1) % blockSize
          current = goesOn ? kept : before(run, seq)
          open.delete(run)
          open.set(run, current)
        }
        addTo(current.gatherer, { at, name, flags }, data)
      }
      if (current !== null) save(run, current, settled.has(run))
      for (const id of settled) {
        const last = open.get(id)
        if (last !== undefined && last.stored < last.gatherer.events()) save(id, last, true)
        open.delete(id)
      }
      for (const oldest of open.keys()) {
        if (open.size <= keptRuns) break
        open.delete(oldest)
      }
    },
    /** Forgets what was counted: its transaction failed. */
    forget: () => open.clear(),
    /** Forgets what was counted of `run`, whose blocks are gone. */
    leave: (run: number) => {
      open.delete(run)
    },
    /** Stores blocks that were made from the events, but none that says less than the one there is. */
    put: (run: number, blocks: readonly Block[]) => {
      for (const block of blocks) {
        if (block.events > Number(fullest.get(run, block.block) ?? 0)) store(run, block)
      }
    },
  }
}
