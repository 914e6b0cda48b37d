// How a folded job is kept: the job without its text, compressed, and of the text what was added since the checkpoint
// that it continues. A text that grows to megabytes is so stored once and not at every checkpoint. It folds nothing: when
// a checkpoint is due is decided elsewhere.

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { type Job, jobSchema } from '../../../../core/job/job.ts'
import { jobLimits } from '../../../../core/job/job-limits.ts'
import type { Checkpoint } from '../../rows.ts'
import type { CheckpointSource } from '../../run-reader.ts'
import { packText, unpackText } from './text.ts'

/** Fast rather than small: JSON's keys repeat, and a further level gains little. */
const level = 3

const rowSchema = z.object({
  seq: z.number(),
  text_after: z.number(),
  text_from: z.number(),
  text: z.union([z.string(), z.instanceof(Uint8Array)]),
})
const jobRowSchema = rowSchema.extend({ job: z.instanceof(Uint8Array) })
type TextRow = z.infer<typeof rowSchema>

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

  /** The text as of `row`, going back from link to link; null where a link is missing or does not fit. */
  const joined = (run: number, row: TextRow): string | null => {
    const parts: string[] = []
    let length = row.text_from
    let next: TextRow = row
    for (;;) {
      const part = unpackText(next.text)
      // Lengths must meet exactly: a text with a hole in it would read like a whole one.
      if (next !== row && next.text_from + part.length !== length) return null
      parts.push(part)
      if (next.text_after === 0) return next.text_from === 0 ? parts.reverse().join('') : null
      if (next.text_after >= next.seq) return null
      length = next.text_from
      const before = rowSchema.safeParse(textOnly.get(run, next.text_after))
      if (!before.success) return null
      next = before.data
    }
  }

  /** The job as of the checkpoint at exactly `seq`; null where there is none that can be read. */
  const load = (run: number, seq: number): Job | null => {
    const row = jobRowSchema.safeParse(whole.get(run, seq))
    if (!row.success) return null
    const job = parseJob(row.data.job)
    if (job === null || job.text === null) return job
    const content = joined(run, row.data)
    const fits = content?.length === Math.min(job.text.length, jobLimits.textLength)
    return content !== null && fits ? { ...job, text: { ...job.text, content } } : null
  }

  return {
    seqs: (run) => seqs.all(run).map(Number),
    has: (run, seq) => has.get(run, seq) !== undefined,
    outline: (run, seq) => {
      const row = jobRowSchema.safeParse(whole.get(run, seq))
      return row.success ? parseJob(row.data.job) : null
    },
    latest: (run, seq, onBad) => {
      for (let upTo = seq; upTo > 0; upTo--) {
        const found = latest.get(run, upTo)
        if (typeof found !== 'number') return null
        const job = load(run, found)
        if (job !== null) return { seq: found, job }
        onBad?.(found)
        upTo = found
      }
      return null
    },
  }
}

/** A checkpoint that cannot be read is as good as none: it follows from the events. */
function parseJob(packed: Uint8Array): Job | null {
  try {
    const parsed = jobSchema.safeParse(JSON.parse(inflateRawSync(packed).toString()))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
