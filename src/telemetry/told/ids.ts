// The ids of traces and spans, made of the run itself: a run that goes on after Runlight was closed stays one trace, and what was
// started again can name the trace that it comes from, without anything being stored for that.

import { createHash } from 'node:crypto'
import type { RunSummary } from '../../core/run/run.ts'

export type Ids = {
  /** 16 bytes in hex (W3C Trace Context, 3.2.2.3). */
  readonly trace: string
  /** 8 bytes in hex. */
  readonly span: string
}

/** The trace of a run of the log at `place`, and the span of the run itself. */
export function runIds(place: string, { id, createdAt }: Pick<RunSummary, 'id' | 'createdAt'>): Ids {
  const digest = hash(`${place}\n${id}\n${createdAt}`)
  return { trace: digest.slice(0, 32), span: digest.slice(32, 48) }
}

/** A span within the trace of a run, by what is unlike in it. */
export function spanId({ trace }: Pick<Ids, 'trace'>, what: string): string {
  return hash(`${trace}\n${what}`).slice(0, 16)
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
