// Folded jobs as they are stored. The pieces of a job's text are read in one question: one for each would be a way to the
// database for every link.

import { inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import type { CheckpointSource } from '../../run-reader.ts'
import { createCheckpointSource, type TextPiece } from '../../shown/checkpoint-source.ts'
import type { Row } from '../base/statements.ts'
import type { Database } from './database.ts'
import type { Heads } from './heads.ts'

const columns = 'seq, text_after, text_from, text'

export function createCheckpoints(db: Database, heads: Heads): CheckpointSource {
  /** The pieces of one run's texts, as they were read in one call. */
  let pieces: {
    readonly call: number
    readonly run: number
    readonly rows: ReadonlyMap<number, Row>
  } | null = null
  /** Where the checkpoints of a run lie: asked for each of them in turn. */
  let places: { readonly call: number; readonly run: number; readonly seqs: readonly number[] } | null = null

  const seqs = (run: number): number[] => {
    if (places?.call !== db.call() || places.run !== run) {
      const rows =
        heads(run) === null
          ? []
          : db.all('SELECT seq FROM runlight.checkpoints WHERE run = $1 ORDER BY seq', run)
      places = { call: db.call(), run, seqs: rows.map((row) => Number(row.seq)) }
    }
    return [...places.seqs]
  }
  const piecesUpTo = (run: number, seq: number): ReadonlyMap<number, Row> => {
    if (pieces?.call === db.call() && pieces.run === run && pieces.rows.has(seq)) return pieces.rows
    const rows = db.all(`SELECT ${columns} FROM runlight.checkpoints WHERE run = $1 AND seq <= $2`, run, seq)
    pieces = { call: db.call(), run, rows: new Map(rows.map((row) => [Number(row.seq), row])) }
    return pieces.rows
  }

  return createCheckpointSource({
    seqs,
    has: (run, seq) => seqs(run).includes(seq),
    latest: (run, seq) => seqs(run).findLast((one) => one <= seq) ?? null,
    whole: (run, seq) => {
      if (heads(run) === null) return null
      const row = db.get(
        `SELECT ${columns}, job FROM runlight.checkpoints WHERE run = $1 AND seq = $2`,
        run,
        seq,
      )
      const piece = row === null ? null : toPiece(row)
      return piece === null || !(row?.job instanceof Uint8Array) ? null : { ...piece, job: row.job }
    },
    piece: (run, seq) => {
      const row = piecesUpTo(run, seq).get(seq)
      return row === undefined ? null : toPiece(row)
    },
  })
}

function toPiece({ seq, text_after, text_from, text }: Row): TextPiece | null {
  if (!(text instanceof Uint8Array)) return null
  try {
    const content = z.string().parse(JSON.parse(inflateRawSync(text).toString()))
    return { seq: Number(seq), textAfter: Number(text_after), textFrom: Number(text_from), text: content }
  } catch {
    return null
  }
}
