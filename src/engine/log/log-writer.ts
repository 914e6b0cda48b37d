// What the engine writes into the log. Every function is one transaction: when its promise resolves, what it wrote is on
// the disk and read by everybody; when it rejects, nothing of it is there, but for `commit` and `storeAlerts`, of which nobody may
// know (see there). It rejects with a RunlightError: `storage-full`, `disk-failed`, `data-dir-not-writable`, `damaged-log`,
// `log-missing` where the log is not in its place any more, `read-only`, `internal` while the writer is started again.

import type { Server } from '../../core/contract/server.ts'
import type { Block } from '../../core/log/blocks.ts'
import type { MarkChange } from '../../core/run/mark-change.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { RemovalRecord } from '../../core/storage/storage.ts'
import type { AlertWriter } from './alert-rows.ts'
import type { Batch, Checkpoint, NewRun, ReadAnew, Reflagged } from './rows.ts'

/** How far clearing is: `left` while there is more. `events` were cleared by this call. */
export type Cleared = { readonly left: boolean; readonly events: number }

export type LogWriter = AlertWriter & {
  /**
   * Stores events, summaries, resume ids and everything else of a batch together (law 1). `again`: it was given before and
   * rejected, so that nobody knows what became of it; what is stored already is not stored twice.
   */
  readonly commit: (batch: Batch, again?: boolean) => Promise<void>
  /** Stores blocks that were missing, but none that says less than the one there is. */
  readonly putBlocks: (run: number, made: readonly Block[]) => Promise<void>
  /** Stores checkpoints that were missing, and drops those of `run` at `bad`, which could not be read. */
  readonly putCheckpoints: (run: number, made: readonly Checkpoint[], bad: readonly number[]) => Promise<void>
  /** Remembers that `run` is being read again, or with null that it is not; resolves to its summary, null without such a run. */
  readonly setReading: (run: number, reading: RunSummary['reading'] | null) => Promise<RunSummary | null>
  /** Gives events of `run` the bits that another reading gives them. */
  readonly reflag: (run: number, changed: readonly Reflagged[]) => Promise<void>
  /**
   * `run` was read again up to event `upTo`: its parameters and checkpoints are these, its blocks are gone until they are made
   * anew, and so is the job in its summary, unless that is null because a live run writes it. Resolves to the summary.
   */
  readonly readAnew: (run: number, anew: ReadAnew) => Promise<RunSummary | null>
  /** Stores a run that has no event yet; resolves to its number. */
  readonly addRun: (run: NewRun) => Promise<number>
  /** An imported run is whole: it takes its name and its summary; the run that it replaces is left to be removed. */
  readonly adoptRun: (summary: RunSummary, uid: string, replaces: number | null) => Promise<void>
  /** Changes the marks of a run at rest; resolves to its summary, or to null where there is no such run. */
  readonly mark: (run: number, change: MarkChange, now: number) => Promise<RunSummary | null>
  /**
   * Removes `runs`; what hung on them is left to `clearSlice`. A `record` is remembered in the same transaction, as removal
   * `id` or, where that is null, as a new one, whose id is the answer.
   */
  readonly removeRuns: (
    runs: readonly number[],
    record: Omit<RemovalRecord, 'id'> | null,
    id: number | null,
  ) => Promise<number | null>
  readonly removeRun: (run: number) => Promise<void>
  /** Clears a slice of what removed runs have left behind, short enough that a commit hardly waits for it. */
  readonly clearSlice: () => Promise<Cleared>
  /** Stores a server profile, a new one where `id` is null; resolves to its id. Rejects `bad-input` for a name that is taken. */
  readonly saveServer: (server: Omit<Server, 'id' | 'needsSecret'>, id: number | null) => Promise<number>
  readonly removeServer: (id: number) => Promise<void>
  readonly setSetting: (name: string, value: string) => Promise<void>
  /** Rejects with `log-missing` where the log is not in its place; a commit finds that out for itself. */
  readonly look: () => Promise<void>
  /**
   * As `look`, once that says something else than `told`: the message with which it rejected last, or null where it resolved.
   * That it is gone is noticed within five seconds, that it is back within one.
   */
  readonly watchPlace: (told: string | null) => Promise<void>
}
