// The writer's part of alerts.

import { type Alert, isUnsettled, type NewAlert } from '../../../../core/alerts/alert.ts'
import { isOpenAlert } from '../../../../core/alerts/open-alert.ts'
import type { AlertWriter, StoredStanding } from '../../alert-rows.ts'
import type { Connection, Run } from '../base/connection.ts'
import type { Statement } from '../base/statements.ts'
import { int8s, texts } from '../base/values.ts'
import { clockOf, fenceOf } from '../team/place-of-member.ts'
import type { MemberWriter } from './member-writer.ts'
import { mergedAlert } from './merged-alert.ts'

export function createAlertWriter(connection: Connection, writer: MemberWriter): AlertWriter {
  /** The number that `alert` is stored under already; null where it is not. */
  const storedAlready = async (send: Run, alert: NewAlert): Promise<number | null> => {
    const [found] = await send({
      sql: 'SELECT id FROM runlight.alerts WHERE at = $1 AND rule = $2 AND alert = $3 LIMIT 1',
      params: [alert.at, alert.rule, JSON.stringify(alert)],
    })
    const id = found?.rows[0]?.id
    return typeof id === 'number' ? id : null
  }
  const insert = async (send: Run, alert: NewAlert, member: number): Promise<number> => {
    const { run, rule, type, severity, at } = alert
    const [made] = await send({
      // A run may have been removed while its alert was on its way.
      sql: `INSERT INTO runlight.alerts (alert, run, rule, type, severity, at, open, unsettled, runs, changed_by, changed_clock)
        VALUES ($2, $3, $4, $5, $6, $7, $8, $9,
          ARRAY(SELECT id FROM runlight.runs WHERE id = ANY($10) AND removed_at IS NULL), $1, ${clockOf})
        RETURNING id`,
      params: [
        member,
        JSON.stringify(alert),
        run,
        rule,
        type,
        severity,
        at,
        isOpenAlert(alert),
        isUnsettled(alert),
        int8s(run === null ? alert.runs : [run]),
      ],
    })
    return Number(made?.rows[0]?.id)
  }
  const update = (alert: Alert, member: number): Statement => ({
    sql: `UPDATE runlight.alerts a SET alert = $2, open = $3, unsettled = $4, severity = $5,
        runs = a.runs || ARRAY(SELECT id FROM runlight.runs
          WHERE id = ANY($6) AND removed_at IS NULL AND id <> ALL(a.runs)),
        changed_by = $1, changed_clock = ${clockOf}
      WHERE id = $7`,
    params: [
      member,
      JSON.stringify(alert),
      isOpenAlert(alert),
      isUnsettled(alert),
      alert.severity,
      int8s(alert.run === null ? alert.runs : [alert.run]),
      alert.id,
    ],
  })

  /** As they are to be stored: another member may have changed them meanwhile. */
  const merged = async (send: Run, changed: readonly Alert[]): Promise<readonly Alert[]> => {
    if (changed.length === 0) return []
    const [found] = await send({
      sql: 'SELECT id, alert FROM runlight.alerts WHERE id = ANY($1) ORDER BY id FOR UPDATE',
      params: [int8s(changed.map(({ id }) => id))],
    })
    // It was written by a process of this log.
    const stored = new Map(
      (found?.rows ?? []).map(({ id, alert }) => [Number(id), JSON.parse(String(alert)) as Alert]),
    )
    return changed.map((alert) => {
      const before = stored.get(alert.id)
      return before === undefined ? alert : mergedAlert({ ...before, id: alert.id }, alert, writer.role)
    })
  }

  return {
    storeAlerts: ({ fired, changed, standings }, again = false) => {
      const member = writer.member()
      return connection.transaction(async (send) => {
        await send(fenceOf(member))
        const made: Alert[] = []
        const stand: StoredStanding[] = []
        for (const { alert, standings: own } of fired) {
          const already = again ? await storedAlready(send, alert) : null
          const id = already ?? (await insert(send, alert, member.id))
          made.push({ ...alert, id })
          if (already !== null) continue
          stand.push(...own.map((standing) => ({ ...standing, alert: standing.standing.open ? id : null })))
        }
        const put = await merged(send, changed)
        await send(...put.map((alert) => update(alert, member.id)), ...putStandings([...stand, ...standings]))
        return [...made, ...put]
      })
    },
    dropStandings: async (rule) => {
      await writer.write({ sql: 'DELETE FROM runlight.standings WHERE rule = $1', params: [rule] })
    },
  }
}

/** The last of each rule and run is what stays. */
function putStandings(standings: readonly StoredStanding[]): Statement[] {
  const last = [...new Map(standings.map((one) => [`${one.run} ${one.rule}`, one])).values()]
  if (last.length === 0) return []
  return [
    {
      sql: `INSERT INTO runlight.standings (rule, run, standing, alert)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[])
        ON CONFLICT (rule, run) DO UPDATE SET standing = excluded.standing, alert = excluded.alert`,
      params: [
        texts(last.map(({ rule }) => rule)),
        int8s(last.map(({ run }) => run)),
        texts(last.map(({ standing }) => JSON.stringify(standing))),
        int8s(last.map(({ alert }) => alert)),
      ],
    },
  ]
}
