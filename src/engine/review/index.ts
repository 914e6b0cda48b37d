// Everything that looks back, over one read-only connection: each function answers within a slice of time, so that a long
// search or export never holds up a short question.

import type Database from 'better-sqlite3'
import { createReader } from '../log/reader.ts'

export type Review = ReturnType<typeof createReview>

export function createReview(db: Database.Database) {
  const reader = createReader(db)
  return { close: reader.close }
}
