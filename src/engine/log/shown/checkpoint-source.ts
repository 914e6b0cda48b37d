// A folded job put together from how logs keep it: the job without its text, compressed, and of the text what was added since
// the checkpoint that it continues. Where the rows lie is not known here.

import { inflateRawSync } from 'node:zlib'
import { type Job, jobSchema } from '../../../core/job/job.ts'
import { jobLimits } from '../../../core/job/job-limits.ts'
import type { CheckpointSource } from '../run-reader.ts'

export type TextPiece = {
  readonly seq: number
  readonly textAfter: number
  readonly textFrom: number
  readonly text: string
}

/** The rows of checkpoints; null where there is none, or none of a row's shape. */
export type CheckpointRows = Pick<CheckpointSource, 'seqs' | 'has'> & {
  /** The number of the latest at or before `seq`. */
  readonly latest: (run: number, seq: number) => number | null
  /** `job`: JSON, compressed (deflate). */
  readonly whole: (run: number, seq: number) => (TextPiece & { readonly job: Uint8Array }) | null
  readonly piece: (run: number, seq: number) => TextPiece | null
}

export function createCheckpointSource(rows: CheckpointRows): CheckpointSource {
  /** The text as of `row`, going back from link to link; null where a link is missing or does not fit. */
  const joined = (run: number, row: TextPiece): string | null => {
    const parts: string[] = []
    let length = row.textFrom
    let next = row
    for (;;) {
      // Lengths must meet exactly: a text with a hole in it would read like a whole one.
      if (next !== row && next.textFrom + next.text.length !== length) return null
      parts.push(next.text)
      if (next.textAfter === 0) return next.textFrom === 0 ? parts.reverse().join('') : null
      if (next.textAfter >= next.seq) return null
      length = next.textFrom
      const before = rows.piece(run, next.textAfter)
      if (before === null) return null
      next = before
    }
  }

  /** The job as of the checkpoint at exactly `seq`; null where there is none that can be read. */
  const load = (run: number, seq: number): Job | null => {
    const row = rows.whole(run, seq)
    if (row === null) return null
    const job = parseJob(row.job)
    if (job === null || job.text === null) return job
    const content = joined(run, row)
    const fits = content?.length === Math.min(job.text.length, jobLimits.textLength)
    return content !== null && fits ? { ...job, text: { ...job.text, content } } : null
  }

  return {
    seqs: rows.seqs,
    has: rows.has,
    outline: (run, seq) => {
      const row = rows.whole(run, seq)
      return row === null ? null : parseJob(row.job)
    },
    latest: (run, seq, onBad) => {
      for (let upTo = seq; upTo > 0; upTo--) {
        const found = rows.latest(run, upTo)
        if (found === null) return null
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
