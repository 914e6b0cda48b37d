// The review over one connection: the algorithms that every log shares, given SQLite's reader and finder.

import type Database from 'better-sqlite3'
import { kinds } from '../../../base/kinds.ts'
import { createReview } from '../../../review/index.ts'
import type { LogReview } from '../../log-review.ts'
import type { AtOnce } from '../../port.ts'
import { createRunReader } from '../read/run-reader.ts'
import { createEventFinder } from '../search/event-finder.ts'

/** What the review's thread serves. */
export type ReviewThread = AtOnce<LogReview> & { readonly close: () => void }

export function reviewOf(db: Database.Database): AtOnce<LogReview> {
  const log = createRunReader(db)
  return createReview(log, createEventFinder(db, log.blocks), kinds)
}
