// What looks back over the log: searches, figures, any instant of a run. Each function works for a moment and answers with
// what it has by then; whoever wants the rest asks again with the same words, and cancels by not asking. None holds up the
// rows on the screen. Each rejects with a RunlightError: `bad-input` for a query that is none, else as the reader does.

import type { Digest } from '../../core/alerts/digest.ts'
import type { Preview } from '../../core/alerts/preview.ts'
import type { RuleDraft } from '../../core/alerts/rule.ts'
import type { DensityBucket, Findable } from '../../core/contract/calls/log.ts'
import type { HitCount, SearchGroup } from '../../core/contract/calls/search.ts'
import type { Output } from '../../core/contract/contract.ts'
import type { Comparison } from '../../core/figures/comparison.ts'
import type { Closer, Figures, UsualRun } from '../../core/figures/figures.ts'
import type { Instant, Moment } from '../../core/figures/instant.ts'
import type { Block } from '../../core/log/blocks.ts'
import type { EventRow } from '../../core/run/run.ts'
import type { Checkpoint } from './rows.ts'

/** An answer, or how much of the work for it is done: `part` is 0–1. */
export type Sliced<T> =
  | { readonly done: false; readonly part: number }
  | { readonly done: true; readonly value: T }

/** What the writer should put right in the checkpoints of a run. */
export type Repair = { readonly made: readonly Checkpoint[]; readonly bad: readonly number[] }

/** An answer, or a part of the way there; and what the writer should put right meanwhile. */
export type Scrubbed<T> = Sliced<T> & { readonly repair: Repair | null }

export type SearchInput = {
  readonly query: string
  /** One run alone, and all of its hits whatever `perRun` says. */
  readonly within: number | null
  readonly cursor: string | null
  readonly limit: number
  readonly perRun: number
}

/** What one slice of a search found. The next goes on from `cursor`; `looked` of `runs` runs are behind. */
export type SearchSlice = {
  readonly groups: SearchGroup[]
  readonly cursor: string | null
  readonly done: boolean
  readonly looked: number
  readonly runs: number
}

export type CountInput = { readonly query: string; readonly cursor: string | null }

/** What one slice of a count counted. The next goes on from `cursor`. */
export type CountSlice = {
  readonly counts: readonly HitCount[]
  readonly cursor: string | null
  readonly done: boolean
}

/** The rows that a query lets through, as far as they were found. */
export type WindowSlice = {
  readonly total: number
  readonly index: number
  readonly rows: EventRow[]
  /** Everything was looked at. */
  readonly complete: boolean
  /** The page asked for is there, or will never be longer. */
  readonly enough: boolean
}

/** What completion offers: names of events, and fields of JSON data with some of their values. */
export type Known = {
  readonly events: string[]
  readonly fields: { path: string; values: string[] }[]
}

/** Events by stretches of time, and all that were stored when these were counted. */
export type Rates = { readonly events: number; readonly counts: number[] }

export type Density = { readonly events: number; readonly buckets: DensityBucket[] }

/** What `find` looks for from event `from` on: the next of a sort, or with `time` the first that arrived at `at` or later. */
export type Question = {
  readonly from: number
  readonly direction: 'next' | 'previous'
  readonly what: Findable
  readonly at: number | null
}

/** Blocks that had to be made, and whether every block of the run is at hand now. */
export type MadeBlocks = { readonly made: readonly Block[]; readonly done: boolean }

/** The next run whose blocks are not all stored, if one was found up to run `looked`; `looked` null: that was the last. */
export type LackingBlocks = { readonly run: number | null; readonly looked: number | null }

export type LogReview = {
  /** Forgets what was kept in memory of runs: one was read again. */
  readonly forgetReadings: () => Promise<void>
  /** The run at `moment`; null where there is no such run. */
  readonly instant: (run: number, moment: Moment) => Promise<Scrubbed<Instant | null>>
  /** Makes every checkpoint of the run that is missing, so that no instant is far from one. */
  readonly prepare: (run: number) => Promise<Scrubbed<null>>
  /** What was measured of the run; null where there is no such run. */
  readonly figures: (run: number) => Promise<Sliced<Figures | null>>
  /** The run between two times event by event; null where that is too many. */
  readonly zoomDetail: (run: number, from: number, to: number) => Promise<Sliced<Closer | null>>
  /** What is usual for a kind, by the runs of it that were watched here. */
  readonly usual: (kind: string) => Promise<Sliced<UsualRun>>
  /** Two runs side by side, or with `other` null one beside what is usual; null where one of them is gone. */
  readonly compare: (run: number, other: number | null) => Promise<Sliced<Comparison | null>>
  /** What happened from `since` to `until` (epoch ms), in order, to all runs but `without`. */
  readonly digest: (since: number, until: number, without: readonly number[]) => Promise<Sliced<Digest>>
  /** What a rule would have done over the stored runs, up to `now` (epoch ms). */
  readonly preview: (rule: RuleDraft, now: number) => Promise<Sliced<Preview>>
  readonly search: (input: SearchInput) => Promise<SearchSlice>
  /** How many events fit, run by run. */
  readonly searchCount: (input: CountInput) => Promise<CountSlice>
  /** The rows of one run that `query` lets through, from the one with `index` others before it. */
  readonly searchWindow: (
    run: number,
    query: string,
    pings: boolean,
    index: number,
    limit: number,
  ) => Promise<WindowSlice>
  /** A sample of what can be searched for: of one run, or of the latest. */
  readonly searchKnown: (run: number | null) => Promise<Known>
  /** The run's events as at most `most` stretches. */
  readonly density: (run: number, most: number) => Promise<Density>
  /** How many events arrived in each of `buckets` stretches of `widthMs` from `from` (epoch ms) on. */
  readonly rates: (run: number, from: number, widthMs: number, buckets: number) => Promise<Rates>
  readonly facets: (run: number) => Promise<Output<'log.facets'>>
  /** The number of the event that was asked for; null where there is none. */
  readonly find: (run: number, question: Question) => Promise<number | null>
  /** Brings the blocks of the run to hand for at most about `ms`. Call again until `done`. */
  readonly makeBlocks: (run: number, ms: number) => Promise<MadeBlocks>
  /** Looks after run `after` for one that lacks blocks, for at most about `ms`. Call again from `looked`. */
  readonly lackingBlocks: (after: number, ms: number) => Promise<LackingBlocks>
}
