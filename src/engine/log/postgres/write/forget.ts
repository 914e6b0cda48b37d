// The writer's part of forgetting. A removed run is a tombstone: gone for everybody with one small transaction, which the feed
// tells of. What hung on it is cleared in slices, a whole partition at once where all of its runs are gone. A day later, when
// everyone has heard of it, its row goes too.

import type { RemovalRecord } from '../../../../core/storage/storage.ts'
import type { Cleared, LogWriter } from '../../log-writer.ts'
import { int8s } from '../base/values.ts'
import { forgetCommands } from '../team/commands.ts'
import { clockOf } from '../team/place-of-member.ts'
import type { MemberWriter } from './member-writer.ts'
import type { OpenRuns } from './open-runs.ts'

/** Rows of blocks that a slice deletes. */
const slice = 32
const tables = ['attempts', 'gaps', 'transitions', 'checkpoints', 'event_tail'] as const

type Part = Pick<LogWriter, 'removeRuns' | 'removeRun' | 'clearSlice'>

export function createForgetter(writer: MemberWriter, open: OpenRuns): Part {
  const removeRuns = async (
    runs: readonly number[],
    record: Omit<RemovalRecord, 'id'> | null,
    id: number | null,
  ): Promise<number | null> => {
    open.forget(runs)
    const member = writer.member()
    const ids = int8s(runs)
    const results = await writer.write(
      {
        sql: `UPDATE runlight.runs SET removed_at = clock_timestamp(), wanted = false, uid = 'removed:' || id,
            changed_by = $1, changed_clock = ${clockOf}
          WHERE id = ANY($2) AND removed_at IS NULL`,
        params: [member.id, ids],
      },
      { sql: 'DELETE FROM runlight.alerts WHERE run = ANY($1)', params: [ids] },
      {
        sql: `UPDATE runlight.alerts SET runs = ARRAY(SELECT one FROM unnest(runs) AS one WHERE one <> ALL($1))
          WHERE runs && $1::bigint[]`,
        params: [ids],
      },
      { sql: 'DELETE FROM runlight.standings WHERE run = ANY($1)', params: [ids] },
      ...(record === null
        ? []
        : [
            id === null
              ? {
                  sql: 'INSERT INTO runlight.removals (at, record) VALUES ($1, $2) RETURNING id',
                  params: [record.at, JSON.stringify(record)],
                }
              : {
                  sql: `INSERT INTO runlight.removals (id, at, record) VALUES ($3, $1, $2)
                    ON CONFLICT (id) DO UPDATE SET at = excluded.at, record = excluded.record RETURNING id`,
                  params: [record.at, JSON.stringify(record), id],
                },
          ]),
    )
    return record === null ? null : Number(results.at(-1)?.rows[0]?.id)
  }

  return {
    removeRuns,
    removeRun: async (run) => {
      await removeRuns([run], null, null)
    },
    clearSlice: async () => {
      const [dropped] = await writer.write({ sql: 'SELECT runlight.drop_emptied() AS events' })
      const events = dropped?.rows[0]?.events
      if (typeof events === 'number') return { left: true, events }
      return clearOne(writer)
    },
  }
}

async function clearOne(writer: MemberWriter): Promise<Cleared> {
  const [, , found] = await writer.write(
    forgetCommands,
    {
      sql: `DELETE FROM runlight.runs WHERE cleared AND removed_at < clock_timestamp() - interval '1 day'`,
    },
    {
      sql: `SELECT id FROM runlight.runs WHERE removed_at IS NOT NULL AND NOT cleared ORDER BY removed_at LIMIT 1`,
    },
  )
  const run = found?.rows[0]?.id
  if (typeof run !== 'number') return { left: false, events: 0 }
  const [deleted] = await writer.write(
    {
      sql: `WITH gone AS (
          DELETE FROM runlight.event_block WHERE run = $1 AND first_seq IN (
            SELECT first_seq FROM runlight.event_block WHERE run = $1 ORDER BY first_seq LIMIT ${slice})
          RETURNING last_seq - first_seq + 1 AS events
        ) SELECT count(*)::bigint AS rows, coalesce(sum(events), 0)::bigint AS events FROM gone`,
      params: [run],
    },
    ...tables.map((table) => ({ sql: `DELETE FROM runlight.${table} WHERE run = $1`, params: [run] })),
    {
      sql: `UPDATE runlight.runs SET cleared = true, summary = '{}', params = '{}', resume_id = NULL
        WHERE id = $1 AND NOT EXISTS (SELECT FROM runlight.event_block WHERE run = $1)`,
      params: [run],
    },
  )
  return { left: true, events: Number(deleted?.rows[0]?.events ?? 0) }
}
