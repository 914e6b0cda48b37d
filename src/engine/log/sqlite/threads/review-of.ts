// The review over one connection: the algorithms that every log shares, given SQLite's reader and finder.

import type Database from 'better-sqlite3'
import type { Kind } from '../../../../core/kind/kind.ts'
import { kinds as ownKinds } from '../../../base/kinds.ts'
import { createReview } from '../../../review/index.ts'
import type { LogReview } from '../../log-review.ts'
import type { AtOnce } from '../../port.ts'
import { forgetBlocks } from '../read/blocks.ts'
import { createRunReader } from '../read/run-reader.ts'
import { createEventFinder } from '../search/event-finder.ts'

/** What the review's thread serves. */
export type ReviewThread = AtOnce<LogReview> & {
  readonly readKinds: () => void
  readonly close: () => void
}

/** `kinds` say what the events mean. */
export function reviewOf(
  db: Database.Database,
  kinds: ReadonlyMap<string, Kind> = ownKinds,
): AtOnce<LogReview> {
  const make = () => {
    const log = createRunReader(db, kinds)
    return createReview(log, createEventFinder(db, log.blocks), kinds)
  }
  type Review = ReturnType<typeof make>
  let review: Review = make()
  const through =
    <N extends keyof Review>(name: N) =>
    (...args: Parameters<Review[N]>) =>
      (review[name] as (...given: Parameters<Review[N]>) => ReturnType<Review[N]>)(...args)
  // The names are those of the very object that `Review` is the type of.
  const names = Object.keys(review) as (keyof Review)[]
  return {
    ...(Object.fromEntries(names.map((name) => [name, through(name)])) as unknown as Review),
    forgetReadings: () => {
      forgetBlocks(db)
      review = make()
    },
  }
}
