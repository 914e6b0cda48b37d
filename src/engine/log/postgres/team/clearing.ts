// How runs are removed and cleared away. A removed run is a tombstone: gone for everybody with one small transaction, which the
// feed tells of. What hung on it is cleared in slices, a whole partition at once where all of its runs are gone. Its row goes
// later, when everyone has heard of it.

import type { Cleared } from '../../log-writer.ts'
import type { Connection, Run } from '../base/connection.ts'
import type { Statement } from '../base/statements.ts'
import { int8s } from '../base/values.ts'
import { clockOf } from './place-of-member.ts'

/** Runs that one slice looks at, and rows of each of the large tables that it deletes. */
const runsAtOnce = 8
const slice = 32
const small = ['attempts', 'gaps', 'transitions', 'event_tail'] as const

/** Statements of a transaction behind the fence of member `by` that removes `runs`; `ids` is an array of their numbers. */
export function removalOf(by: number, runs: readonly number[]): readonly Statement[] {
  const ids = int8s(runs)
  return [
    {
      sql: `DELETE FROM runlight.secrets WHERE ref IN (
          SELECT 'run:' || uid FROM runlight.runs WHERE id = ANY($1) AND removed_at IS NULL)`,
      params: [ids],
    },
    {
      sql: `UPDATE runlight.runs SET removed_at = clock_timestamp(), wanted = false, uid = 'removed:' || id,
          changed_by = $1, changed_clock = ${clockOf}
        WHERE id = ANY($2) AND removed_at IS NULL`,
      params: [by, ids],
    },
    { sql: 'DELETE FROM runlight.alerts WHERE run = ANY($1)', params: [ids] },
    {
      sql: `UPDATE runlight.alerts SET runs = ARRAY(SELECT one FROM unnest(runs) AS one WHERE one <> ALL($1))
        WHERE runs && $1::bigint[]`,
      params: [ids],
    },
    { sql: 'DELETE FROM runlight.standings WHERE run = ANY($1)', params: [ids] },
  ]
}

/** Drops one partition whose runs were all removed. Null where it could not, because somebody uses the events just now. */
export async function dropPartition(connection: Pick<Connection, 'all'>): Promise<Cleared | null> {
  const [dropped] = await connection.all('SELECT runlight.drop_partition() AS events')
  const events = dropped?.events ?? null
  if (events === null) return { left: false, events: 0 }
  return Number(events) < 0 ? null : { left: true, events: Number(events) }
}

/** Clears a slice of what removed runs have left. `send` is one transaction behind the fence. */
export async function clearSliceBy(send: Run): Promise<Cleared> {
  const [found] = await send({
    sql: `SELECT id FROM runlight.runs WHERE removed_at IS NOT NULL AND NOT cleared
      ORDER BY removed_at LIMIT ${runsAtOnce}`,
  })
  const runs = (found?.rows ?? []).map(({ id }) => Number(id))
  if (runs.length === 0) return { left: false, events: 0 }
  const params = [int8s(runs)]
  const some = (table: string, number: string) => `run = ANY($1) AND (run, ${number}) IN (
    SELECT run, ${number} FROM runlight.${table} WHERE run = ANY($1) ORDER BY run, ${number} LIMIT ${slice})`
  const [deleted] = await send(
    {
      sql: `WITH gone AS (
          DELETE FROM runlight.event_block WHERE ${some('event_block', 'first_seq')}
          RETURNING last_seq - first_seq + 1 AS events
        ) SELECT coalesce(sum(events), 0)::bigint AS events FROM gone`,
      params,
    },
    { sql: `DELETE FROM runlight.checkpoints WHERE ${some('checkpoints', 'seq')}`, params },
    ...small.map((table) => ({ sql: `DELETE FROM runlight.${table} WHERE run = ANY($1)`, params })),
    {
      sql: `UPDATE runlight.runs r SET cleared = true, summary = '{}', params = '{}', resume_id = NULL
        WHERE id = ANY($1) AND NOT EXISTS (SELECT FROM runlight.event_block b WHERE b.run = ANY($1) AND b.run = r.id)
          AND NOT EXISTS (SELECT FROM runlight.checkpoints c WHERE c.run = r.id)`,
      params,
    },
  )
  return { left: true, events: Number(deleted?.rows[0]?.events ?? 0) }
}
