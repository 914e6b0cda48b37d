// What the engine reads of the log, in pages. Every function answers from what is committed when it is called, rejects with
// a RunlightError (`damaged-log`, `disk-failed`, `data-dir-not-writable`, `internal` while a part of the log is started
// again), and never holds up the writer for longer than a page takes.

import type { RowFilter } from '../../core/contract/contract.ts'
import type { Server } from '../../core/contract/server.ts'
import type { Attempt, EventRow, Gap, RunSummary, Transition } from '../../core/run/run.ts'
import type { RemovalRecord } from '../../core/storage/storage.ts'
import type { AlertReader } from './alert-rows.ts'
import type { EventContent, EventDigest } from './event-digest.ts'
import type { LoadedCheckpoint, StoredRun } from './rows.ts'

/** Rows of a run by their place among those shown. `total` counts the rows that the filter lets through. */
type LogWindow = { readonly total: number; readonly index: number; readonly rows: EventRow[] }

/** Which rows are shown, where no query narrows them. */
export type RowsShown = Pick<RowFilter, 'pings'> & Partial<Pick<RowFilter, 'chunks' | 'opened'>>

export type LogReader = AlertReader & {
  /** Forgets what was kept in memory of what runs are read as: one was read again. */
  readonly forgetReadings: () => Promise<void>
  /** All server profiles, by name. Whether a credential is still at hand is not the log's to know. */
  readonly servers: () => Promise<Omit<Server, 'needsSecret'>[]>
  /** The value of a setting; null where it was never set. */
  readonly setting: (name: string) => Promise<string | null>
  /** Every run but those that are being imported, in the order of their numbers, with what its alerts and snoozes ask for now. */
  readonly summaries: () => Promise<RunSummary[]>
  /** The run as it is taken up again; null where there is no such run. */
  readonly run: (run: number) => Promise<StoredRun | null>
  /** The run of this name; null where there is none. */
  readonly runOf: (uid: string) => Promise<number | null>
  /** Runs whose import was never finished. */
  readonly unfinishedImports: () => Promise<number[]>
  /** The latest `most` attempts of the run, in order; all of them where `most` is left out. */
  readonly attempts: (run: number, most?: number) => Promise<Attempt[]>
  /** The latest `most` gaps of the run, in order; all of them where `most` is left out. */
  readonly gaps: (run: number, most?: number) => Promise<Gap[]>
  /** The latest `limit` transitions of the run, in order. */
  readonly transitions: (run: number, limit: number) => Promise<Transition[]>
  /** Transitions that bear on the job, from event `seq` on, for folding on from a checkpoint. */
  readonly jobTransitions: (run: number, seq: number) => Promise<Transition[]>
  /** The latest checkpoint at or before event `seq` that can be read; null where there is none. */
  readonly checkpoint: (run: number, seq: number) => Promise<LoadedCheckpoint | null>
  /**
   * Whole rows from `from` on, without holes: at most `limit`, and fewer where they are large. Empty only where there are
   * none.
   */
  readonly range: (run: number, from: number, limit: number) => Promise<EventRow[]>
  /** The latest rows whole, in order: at most `limit`, and fewer where they are large. */
  readonly latest: (run: number, limit: number) => Promise<EventRow[]>
  /** A page of rows for a screen: long data is cut and its true size given, and each row has its message. */
  readonly window: (run: number, shown: RowsShown, index: number, limit: number) => Promise<LogWindow>
  /** What events `from` to `to` say together, each a piece of a text; `whole`: that is all of it. */
  readonly text: (
    run: number,
    from: number,
    to: number,
  ) => Promise<{ readonly text: string; readonly whole: boolean }>
  /** One event, whole; null where it is not stored. */
  readonly event: (run: number, seq: number) => Promise<EventRow | null>
  /** Durations in ms of the latest completed runs of `kind` that were watched here. */
  readonly durations: (kind: string, limit: number) => Promise<number[]>
  /** The first `limit` of events `from` to `to` that equal `event` and carry none of the flags in `without`. */
  readonly findEqual: (
    run: number,
    from: number,
    to: number,
    event: EventContent,
    without: number,
    limit: number,
  ) => Promise<number[]>
  /** The digests of events `from` to `to`: a page of them, or none where there are no more. */
  readonly digests: (run: number, from: number, to: number) => Promise<EventDigest[]>
  /** The latest removals, newest first. */
  readonly removals: (limit: number) => Promise<RemovalRecord[]>
  /** How many removed runs are not cleared away yet. */
  readonly forgetting: () => Promise<number>
}
