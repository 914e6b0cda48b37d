// What an export asks of the log: runs read from end to end, away from everything else. Its bytes are made on a thread of
// its own beside the log, because a pattern of a person's own may take for ever, and only a thread can be ended from
// outside; what crosses to it is plain data.

import type { Alert } from '../../core/alerts/alert.ts'
import type { ExportFormat } from '../../core/contract/calls/transcripts.ts'
import type { Job } from '../../core/job/job.ts'
import type { Block } from '../../core/log/blocks.ts'
import type { Attempt, Gap, Transition } from '../../core/run/run.ts'
import type { Redacted } from '../../core/transcript/format.ts'
import type { StoredEvent, StoredRun } from './rows.ts'

/** Ranges of `seq`, both ends included, in order and apart. */
export type Ranges = readonly (readonly [number, number])[]

/**
 * What one section of an export is made of, read where the export is made. Every function throws a RunlightError;
 * `not-found` where the run went away meanwhile.
 */
export type SectionSource = {
  readonly run: (run: number) => StoredRun
  readonly attempts: (run: number) => Attempt[]
  readonly gaps: (run: number) => Gap[]
  readonly transitions: (run: number) => Transition[]
  /** The alerts of the run, its own and its server's, in order. */
  readonly alerts: (run: number) => Alert[]
  /** When each event of the run arrived. */
  readonly times: (run: number) => number[]
  /** Every block of the run, in order. */
  readonly blocks: (run: number) => readonly Block[]
  /** The events of `ranges`, in slices of a few megabytes at most, however large the single event is. */
  readonly events: (run: number, ranges: Ranges) => Generator<readonly StoredEvent[]>
  /**
   * The next events from `from` up to `to` as the log itself writes them, where it can; null where it leaves them to
   * `events`. Absent where the log cannot.
   */
  readonly written?: (run: number, from: number, to: number) => WrittenLines | null
  readonly close: () => void
}

/** Some events in a row as lines of a transcript, made when they are asked for. */
export type WrittenLines = {
  readonly events: number
  /** By event: every text of it that goes into its line, as it was received, with line breaks between them. */
  readonly texts: () => readonly string[]
  /** The lines of the events from `first` to `last`, by their numbers in the run. */
  readonly bytes: (first: number, last: number) => Uint8Array<ArrayBuffer>
}

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

/** An export that is being made: its bytes from the head over each section's chunks to the foot. */
export type Exporting = {
  /** What stands before the first section. */
  readonly head: (title: string) => Promise<Uint8Array>
  readonly begin: (section: ExportSection) => Promise<void>
  /** The next bytes of the section; `done` with its last. */
  readonly next: () => Promise<Chunk>
  /** What stands after the last section, and what was redacted in all. */
  readonly foot: () => Promise<{ readonly bytes: Uint8Array; readonly redacted: Redacted[] }>
  /** Ends it at once, whatever it does. */
  readonly end: () => Promise<void>
}

/** Begins an export; `watch` holds the two numbers of a PatternWatch. Rejects `bad-input` for a pattern that is none. */
export type OpenExport = (meta: ExportMeta, watch: SharedArrayBuffer) => Promise<Exporting>
