// What one transaction carries to the writer: plain data, so that it crosses to the writer's thread by structured clone.
// Events, the runs' new summaries and their resume ids go together or not at all (law 1).

import type { Job } from '../../core/job/job.ts'
import type { Attempt, Gap, RunSummary, Transition } from '../../core/run/run.ts'

/** One event to store. `seq` counts the run's events from 1; `trueSize` and `raw` only where data is not the whole truth. */
export type NewEvent = {
  readonly run: number
  readonly seq: number
  readonly attempt: number
  readonly at: number
  readonly name: string
  readonly id: string | null
  readonly data: string
  readonly flags: number
  readonly trueSize: number | null
  readonly raw: Uint8Array | null
}

/** An event as it is stored, of a run that is known from elsewhere. */
export type StoredEvent = Omit<NewEvent, 'run'>

type RunUpdate = {
  readonly summary: RunSummary
  readonly resumeId: string | null
  /** What people had put on the run, where the engine has changed that; absent, it has not. */
  readonly marksBefore?: Pick<RunSummary, 'title' | 'marks'>
}
export type OfRun<T> = T & { readonly run: number }
/**
 * The folded job as of event `seq`: as JSON text with its own text left empty, and of that text what follows the first
 * `textFrom` UTF-16 units of the one at checkpoint `textAfter` (0: nothing comes before).
 */
export type Checkpoint = {
  readonly run: number
  readonly seq: number
  readonly job: string
  readonly textAfter: number
  readonly textFrom: number
  readonly text: string
}

/** A checkpoint as read: `job` whole, its text joined. */
export type LoadedCheckpoint = { readonly seq: number; readonly job: Job }

export type Batch = {
  readonly events: readonly NewEvent[]
  readonly runs: readonly RunUpdate[]
  readonly attempts: readonly OfRun<Attempt>[]
  readonly gaps: readonly OfRun<Gap>[]
  readonly transitions: readonly OfRun<Transition>[]
  readonly checkpoints: readonly Checkpoint[]
}

/** The new bits of an event, by its number. */
export type Reflagged = readonly [seq: number, flags: number]

/** What reading the events of a run again has given. */
export type ReadAnew = {
  readonly upTo: number
  readonly params: Readonly<Record<string, string>>
  readonly checkpoints: readonly Checkpoint[]
  /** What becomes of the summary; null where a live run writes it. */
  readonly summary: Pick<RunSummary, 'job' | 'connection' | ReadCounts> | null
  /** What else becomes of a run that is one of another kind now. */
  readonly as?: AsKind
  /** The end of its stream, where only what it was read as before knew of one. */
  readonly end?: Transition
}

/** What a run is called and where it asks, as one of a kind. */
export type AsKind = Pick<RunSummary, 'kind' | 'serverId' | 'server' | 'title' | 'generates'> & {
  readonly baseUrl: string
}

/** The counts of a summary that follow from what is read in the events. */
type ReadCounts = 'pings' | 'unreadable' | 'repeats' | 'late'

/** A run as it is first written. Parameters are already without secrets. */
export type NewRun = {
  readonly uid: string
  readonly kind: string
  readonly serverId: number | null
  readonly baseUrl: string
  readonly params: Readonly<Record<string, string>>
  readonly hasSecret: boolean
  /** The summary but for its id, which the log gives. */
  readonly summary: Omit<RunSummary, 'id'>
}

/** A stored run as the engine takes it up again. */
export type StoredRun = {
  readonly uid: string
  readonly baseUrl: string
  readonly params: Readonly<Record<string, string>>
  readonly hasSecret: boolean
  readonly resumeId: string | null
  readonly summary: RunSummary
  readonly transitions: number
}

/** How the name of a run begins while it is being imported: no run that is whole has such a name. */
export const importingPrefix = 'importing:'
