// A log as those read it that look back over it: synchronous, because whoever folds a million events must not wait for a
// promise each. An implementation gives this on the thread of its review; what is made of it is the same for all of them.

import type { Alert } from '../../core/alerts/alert.ts'
import type { Job } from '../../core/job/job.ts'
import type { Block } from '../../core/log/blocks.ts'
import type { Query } from '../../core/query/ast.ts'
import type { Attempt, EventRow, Gap, RunSummary, Transition } from '../../core/run/run.ts'
import type { JobState } from '../../core/run/states.ts'
import type { LackingBlocks, MadeBlocks } from './log-review.ts'
import type { LoadedCheckpoint, StoredRun } from './rows.ts'

export type CheckpointSource = {
  /** Where checkpoints of `run` lie, ascending; whether each can be read is not known by this. */
  readonly seqs: (run: number) => number[]
  readonly has: (run: number, seq: number) => boolean
  /** The job as of the checkpoint at exactly `seq` but for its text, which is empty; null where it cannot be read. */
  readonly outline: (run: number, seq: number) => Job | null
  /** The latest checkpoint at or before event `seq` that can be read. Those that cannot are told to `onBad`. */
  readonly latest: (run: number, seq: number, onBad?: (seq: number) => void) => LoadedCheckpoint | null
}

export type BlockSource = {
  /**
   * Every block of `run`, in order. Takes some milliseconds for each million events, and seconds where the blocks were
   * never stored: whoever must not wait calls `make` first.
   */
  readonly blocks: (run: number) => readonly Block[]
  /** Brings the blocks of `run` to hand for at most about `ms`. Call again until `done`. */
  readonly make: (run: number, ms: number) => MadeBlocks
  /** The next run after `after` whose blocks are not all stored; looks for at most about `ms`. Call again from `looked`. */
  readonly lacking: (after: number, ms: number) => LackingBlocks
}

export type RunReader = {
  readonly run: (run: number) => StoredRun | null
  /** The summaries of all runs, newest first, with what their alerts and snoozes ask for now. */
  readonly summaries: () => readonly RunSummary[]
  readonly summary: (run: number) => RunSummary | null
  /** How many runs of `kind` that were watched here are in each job state; `state` null: one that this Runlight does not know. */
  readonly outcomes: (kind: string) => readonly { readonly state: JobState | null; readonly runs: number }[]
  /** The latest `limit` completed runs of `kind` that were watched here. */
  readonly latestCompleted: (kind: string, limit: number) => readonly RunSummary[]
  /** The number of stored events of `run`. */
  readonly count: (run: number) => number
  /** Whole rows from `from` on, at most `limit`, and fewer where they are large. Empty only where there are none. */
  readonly range: (run: number, from: number, limit: number) => EventRow[]
  readonly event: (run: number, seq: number) => EventRow | null
  /** The rows of `seqs` for a screen, in their order; what is not stored is left out. */
  readonly rowsOf: (run: number, seqs: readonly number[]) => EventRow[]
  /** When event `seq` arrived, epoch ms. */
  readonly atOf: (run: number, seq: number) => number
  /** When events `from` to `to` arrived. */
  readonly times: (run: number, from: number, to: number) => number[]
  /** Sequence number, arrival and flags of every event of `run`, in order. */
  readonly outlines: (run: number) => Iterable<readonly [seq: number, at: number, flags: number]>
  /** The first (or last) of events `from` to `to` that carries one of the flags in `bits`; null where none does. */
  readonly flagged: (
    run: number,
    from: number,
    to: number,
    bits: number,
    end: 'first' | 'last',
  ) => number | null
  /** The first of events `from` to `to` that arrived at `at` or later. */
  readonly firstSince: (run: number, from: number, to: number, at: number) => number | null
  readonly attempts: (run: number) => Attempt[]
  readonly gaps: (run: number) => Gap[]
  /** The event after which each gap of `run` stands. */
  readonly gapPlaces: (run: number) => number[]
  /** The event after which each attempt of `run` but the first began. */
  readonly attemptPlaces: (run: number) => number[]
  /** Every change of the connection's state, in order. */
  readonly transitions: (run: number) => Transition[]
  /** Transitions that bear on the job, from event `seq` on. */
  readonly jobTransitions: (run: number, seq: number) => Transition[]
  /** Whether what the connection did after event `seq` bears on the job. */
  readonly bearsOnJob: (run: number, seq: number) => boolean
  /** The last transition before event `seq`, or after it and at `until` (epoch ms) at the latest; null where there is none. */
  readonly lastTransition: (run: number, seq: number, until: number) => Transition | null
  /** How many gaps lie before event `seq`, those after it counted that were over by `at`; all of those where `orOpen`. */
  readonly gapsBefore: (run: number, seq: number, at: number, orOpen: boolean) => number
  /** A page of the alerts that fired from `since` to `until`, epoch ms, in order: those that follow `after`. */
  readonly alertsFrom: (since: number, until: number, after: Pick<Alert, 'id' | 'at'> | null) => Alert[]
  readonly checkpoints: CheckpointSource
  readonly blocks: BlockSource
  /** Lets all that `act` reads be of one moment. */
  readonly together: <T>(act: () => T) => T
}

type Direction = 'up' | 'down'

/** What of the run is searched: `from` to `to`, both included; it begins at the end that `direction` comes from. */
export type Stretch = {
  readonly run: number
  readonly from: number
  readonly to: number
  readonly direction: Direction
}

/**
 * Calls `found` with every match of the stretch in its order; `found` says whether to go on. Answers null when the stretch
 * is done, else the sequence number to go on at, that event included. It goes on for a moment past `deadline`
 * (`performance.now()`) where finding the start took long, so that every call gets somewhere.
 */
export type FindEvents = (
  stretch: Stretch,
  deadline: number,
  found: (seq: number) => boolean,
) => number | null

/** Finds the events that fit a query. Its answers are those of the matcher in core, however it comes to them. */
export type EventFinder = {
  /**
   * For `clauses`, which hold no terms about runs, at `now` (epoch ms). Without `pings` events that are nothing else are left
   * out. `newest` is what is known of the search that this is a part of; no event that came later is asked for then.
   */
  readonly find: (clauses: Query, now: number, pings: boolean, newest?: NewestMatch | null) => FindEvents
  /** What an index knows of the newest match in each run; null where it cannot help. */
  readonly newest: (clauses: Query, now: number) => NewestMatch | null
}

export type NewestMatch = {
  /**
   * The newest of the run's first `events` events that may fit; 0 for none. Cheap where runs are asked for from the newest on.
   * `older`: about so many events are in the log before this run's.
   */
  readonly newestIn: (run: number, events: number, older: number) => number
  /** It is dear to ask: a few of the newest events are better looked through first. */
  readonly isDear: boolean
}
