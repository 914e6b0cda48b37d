// The review of a shared log: the algorithms that every log shares, given what reads and searches this one. What a review keeps
// between two questions is some viewer's: those who see other spaces have one of their own.

import type { Kind } from '../../../../core/kind/kind.ts'
import { kinds as ownKinds } from '../../../base/kinds.ts'
import { createReview } from '../../../review/index.ts'
import type { LogReview } from '../../log-review.ts'
import type { AtOnce } from '../../port.ts'
import type { Database } from '../read/database.ts'
import { keyOf } from '../read/run-list.ts'
import { createRunReader } from '../read/run-reader.ts'
import { createEventFinder } from '../search/event-finder.ts'

/** Viewers with different spaces whose reviews are kept. */
const keptReviews = 16

/** `kinds` say what the events mean. Every call is of one moment. */
export function reviewOf(db: Database, kinds: ReadonlyMap<string, Kind> = ownKinds): AtOnce<LogReview> {
  const begin = () => {
    const { log, ground } = createRunReader(db, kinds)
    const reviews = new Map<string, ReturnType<typeof createReview>>()
    return {
      forget: ground.events.forget,
      review: () => {
        const key = keyOf(db.spaces())
        const review = reviews.get(key) ?? createReview(log, createEventFinder(db, ground), kinds)
        reviews.delete(key)
        reviews.set(key, review)
        if (reviews.size > keptReviews) reviews.delete(reviews.keys().next().value ?? key)
        return review
      },
    }
  }
  let kept = begin()
  type Review = ReturnType<typeof kept.review>
  const through =
    <N extends keyof Review>(name: N) =>
    (...args: Parameters<Review[N]>) =>
      db.together(() =>
        (kept.review()[name] as (...given: Parameters<Review[N]>) => ReturnType<Review[N]>)(...args),
      )
  // The names are those of the very object that `Review` is the type of.
  const names = Object.keys(kept.review()) as (keyof Review)[]
  return {
    ...(Object.fromEntries(names.map((name) => [name, through(name)])) as unknown as Review),
    forgetReadings: () => {
      kept = begin()
    },
  }
}
