// The rows of events that a commit makes: for each run its tails, and a row of blocks where there are enough for one.

import { blockSize } from '../../../../core/log/blocks.ts'
import type { Statement } from '../base/statements.ts'
import { byteas, int4s, int8s } from '../base/values.ts'
import { type ReadPiece, readPiece } from '../events/piece-words.ts'
import { eventsOf, lastOf, piecesOf } from '../events/pieces.ts'
import { addPiece, type OpenRun } from './open-runs.ts'
import { isFull, type RowsAhead } from './rows-ahead.ts'

export type EventRows = {
  /**
   * Adds what `pieces` bring beyond the events that `open` has. `settled`: no more are to come. Throws where an event is
   * missing before them.
   */
  readonly add: (open: OpenRun, pieces: readonly ReadPiece[], settled: boolean) => void
  readonly statements: () => readonly Statement[]
}

type Tail = { readonly run: number; readonly piece: ReadPiece }
type Sealed = {
  readonly run: number
  readonly last: number
  readonly pieces: readonly ReadPiece[]
  readonly figures: string
}

export function createEventRows(made: Pick<RowsAhead, 'tail' | 'block'>): EventRows {
  const tails: Tail[] = []
  const blocks: Sealed[] = []
  /** The last event of each run up to which its tails go. */
  const emptied = new Map<number, number>()

  const seal = (open: OpenRun) => {
    if (open.tail.length === 0 || open.gatherer === null) return
    const figures = JSON.stringify(open.gatherer.block())
    blocks.push({ run: open.run, last: open.events, pieces: open.tail, figures })
    emptied.set(open.run, open.events)
    open.tail = []
    open.units = 0
    if (open.events % blockSize === 0) open.gatherer = null
  }

  return {
    add: (open, pieces, settled) => {
      let from = open.tail.length
      for (const piece of beyond(open, pieces)) {
        addPiece(open, piece)
        if (!isFull(open.events, open.units)) continue
        seal(open)
        from = 0
      }
      if (settled) seal(open)
      else for (const piece of open.tail.slice(from)) tails.push({ run: open.run, piece })
    },
    statements: () => [
      ...(tails.length === 0 ? [] : [insertTails(tails, made)]),
      ...blocks.map((one) => insertBlock(one, made)),
      ...(emptied.size === 0 ? [] : [emptyTails(emptied)]),
    ],
  }
}

/** Those of `pieces` that are not stored yet. */
function beyond(open: OpenRun, pieces: readonly ReadPiece[]): readonly ReadPiece[] {
  const next = pieces
    .filter((piece) => lastOf(piece) > open.events)
    .flatMap((piece) =>
      piece.first > open.events
        ? [piece]
        : piecesOf(eventsOf(piece).filter(({ seq }) => seq > open.events)).map(readPiece),
    )
  let last = open.events
  for (const piece of next) {
    if (piece.first !== last + 1)
      throw new Error(`Event ${piece.first} of run ${open.run} does not follow event ${last}.`)
    last = lastOf(piece)
  }
  return next
}

function insertTails(tails: readonly Tail[], made: Pick<RowsAhead, 'tail'>): Statement {
  const rows = tails.map(({ piece }) => made.tail(piece))
  return {
    sql: `INSERT INTO runlight.event_tail (run, first_seq, count, outline, texts, words)
      SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::bytea[], $5::bytea[], $6::bytea[])`,
    params: [
      int8s(tails.map(({ run }) => run)),
      int8s(tails.map(({ piece }) => piece.first)),
      int4s(tails.map(({ piece }) => piece.columns.count)),
      byteas(rows.map(({ outline }) => outline)),
      byteas(rows.map(({ texts }) => texts)),
      byteas(rows.map(({ words }) => words)),
    ],
  }
}

function insertBlock({ run, last, pieces, figures }: Sealed, made: Pick<RowsAhead, 'block'>): Statement {
  const row = made.block(pieces)
  return {
    sql: `INSERT INTO runlight.event_block
      (run, first_seq, last_seq, first_at, last_at, figures, outline, texts, words, pairs)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    params: [
      run,
      pieces[0]?.first ?? 0,
      last,
      pieces.reduce((least, { part }) => Math.min(least, part.firstAt), Number.POSITIVE_INFINITY),
      pieces.reduce((most, { part }) => Math.max(most, part.lastAt), 0),
      figures,
      row.outline,
      row.texts,
      row.words,
      row.pairs,
    ],
  }
}

function emptyTails(emptied: ReadonlyMap<number, number>): Statement {
  return {
    sql: `DELETE FROM runlight.event_tail t USING unnest($1::bigint[], $2::bigint[]) AS sealed (run, last)
      WHERE t.run = sealed.run AND t.first_seq <= sealed.last`,
    params: [int8s([...emptied.keys()]), int8s([...emptied.values()])],
  }
}
