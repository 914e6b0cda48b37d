// The rows of a shared log that the nemesis looks at from outside: those of its runs, and a past that a hub has to page through.

import type { Client } from 'pg'
import { finishedRun } from '../support/stand-in-team.ts'
import { pathOf } from './team-check.ts'
import type { StoredRun } from './team-operator.ts'

type Row = {
  readonly id: string
  readonly params: string
  readonly events: string
  readonly wanted: boolean
  readonly summary: string
  readonly marks: string
}

/** All runs after `past` that nobody has removed. */
export async function readRuns(sql: Client, past: number): Promise<StoredRun[]> {
  const { rows } = await sql.query<Row>(
    `SELECT id, params, events, wanted, summary, marks FROM runlight.runs
      WHERE id > $1 AND removed_at IS NULL ORDER BY id`,
    [past],
  )
  return rows.map(({ id, params, events, wanted, summary, marks }) => {
    const { gaps, connection } = JSON.parse(summary)
    return {
      run: Number(id),
      path: pathOf(params),
      events: Number(events),
      wanted,
      note: JSON.parse(marks).marks.note ?? '',
      gaps,
      state: connection.state,
    }
  })
}

/** Writes `count` runs that are over; resolves to the number of the last. */
export async function fillPast(sql: Client, count: number): Promise<number> {
  const { marks, ...summary } = finishedRun('x').summary
  const { rows } = await sql.query<{ last: string }>(
    `WITH made AS (
      INSERT INTO runlight.runs (uid, kind, base_url, params, has_secret, created_at, job_state, summary, marks, wanted)
      SELECT 'past ' || i, 'plain', '', '{}', false, 1700000000000 + i, 'completed', $1, $2, false
        FROM generate_series(1, $3) AS i RETURNING id
    ) SELECT max(id) AS last FROM made`,
    [JSON.stringify(summary), JSON.stringify({ title: 'past', marks }), count],
  )
  return Number(rows[0]?.last)
}
