// What the review reads of a shared log: the port's RunReader.

import type { Kind } from '../../../../core/kind/kind.ts'
import type { RunReader } from '../../run-reader.ts'
import { isTold, toAlert } from './alerts.ts'
import type { Database } from './database.ts'
import { createHabits } from './habits.ts'
import { createGround, type Ground } from './reader.ts'
import { createRunList } from './run-list.ts'
import { createTimes } from './times.ts'

/** Alerts that are read at once. */
const alertsPage = 500
/** Decoded events that are kept, bytes: a search and a fold go through many. */
const keptBytes = 128 * 2 ** 20

/** The reader, and what it stands on, which the search shares. */
export function createRunReader(
  db: Database,
  kinds: ReadonlyMap<string, Kind>,
): { readonly log: RunReader; readonly ground: Ground } {
  const ground = createGround(db, kinds, keptBytes)
  const { heads, events, rows, connections, checkpoints, blocks } = ground
  const runs = createRunList(db, heads)
  const { outcomes, latestCompleted } = createHabits(db)
  const log: RunReader = {
    run: (run) => heads(run)?.stored() ?? null,
    summaries: runs.all,
    summary: runs.one,
    outcomes,
    latestCompleted,
    count: rows.count,
    range: rows.range,
    event: rows.event,
    rowsOf: ground.windows().rowsOf,
    ...createTimes(heads, events),
    ...connections,
    attempts: (run) => connections.attempts(run),
    gaps: (run) => connections.gaps(run),
    transitions: (run) => connections.transitions(run, Number.MAX_SAFE_INTEGER),
    alertsFrom: (since, until, after) =>
      db
        .all(
          `SELECT id, alert FROM runlight.alerts a WHERE (at, id) > ($1::float8, $2::bigint) AND at < $3::float8
           AND ${isTold(db)} ORDER BY at, id LIMIT ${alertsPage}`,
          after?.at ?? since,
          after?.id ?? 0,
          until,
        )
        .map(toAlert),
    checkpoints,
    blocks,
    together: db.together,
  }
  return { log, ground }
}
