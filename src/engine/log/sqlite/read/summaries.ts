// The summaries of all runs. Apart from all else that is read, because a command that lists runs loads nothing more.

import type Database from 'better-sqlite3'
import { type RunSummary, runSummarySchema } from '../../../../core/run/run.ts'
import { importingPrefix } from '../../rows.ts'
import { createAttentionReader } from './attention.ts'

/** Gives every run but those that are being imported, in the order of their numbers, with what they ask for now. */
export function createSummaries(db: Database.Database): () => RunSummary[] {
  const attention = createAttentionReader(db)
  return () => {
    const attended = attention.ofAll(Date.now())
    return db
      .prepare('SELECT summary FROM runs WHERE uid NOT BETWEEN ? AND ? ORDER BY id')
      .pluck()
      .all(importingPrefix, `${importingPrefix}~`)
      .map((text) => attended(runSummarySchema.parse(JSON.parse(String(text)))))
  }
}
