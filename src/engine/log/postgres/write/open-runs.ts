// What is known of the runs that are written now: how many events each has, and those that are in its tail, from which the
// next row of blocks is made. What was not written here for a while, or was written by another, is read back first. After a
// failure nothing of it is believed any more.

import {
  type Block,
  type BlockGatherer,
  blockOf,
  blockSize,
  createBlockGatherer,
} from '../../../../core/log/blocks.ts'
import type { StoredEvent } from '../../rows.ts'
import type { Connection } from '../base/connection.ts'
import type { Row } from '../base/statements.ts'
import { int8s } from '../base/values.ts'
import { type ReadPiece, readPiece } from '../events/piece-words.ts'
import { lastOf, piecesOf } from '../events/pieces.ts'
import { unpackEvents } from '../events/rows.ts'

/** Runs that are kept, and what their events may weigh together, as `eventUnits`. */
const keptRuns = 4_096
const keptUnits = 64 * 2 ** 20

/** A run that is being written. */
export type OpenRun = {
  readonly run: number
  /** Number of events stored. */
  events: number
  /** The events after the last row of blocks, and their weight. */
  tail: ReadPiece[]
  units: number
  /** The figures of the block that the next event belongs to; null before its first. */
  gatherer: BlockGatherer | null
}

export type OpenRuns = {
  /** The runs of these numbers; those that are not stored, or were removed, are absent. */
  readonly get: (runs: readonly number[]) => Promise<ReadonlyMap<number, OpenRun>>
  /** What is known of a run by now. */
  readonly known: (run: number) => OpenRun | undefined
  readonly forget: (runs: Iterable<number>) => void
}

export function createOpenRuns(connection: Connection): OpenRuns {
  const kept = new Map<number, OpenRun>()

  const read = async (runs: readonly number[]): Promise<OpenRun[]> => {
    const ids = int8s(runs)
    const [rows, blocks, tails] = await connection.run(
      {
        sql: 'SELECT id, events FROM runlight.runs WHERE id = ANY($1) AND removed_at IS NULL',
        params: [ids],
      },
      {
        sql: `SELECT b.run, b.first_seq, b.last_seq, b.figures FROM unnest($1::bigint[]) AS wanted (run)
          CROSS JOIN LATERAL (SELECT * FROM runlight.event_block e WHERE e.run = wanted.run ORDER BY first_seq DESC LIMIT 1) b`,
        params: [ids],
      },
      {
        sql: `SELECT run, first_seq, outline, texts FROM runlight.event_tail WHERE run = ANY($1) ORDER BY run, first_seq`,
        params: [ids],
      },
    )
    const lastBlocks = new Map(blocks?.rows.map((row) => [Number(row.run), row]))
    const tailRows = Map.groupBy(tails?.rows ?? [], (row) => Number(row.run))
    return Promise.all(
      (rows?.rows ?? []).map((row) =>
        toOpenRun(connection, row, lastBlocks.get(Number(row.id)), tailRows.get(Number(row.id)) ?? []),
      ),
    )
  }

  return {
    get: async (runs) => {
      const lacking = runs.filter((run) => !kept.has(run))
      if (lacking.length > 0) for (const open of await read(lacking)) kept.set(open.run, open)
      const given = new Map<number, OpenRun>()
      for (const run of runs) {
        const open = kept.get(run)
        if (open === undefined) continue
        given.set(run, open)
        // Those used last are kept longest.
        kept.delete(run)
        kept.set(run, open)
      }
      let units = 0
      for (const open of kept.values()) units += open.units
      for (const open of kept.values()) {
        if (kept.size <= keptRuns && units <= keptUnits) break
        if (given.has(open.run)) continue
        units -= open.units
        kept.delete(open.run)
      }
      return given
    },
    known: (run) => kept.get(run),
    forget: (runs) => {
      for (const run of runs) kept.delete(run)
    },
  }
}

/** Adds a piece, which holds the next events of the run and goes across no boundary of a block. */
export function addPiece(open: OpenRun, piece: ReadPiece): void {
  open.tail.push(piece)
  open.units += piece.units
  open.gatherer ??= createBlockGatherer(blockOf(piece.first))
  open.gatherer.join(piece.part, piece.columns.name)
  open.events = lastOf(piece)
}

async function toOpenRun(
  connection: Connection,
  row: Row,
  lastBlock: Row | undefined,
  tails: readonly Row[],
): Promise<OpenRun> {
  const run = Number(row.id)
  const lastSeq = Number(lastBlock?.last_seq ?? 0)
  const open: OpenRun = {
    run,
    events: lastSeq,
    tail: [],
    units: 0,
    gatherer: lastSeq % blockSize === 0 ? null : await gathererOf(connection, run, lastSeq, lastBlock),
  }
  for (const tail of tails)
    for (const piece of piecesOf(eventsOf(tail, false))) addPiece(open, readPiece(piece))
  if (open.events !== Number(row.events))
    throw new SyntaxError(`JSON of run ${run} has not the events that it counts.`)
  return open
}

/** The figures of a block that has begun; made from its events where they are gone. */
async function gathererOf(
  connection: Connection,
  run: number,
  lastSeq: number,
  lastBlock: Row | undefined,
): Promise<BlockGatherer> {
  const block = blockOf(lastSeq)
  if (typeof lastBlock?.figures === 'string')
    return createBlockGatherer(block, JSON.parse(lastBlock.figures) as Block)
  const gatherer = createBlockGatherer(block)
  const rows = await connection.all(
    'SELECT first_seq, outline, texts FROM runlight.event_block WHERE run = $1 AND first_seq > $2 ORDER BY first_seq',
    run,
    block * blockSize,
  )
  for (const one of rows) {
    for (const { at, name, data, flags } of eventsOf(one, true))
      gatherer.add({ at, name, data, flags, bytes: Buffer.byteLength(data) })
  }
  return gatherer
}

function eventsOf({ first_seq: first, outline, texts }: Row, inBlock: boolean): StoredEvent[] {
  if (!(outline instanceof Uint8Array) || !(texts instanceof Uint8Array)) return []
  return unpackEvents({ outline, texts }, Number(first), inBlock)
}
