// The writer's part of an import's end: from one moment to the next the run has its true name, and one that it replaces has
// none, so that a kill in between leaves a run that is removed at the next start.

import type Database from 'better-sqlite3'
import type { RunSummary } from '../../../../core/run/run.ts'
import { importingPrefix } from '../../rows.ts'

/** Gives the function that names the run of `summary` `uid`, in place of `replaces`, which is left to be removed. */
export function createAdopter(db: Database.Database) {
  const name = db.prepare('UPDATE runs SET uid = ? WHERE id = ?')
  const put = db.prepare('UPDATE runs SET summary = ? WHERE id = ?')
  const adopt = db.transaction((summary: RunSummary, uid: string, replaces: number | null): void => {
    if (replaces !== null) name.run(`${importingPrefix}replaced ${replaces}`, replaces)
    name.run(uid, summary.id)
    put.run(JSON.stringify(summary), summary.id)
  })
  return (summary: RunSummary, uid: string, replaces: number | null): void =>
    adopt.immediate(summary, uid, replaces)
}
