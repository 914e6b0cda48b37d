// What a shared log weighs, and what of: by what the database says of its tables, and by the bytes of the rows of events,
// whose sizes are known without reading them.

import type { RetentionRule } from '../../../../core/storage/retention.ts'
import type { Sizes } from '../../../../core/storage/storage.ts'
import type { LogUpkeep } from '../../log-upkeep.ts'
import type { AtOnce } from '../../port.ts'
import { planRemoval } from '../../removal-plan.ts'
import { type EventSum, type EventsAt, type RunToWeigh, sizesOf, weighRuns } from '../../weights.ts'
import { type Database, isSeen } from '../read/database.ts'
import { summaryIn } from '../rows/stored-summary.ts'

/** Times of events are counted together by so many ms, which every time zone's days are made of. */
const quarterMs = 900_000

const ownTables = `FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'runlight' AND c.relkind IN ('r', 'm')`

/** `place`: where the log is, for people. */
export function createUpkeep(db: Database, place: string): AtOnce<LogUpkeep> {
  const bytes = (): number =>
    Number(
      db.get(`SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint AS bytes ${ownTables}`)?.bytes,
    )

  const runs = (): readonly RunToWeigh[] =>
    db
      .all(`SELECT id, uid, has_secret, summary, marks FROM runlight.runs WHERE ${isSeen} ORDER BY id`)
      .map((row) => ({ summary: summaryIn(row), secretOf: row.has_secret === true ? String(row.uid) : null }))

  const data = (): ReadonlyMap<number, EventSum> =>
    new Map(
      db
        .all(
          `SELECT run, sum(events)::bigint AS events, sum(bytes)::bigint AS bytes FROM (
             SELECT run, last_seq - first_seq + 1 AS events, octet_length(outline) + octet_length(texts) +
               octet_length(pairs) + pg_column_size(words) AS bytes FROM runlight.event_block
             UNION ALL
             SELECT run, count, octet_length(outline) + octet_length(texts) + octet_length(words) FROM runlight.event_tail
           ) AS rows GROUP BY run`,
        )
        .map((row) => [Number(row.run), { events: Number(row.events), bytes: Number(row.bytes) }]),
    )

  const counted = (): readonly EventsAt[] =>
    db
      .all(
        `SELECT run, sum(last_seq - first_seq + 1)::bigint AS events, last_at / ${quarterMs} * ${quarterMs} AS at
         FROM runlight.event_block GROUP BY run, last_at / ${quarterMs}`,
      )
      .map((row): EventsAt => [Number(row.run), Number(row.events), Number(row.at)])

  const parts = (): Sizes['parts'] => {
    const row = db.get(
      `SELECT sum(CASE WHEN c.relname LIKE 'event\\_%' THEN pg_table_size(c.oid) ELSE 0 END)::bigint AS events,
         sum(CASE WHEN c.relname LIKE 'event\\_%' THEN pg_indexes_size(c.oid) ELSE 0 END)::bigint AS index,
         sum(CASE WHEN c.relname LIKE 'event\\_%' THEN 0 ELSE pg_total_relation_size(c.oid) END)::bigint AS rest ${ownTables}`,
    )
    return (['events', 'index', 'rest'] as const).map((part) => ({ part, bytes: Number(row?.[part] ?? 0) }))
  }

  return {
    bytes,
    weigh: (now, partsUpTo) =>
      db.together(() => {
        const all = runs()
        const total = bytes()
        const importedAt = new Map(
          all.flatMap(({ summary }) =>
            summary.imported === null ? [] : [[summary.id, summary.imported.at] as const],
          ),
        )
        return sizesOf(weighRuns(all, data(), total), counted(), importedAt, {
          at: now,
          path: place,
          total,
          journal: 0,
          free: 0,
          parts: total <= partsUpTo ? parts() : null,
        })
      }),
    plan: (rules: readonly RetentionRule[], now) =>
      db.together(() => planRemoval(weighRuns(runs(), data(), bytes()), rules, now)),
  }
}
