// The reader's part of alerts.

import type Database from 'better-sqlite3'
import { alertSchema } from '../../../../core/alerts/alert.ts'
import { standingSchema } from '../../../../core/alerts/judge.ts'
import type { AlertType } from '../../../../core/run/attention.ts'
import type { AlertFilter, AlertReader, StoredStanding } from '../../alert-rows.ts'
import type { AtOnce } from '../../port.ts'
import { isUnsettled } from '../migrations/0004-unsettled-alerts.ts'

export function createAlertReader(db: Database.Database): AtOnce<AlertReader> {
  return {
    alerts: ({ run, types, severities = [], rule, open, since, before, news, limit }: AlertFilter) => {
      const asked: readonly (readonly [sql: string, values: readonly unknown[], isAsked: boolean])[] = [
        ['id IN (SELECT alert FROM run_alerts WHERE run = ?)', [run], run !== null],
        [`type IN (${types.map(() => '?').join(', ')})`, types, types.length > 0],
        [
          `alert ->> '$.severity' IN (${severities.map(() => '?').join(', ')})`,
          severities,
          severities.length > 0,
        ],
        ['rule = ?', [rule], rule !== null],
        ['is_open', [], open],
        ['at >= ?', [since], since !== null],
        ['id < ?', [before], before !== null],
        [
          '(id > ? OR id IN (SELECT value FROM json_each(?)))',
          [news?.after, JSON.stringify(news?.ids)],
          news !== undefined,
        ],
      ]
      const wanted = asked.filter(([, , isAsked]) => isAsked)
      const where = wanted.length === 0 ? '' : `WHERE ${wanted.map(([sql]) => sql).join(' AND ')}`
      return db
        .prepare(`SELECT alert FROM alerts ${where} ORDER BY id DESC LIMIT ?`)
        .pluck()
        .all(...wanted.flatMap(([, values]) => values), limit)
        .map((text) => alertSchema.parse(JSON.parse(String(text))))
    },
    unsettledAlerts: () =>
      db
        .prepare(`SELECT alert FROM alerts WHERE ${isUnsettled} ORDER BY id`)
        .pluck()
        .all()
        .map((text) => alertSchema.parse(JSON.parse(String(text)))),
    alertsHad: () => {
      const had = new Map<number, AlertType[]>()
      for (const row of db.prepare('SELECT DISTINCT run, type FROM run_alerts ORDER BY run').all()) {
        const { run, type } = row as { run: number; type: AlertType }
        had.set(run, [...(had.get(run) ?? []), type])
      }
      return [...had].map(([run, types]) => ({ run, types }))
    },
    lastFired: () =>
      db
        // From rule to rule by the index: there are few of them, and many alerts.
        .prepare(
          `WITH RECURSIVE fired (rule) AS (
             SELECT min(rule) FROM alerts
             UNION ALL
             SELECT (SELECT min(rule) FROM alerts WHERE rule > fired.rule) FROM fired WHERE rule IS NOT NULL
           )
           SELECT rule, (SELECT at FROM alerts WHERE rule = fired.rule ORDER BY id DESC LIMIT 1) AS at
           FROM fired WHERE rule IS NOT NULL`,
        )
        .all() as { rule: string; at: number }[],
    standings: (runs) =>
      db
        .prepare(
          `SELECT run, rule, standing, alert FROM standings
           ${runs === undefined ? '' : 'WHERE run IN (SELECT value FROM json_each(?))'}`,
        )
        .all(...(runs === undefined ? [] : [JSON.stringify(runs)]))
        .map((row): StoredStanding => {
          const { run, rule, standing, alert } = row as {
            run: number
            rule: string
            standing: string
            alert: number | null
          }
          return { run, rule, standing: standingSchema.parse(JSON.parse(standing)), alert }
        }),
  }
}
