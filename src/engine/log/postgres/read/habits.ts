// What is read of the runs of a kind that were watched here: those that were imported are somebody else's.

import { jobStates } from '../../../../core/run/states.ts'
import type { RunReader } from '../../run-reader.ts'
import { summaryIn } from '../rows/stored-summary.ts'
import { type Database, isSeen } from './database.ts'

/** In JSON as it is stored no text can hold this: its quotes are escaped. The database's own JSON refuses NUL and lone surrogates. */
const isOwn = `position('"imported":null' IN summary) > 0`
const own = `kind = $1 AND ${isSeen} AND ${isOwn}`
const completed = `${own} AND job_state = 'completed' AND started_at IS NOT NULL`

export function createHabits(db: Database) {
  const parts: Pick<RunReader, 'outcomes' | 'latestCompleted'> = {
    outcomes: (kind) =>
      db
        .all(`SELECT job_state, count(*) AS runs FROM runlight.runs WHERE ${own} GROUP BY job_state`, kind)
        .map(({ job_state: word, runs }) => ({
          state: jobStates.find((one) => one === word) ?? null,
          runs: Number(runs),
        })),
    latestCompleted: (kind, limit) =>
      db
        .all(
          `SELECT id, summary, marks FROM runlight.runs WHERE ${completed} ORDER BY finished_at DESC LIMIT $2`,
          kind,
          limit,
        )
        .map(summaryIn),
  }
  return {
    ...parts,
    durations: (kind: string, limit: number): number[] =>
      db
        .all(
          `SELECT greatest(0, finished_at - started_at) AS took FROM runlight.runs WHERE ${completed}
           ORDER BY finished_at DESC LIMIT $2`,
          kind,
          limit,
        )
        .map(({ took }) => Number(took)),
  }
}
