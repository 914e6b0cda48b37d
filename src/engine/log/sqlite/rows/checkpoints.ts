// How a folded job is kept: the job without its text, compressed, and of the text what was added since the checkpoint
// that it continues. A text that grows to megabytes is so stored once and not at every checkpoint. It folds nothing: when
// a checkpoint is due is decided elsewhere.

import { deflateRawSync } from 'node:zlib'
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Checkpoint } from '../../rows.ts'
import type { CheckpointSource } from '../../run-reader.ts'
import { createCheckpointSource } from '../../shown/checkpoint-source.ts'
import { packText, unpackText } from './text.ts'

/** Fast rather than small: JSON's keys repeat, and a further level gains little. */
const level = 3

const row = z.object({
  seq: z.number(),
  text_after: z.number(),
  text_from: z.number(),
  text: z.union([z.string(), z.instanceof(Uint8Array)]),
})
const toPiece = ({ seq, text_after, text_from, text }: z.infer<typeof row>) => ({
  seq,
  textAfter: text_after,
  textFrom: text_from,
  text: unpackText(text),
})
const rowSchema = row.transform(toPiece)
const jobRowSchema = row
  .extend({ job: z.instanceof(Uint8Array) })
  .transform(({ job, ...piece }) => ({ ...toPiece(piece), job }))

export type CheckpointWriter = (checkpoint: Checkpoint) => void

/** Stores one checkpoint; compresses, and so belongs on the writer's thread. */
export function createCheckpointWriter(db: Database.Database): CheckpointWriter {
  const put = db.prepare(
    'INSERT OR REPLACE INTO checkpoints (run, seq, job, text_after, text_from, text) VALUES (?, ?, ?, ?, ?, ?)',
  )
  return ({ run, seq, job, textAfter, textFrom, text }) => {
    put.run(run, seq, deflateRawSync(Buffer.from(job), { level }), textAfter, textFrom, packText(text))
  }
}

export function createCheckpointReader(db: Database.Database): CheckpointSource {
  const latest = db
    .prepare('SELECT seq FROM checkpoints WHERE run = ? AND seq <= ? ORDER BY seq DESC LIMIT 1')
    .pluck()
  const whole = db.prepare(
    'SELECT seq, job, text_after, text_from, text FROM checkpoints WHERE run = ? AND seq = ?',
  )
  const textOnly = db.prepare(
    'SELECT seq, text_after, text_from, text FROM checkpoints WHERE run = ? AND seq = ?',
  )
  const has = db.prepare('SELECT 1 FROM checkpoints WHERE run = ? AND seq = ?').pluck()
  const seqs = db.prepare('SELECT seq FROM checkpoints WHERE run = ? ORDER BY seq').pluck()

  return createCheckpointSource({
    seqs: (run) => seqs.all(run).map(Number),
    has: (run, seq) => has.get(run, seq) !== undefined,
    latest: (run, seq) => {
      const found = latest.get(run, seq)
      return typeof found === 'number' ? found : null
    },
    whole: (run, seq) => jobRowSchema.safeParse(whole.get(run, seq)).data ?? null,
    piece: (run, seq) => rowSchema.safeParse(textOnly.get(run, seq)).data ?? null,
  })
}
