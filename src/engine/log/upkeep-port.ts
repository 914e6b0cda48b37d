// Keeping house in a log that several processes share, as one collector at a time does it for all: it has the duty until its time
// is over or its place is lost, and every transaction of it finds out whether it still has it. Every function rejects as those
// of the team do.

import type { RetentionRule } from '../../core/storage/retention.ts'
import type { Outcome, RemovalRecord, Task } from '../../core/storage/storage.ts'
import type { Cleared } from './log-writer.ts'
import type { Going } from './removal-plan.ts'

/** What the one that keeps house tells screens: what is under way, and what came of the last of each. */
type UpkeepSaid = { readonly tasks: readonly Task[]; readonly outcomes: readonly Outcome[] }

/** `apply`: the rules, now. `cancel`: whatever is under way. */
export type UpkeepWish = 'apply' | 'cancel'

export type Upkeep = {
  /** The collector that has the duty, by name; null while none has. */
  readonly keeper: string | null
  /** It is this one. */
  readonly mine: boolean
  /** For how long it is its holder's from now, ms; 0 while nobody has it. */
  readonly forMs: number
  /** The database's clock, and when the rules were last applied to their end, epoch ms. */
  readonly now: number
  readonly doneAt: number | null
  readonly said: UpkeepSaid
  /** What somebody has asked for, of which its holder has not heard yet. */
  readonly wish: { readonly what: UpkeepWish; readonly by: string; readonly number: number } | null
}

/** Some runs of one removal. `before`: its record so far; null: these are its first. */
export type RemovalStep = {
  readonly going: readonly Going[]
  /** The rules that it was planned by: where they are others by now, nothing goes. */
  readonly rules: readonly RetentionRule[]
  readonly asked: RemovalRecord['asked']
  readonly at: number
  readonly before: RemovalRecord | null
}

export type UpkeepPort = {
  /** How it stands; the duty is taken where it is free, and kept for another time to live where it is this member's. */
  readonly takeUpkeep: () => Promise<Upkeep>
  /** How it stands, for whoever only looks. */
  readonly upkeep: () => Promise<Upkeep>
  /** Asks its holder, the present or the next, for something. */
  readonly askUpkeep: (what: UpkeepWish, by: string) => Promise<void>
  /** Tells what is being done, and which wish was heard of. `done`: the rules were applied to their end. */
  readonly sayUpkeep: (said: UpkeepSaid, heard: number | null, done: boolean) => Promise<void>
  /**
   * Removes those of the runs that rest, are not pinned, and have the events that they had when it was planned. Null where the
   * duty is another's or the rules are others: nothing was removed.
   */
  readonly removeByRules: (
    step: RemovalStep,
  ) => Promise<{ readonly ids: readonly number[]; readonly record: RemovalRecord | null } | null>
  /** Drops one partition that is empty; null where somebody uses the events just now. */
  readonly dropEmptied: () => Promise<Cleared | null>
  /** Clears a slice of what removed runs have left, short enough that a commit hardly waits for it. */
  readonly clearRemoved: () => Promise<Cleared>
  /** Takes away some of what nobody needs any more; true while there may be more. */
  readonly tidy: () => Promise<boolean>
}
