// What an export job is given: plain data, so that it crosses to the job's thread.

import type { ExportFormat } from '../../../core/contract/calls/transcripts.ts'
import type { Job } from '../../../core/job/job.ts'
import type { Ranges } from '../../log/sqlite/read/section-source.ts'

/** The same for all sections of a file. */
export type ExportMeta = {
  readonly format: ExportFormat
  /** `Runlight 1.2.3`. */
  readonly by: string
  readonly exportedAt: number
  readonly redact: boolean
  /** Sources of the person's own patterns. */
  readonly patterns: readonly string[]
  /** Values of stored credentials. */
  readonly secrets: readonly string[]
}

/** One run of the file. `ranges` null: all its events, as many as there are when it is opened. */
export type ExportSection = {
  readonly run: number
  readonly ranges: Ranges | null
  readonly query: string | null
  /** The kind's own words for itself. */
  readonly kindLabel: string
  /** For reports: the folded job. */
  readonly job: Job | null
}

export type Chunk = {
  readonly bytes: Uint8Array
  /** Events in this chunk. */
  readonly events: number
  readonly done: boolean
}

/**
 * Which pattern of the person's own is being tried, plus one (0 while none is), and how many were tried so far. Shared with
 * whoever watches the thread.
 */
export type PatternWatch = Int32Array
