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
    alerts: ({ run, types, severities = [], rule, open, since, before, limit }: AlertFilter) => {
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
        .prepare('SELECT rule, at FROM alerts WHERE id IN (SELECT max(id) FROM alerts GROUP BY rule)')
        .all() as { rule: string; at: number }[],
    standings: () =>
      db
        .prepare('SELECT run, rule, standing, alert FROM standings')
        .all()
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
