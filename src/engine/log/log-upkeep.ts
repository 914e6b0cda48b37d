// What housekeeping asks of the log: what it weighs, what retention would take away, and, of a log that is a file, its
// backups, its check and its place on the disk. A log that is no file (a database server's) is kept by its own means.

import type { RetentionRule } from '../../core/storage/retention.ts'
import type { Finding, Restored, Sizes, Staged } from '../../core/storage/storage.ts'
import type { Planned } from './removal-plan.ts'

export type LogUpkeep = {
  /**
   * What the log weighs at `now`, epoch ms. What parts it has is counted only where it holds at most `partsUpTo` bytes:
   * beyond that the count takes seconds.
   */
  readonly weigh: (now: number, partsUpTo: number) => Promise<Sizes>
  /** What `rules` take away of the log at `now`. Nothing is removed by this. */
  readonly plan: (rules: readonly RetentionRule[], now: number) => Promise<Planned>
  /** Bytes of the whole log. */
  readonly bytes: () => Promise<number>
}

/** How far long work is. `part` names what is being checked; null while bytes are being copied. */
export type FileProgress = { readonly part: string | null; readonly done: number; readonly total: number }

/** Who waits for long work: is told how far it is, and ends it by the signal. It then rejects as `cancelled` does. */
export type FileWatch = {
  readonly told: (progress: FileProgress) => void
  readonly signal: AbortSignal
}

/** How far giving back is: `left` while there is more. */
export type Freed = { readonly left: boolean; readonly freePages: number; readonly pageSize: number }

/** The backups in the log's own folder, latest first. */
export type Backups = {
  readonly folder: string
  readonly files: { readonly name: string; readonly bytes: number; readonly at: number }[]
}

/** How large the files of the log are, by the names that Runlight gives them. */
export type DataSizes = {
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
  /** How many other files lie there; they are not named. */
  readonly others: number
  /** Bytes that this user may still write on the disk; null where it does not say. */
  readonly free: number | null
}

/** The log as a file. Everything that takes long works beside the writer, which never waits for it. */
export type LogFiles = {
  readonly backups: () => Promise<Backups>
  /** Makes the folder for backups, and gives a path in it for one that is made at `now`. Rejects with what is in the way. */
  readonly newBackup: (now: number) => Promise<string>
  /** Copies the log as it is now to `file`, which is there whole or not at all; resolves to its bytes. Refuses a file that is there. */
  readonly copyTo: (file: string, watch: FileWatch) => Promise<number>
  /** Checks everything: every page, every run's sequence, the search index. A part may take seconds. */
  readonly check: (watch: FileWatch) => Promise<readonly Finding[]>
  /** Checks the backup `name` and copies it beside the log, whose place it takes at the next start. */
  readonly stage: (name: string, at: number, watch: FileWatch) => Promise<void>
  /** The restore that waits for the next start; null where there is none, or none that can be read. */
  readonly staged: () => Promise<Staged | null>
  /** Takes a staged restore back. */
  readonly unstage: () => Promise<void>
  /** Where a staged restore lies that was not carried out because it was no longer whole; else null. */
  readonly failedRestore: () => Promise<string | null>
  /** What this log was restored from; null where it never was. */
  readonly restored: () => Promise<Restored | null>
  /** Gives a slice of the free space back to the disk. */
  readonly freeSlice: () => Promise<Freed>
  /** Writes the journal into the log and empties it; false while somebody reads from it. Never waits. */
  readonly emptyJournal: () => Promise<boolean>
  /**
   * Makes a slice of the number columns that the log lacks, which only make searches faster; false when no run lacked any more
   * at the end of a round.
   */
  readonly fillColumns: () => Promise<boolean>
  readonly sizes: () => Promise<DataSizes>
  /** Puts a log that was taken away into its place again, from what is still held open. */
  readonly writeAnew: () => Promise<void>
}
