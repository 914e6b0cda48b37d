// What changed, for whoever shows it. Each row carries the member and the clock of the transaction that changed it last, and
// a member's transactions come one after the other: who has seen all up to a clock misses nothing below it. The clocks are
// read first, so that what they cover is committed.

import type { Alert } from '../../../../core/alerts/alert.ts'
import type { RunSummary } from '../../../../core/run/run.ts'
import type { FeedCursor, MemberRole, TeamPort } from '../../team-port.ts'
import type { Connection } from '../base/connection.ts'
import type { Row } from '../base/statements.ts'
import type { Place } from './place-of-member.ts'
import { summaryColumns, summaryOf } from './summary-of.ts'

type FeedPart = Pick<TeamPort, 'feed' | 'page'>

const feedRows = 500
const topics = ['servers', 'settings', 'rules', 'members', 'access', 'upkeep'] as const
const topicKey = (name: string) => `topic ${name}`
const runKey = (member: number) => `runs ${member}`
const alertKey = (member: number) => `alerts ${member}`

const changedRuns = 'named AS MATERIALIZED (SELECT runlight.changed_runs($1, $2, $3) AS id),'

export function createFeed(connection: Connection, place: Place, role: MemberRole): FeedPart {
  /**
   * Rows that `member` changed after `from` up to `to`, whole transactions of at most `feedRows` or one that is larger. A page
   * is full, and ends, by what was changed, however few of it concern this process.
   */
  const changed = async (
    table: 'runs' | 'alerts',
    columns: string,
    member: number,
    from: number,
    to: number,
  ) => {
    const me = place.taken()
    const mine = `AND owner = ${me?.id ?? 0} AND owner_epoch = ${me?.epoch ?? 0}`
    // No index has the clocks of runs: the list of changes names those to look at.
    const [list, named] = table === 'runs' ? [changedRuns, 'AND id IN (SELECT id FROM named)'] : ['', '']
    const rows = await connection.all(
      `WITH ${list} page AS (
          SELECT changed_clock FROM runlight.${table}
          WHERE changed_by = $1 AND changed_clock > $2 AND changed_clock <= $3 ${named} ORDER BY changed_clock LIMIT ${feedRows}),
        ends AS (SELECT count(*) = ${feedRows} AS full, max(changed_clock) AS upto FROM page)
        SELECT changed.*, ends.full, ends.upto FROM ends LEFT JOIN LATERAL (
          SELECT ${columns} FROM runlight.${table}
          WHERE changed_by = $1 AND changed_clock > $2 AND changed_clock <= ends.upto ${named}
            ${table === 'runs' && role === 'collector' ? mine : ''}) AS changed ON true`,
      member,
      from,
      to,
    )
    const more = rows[0]?.full === true
    return { rows: rows.filter(({ id }) => id !== null), more, upTo: more ? Number(rows[0]?.upto) : to }
  }

  return {
    feed: async (cursor) => {
      const me = place.taken()?.id
      const marks = await connection.all(
        `SELECT 'topic ' || name AS key, version AS at, NULL::int8 AS member FROM runlight.topics
          UNION ALL SELECT name, clock, id FROM runlight.members`,
      )
      const next: Record<string, number> = {}
      const isNews = (name: (typeof topics)[number]) =>
        cursor === null || cursor[topicKey(name)] !== next[topicKey(name)]
      const runs: RunSummary[] = []
      const removed: number[] = []
      const alerts: Alert[] = []
      let more = false
      for (const { key, at, member } of marks) {
        if (member === null) {
          next[String(key)] = Number(at)
          continue
        }
        const id = Number(member)
        const [runsFrom, alertsFrom] = [
          from(cursor, runKey(id), Number(at)),
          from(cursor, alertKey(id), Number(at)),
        ]
        next[runKey(id)] = Number(at)
        next[alertKey(id)] = Number(at)
        if (role === 'collector' && id === me) continue
        if (runsFrom < Number(at)) {
          const page = await changed(
            'runs',
            `${summaryColumns}, uid, removed_at IS NOT NULL AS gone`,
            id,
            runsFrom,
            Number(at),
          )
          for (const row of page.rows) takeRun(row, runs, removed)
          next[runKey(id)] = page.upTo
          more ||= page.more
        }
        if (alertsFrom < Number(at) && role === 'hub') {
          const page = await changed('alerts', 'id, alert', id, alertsFrom, Number(at))
          alerts.push(
            ...page.rows.map((row) => ({ ...JSON.parse(String(row.alert)), id: Number(row.id) }) as Alert),
          )
          next[alertKey(id)] = page.upTo
          more ||= page.more
        }
      }
      return {
        cursor: next,
        runs,
        removed,
        alerts,
        servers: isNews('servers'),
        settings: isNews('settings'),
        rules: isNews('rules'),
        members: isNews('members'),
        access: isNews('access'),
        upkeep: isNews('upkeep'),
        more,
      }
    },
    page: async (before, limit) => {
      const rows = await connection.all(
        `SELECT ${summaryColumns} FROM runlight.runs
          WHERE removed_at IS NULL AND uid NOT LIKE 'importing:%' AND ($1::int8 IS NULL OR id < $1)
          ORDER BY id DESC LIMIT $2`,
        before,
        limit,
      )
      const runs = rows.map(summaryOf)
      return { runs, next: rows.length < limit ? null : (runs.at(-1)?.id ?? null) }
    },
  }
}

/** A member that joined since the cursor was made is read from its beginning. */
function from(cursor: FeedCursor | null, key: string, now: number): number {
  return cursor === null ? now : (cursor[key] ?? 0)
}

function takeRun(row: Row, runs: RunSummary[], removed: number[]): void {
  if (row.gone === true) removed.push(Number(row.id))
  else if (!String(row.uid).startsWith('importing:')) runs.push(summaryOf(row))
}
