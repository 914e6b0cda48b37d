// What a log that several processes share has beyond the log itself: who writes into it, which collector has which run, what
// operators ask of collectors, and what changed. Rows and transactions alone carry it; a notification only wakes. Every
// function rejects with a RunlightError: `log-away` while the database cannot be reached, `fenced` once this member's place
// was taken by another epoch, `not-allowed` where the database role may not.

import type { Alert } from '../../core/alerts/alert.ts'
import type { Answer } from '../../core/contract/dispatch.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { UpkeepPort } from './upkeep-port.ts'

export type MemberRole = 'collector' | 'hub'

/** This process as the shared log knows it. `epoch` is raised whenever its place is taken, by itself or by another. */
export type Membership = { readonly id: number; readonly epoch: number; readonly ttlMs: number }

/** How long a member may not be heard of before others take over what it has, in ms, unless it says otherwise. */
export const usualTtlMs = 15_000

/** A member as everybody sees it. `silentMs`: since it was last heard of, by the database's clock. */
export type Member = {
  readonly id: number
  readonly name: string
  readonly role: MemberRole
  readonly state: 'alive' | 'expired' | 'gone'
  readonly silentMs: number
  readonly version: string
  /** Of a collector: which servers or tags alone it watches; empty where all of them. */
  readonly only: readonly string[]
  /** How many runs it has. */
  readonly runs: number
}

/** What a collector watches: nothing but these servers and tags where there are any, and no server it lacks the secrets of. */
export type Wants = {
  readonly servers: readonly number[] | null
  readonly tags: readonly string[]
  readonly withoutSecretsOf: readonly number[]
  /** It can open what is sealed for the pool: a run with secrets of its own needs that. */
  readonly opensSealed: boolean
}

/** A run that this collector has from now on. */
export type Claimed = {
  readonly run: number
  /** `new`: nobody had it before. `handed`: its collector let it go. `lost`: its collector was not heard of any more. */
  readonly why: 'new' | 'handed' | 'lost'
  /** Who had it, by name; null where nobody had. */
  readonly from: string | null
  /** A request that starts its work was noted before: nobody sends it again (law 4). */
  readonly asked: boolean
  /** How long to wait before it connects: connections to one server are spread over all collectors. */
  readonly connectAfterMs: number
}

/** What somebody asks of the collector that has a run: a call of the contract, dispatched there. */
export type Command = {
  readonly id: number
  readonly run: number
  readonly name: string
  readonly input: unknown
  /** Who asked, and when by the database's clock, epoch ms. */
  readonly by: string
  readonly at: number
}

/** Where the feed stands: what was seen of each member's transactions. Plain data. */
export type FeedCursor = Readonly<Record<string, number>>

/** What changed since a cursor. */
export type Feed = {
  readonly cursor: FeedCursor
  readonly runs: readonly RunSummary[]
  readonly removed: readonly number[]
  readonly alerts: readonly Alert[]
  /** Ask for these again. */
  readonly servers: boolean
  readonly settings: boolean
  readonly rules: boolean
  readonly members: boolean
  /** Somebody may come in, or do what they could not, or is out. */
  readonly access: boolean
  /** Who keeps house, what is being done there, what was asked of it. */
  readonly upkeep: boolean
  /** More is there than one page holds: ask again at once. */
  readonly more: boolean
}

/** A page of all runs, newest first. `next` null: that was the last. */
export type RunPage = { readonly runs: readonly RunSummary[]; readonly next: number | null }

/** How much of a run is stored: the number of the last of each. */
export type StoredPart = { readonly events: number; readonly transitions: number; readonly gaps: number }

export type TeamPort = UpkeepPort & {
  /** Takes this process's place, or takes it anew after it was fenced. Rejects `not-allowed` while another process lives under its name. */
  readonly join: () => Promise<Membership>
  /** Shows that this process lives; resolves when that is stored. */
  readonly renew: () => Promise<void>
  /** Gives the place up, with every run of it: others may have them at once. */
  readonly leave: () => Promise<void>
  readonly members: () => Promise<readonly Member[]>

  /**
   * Takes at most `most` runs that nobody has and `wants` allows, those of members that are not heard of any more among them: runs
   * that are to be watched, and those of which something is asked.
   */
  readonly claim: (wants: Wants, most: number) => Promise<readonly Claimed[]>
  /** Lets runs go that are still to be watched: others may have them. */
  readonly letGo: (runs: readonly number[]) => Promise<void>
  /** Notes, before it is sent, that the request that starts the work of `run` is sent; false where that was noted before. */
  readonly noteAsked: (run: number) => Promise<boolean>
  /**
   * Takes back a run whose events were kept in the spool, so much of it `stored`; false where there are other events in it than
   * that, or it is removed, or another that lives is about to end it. What others made of it meanwhile (transitions, gaps) goes to
   * the audit: the stream was never lost. What is stored of its state stays until the next batch says otherwise.
   */
  readonly reclaim: (run: number, stored: StoredPart) => Promise<boolean>

  /** Asks the collector of `command.run`; resolves to the command's number. */
  readonly ask: (command: Omit<Command, 'id' | 'at'>) => Promise<number>
  /** Takes what was asked of this collector: nothing is given twice, except what can be carried out again without harm. */
  readonly takeCommands: () => Promise<readonly Command[]>
  readonly answerCommand: (id: number, answer: Answer) => Promise<void>
  /** The answers that are there by now, of these commands. */
  readonly answers: (
    ids: readonly number[],
  ) => Promise<readonly { readonly id: number; readonly answer: Answer }[]>

  /**
   * What changed since `cursor`; with null everything that is not a run counts as changed, and no run does. A collector is told
   * of the runs that it has and another has changed, and of no alerts.
   */
  readonly feed: (cursor: FeedCursor | null) => Promise<Feed>
  /** Runs with a number below `before` (all with null), at most `limit` of them. */
  readonly page: (before: number | null, limit: number) => Promise<RunPage>
  /** Resolves when something may have changed, or after `ms`. */
  readonly woken: (ms: number) => Promise<void>
  /** Something was written that others wait for: wakes them, soon and together with what follows. */
  readonly wake: () => Promise<void>

  /** What is stored under `ref`, sealed for the pool; null where there is nothing. */
  readonly sealed: (ref: string) => Promise<string | null>
  /** The refs of everything that is sealed here, but for those of runs. */
  readonly sealedRefs: () => Promise<readonly string[]>
  /** Stores what is sealed, or with null removes it. */
  readonly seal: (ref: string, sealed: string | null) => Promise<void>
  /** Stores a setting of the team, and with it who changed it and what of it: never a secret. */
  readonly setTeamSetting: (
    name: string,
    value: string,
    noted: {
      readonly who: string
      readonly what: string
      readonly detail: Readonly<Record<string, unknown>>
    },
  ) => Promise<void>
  /** Whether the database answers a commit before its standby has it, so that what was shown may be lost when that one takes over. */
  readonly durability: () => Promise<'single' | 'synchronous' | 'asynchronous'>
}
