// Alerts of a damaged log, and how rules stand to runs: put into the new log under their own numbers, beside the runs that
// were saved, so that nothing is told a second time.

import type Database from 'better-sqlite3'
import { type Alert, alertSchema, runsOf } from '../../../../core/alerts/alert.ts'
import { standingSchema } from '../../../../core/alerts/judge.ts'
import { isOpenAlert } from '../../../../core/alerts/open-alert.ts'
import type { DamagedLog } from './damaged-log.ts'
import { parseJson } from './run-row.ts'
import type { PlaceOf } from './salvage-run.ts'

/** The first format of a log that has them. */
export const alertsSince = 3

/** Copies them for the runs in `places`, by their numbers; gives what could not be used, as sentences. */
export function salvageAlerts(
  log: DamagedLog,
  db: Database.Database,
  places: ReadonlyMap<number, PlaceOf>,
): readonly string[] {
  const put = db.prepare(
    'INSERT OR IGNORE INTO alerts (id, run, rule, type, at, is_open, alert) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const link = db.prepare('INSERT OR IGNORE INTO run_alerts SELECT id, ?, ? FROM runs WHERE id = ?')
  const stand = db.prepare('INSERT OR REPLACE INTO standings VALUES (?, ?, ?, ?)')
  const misfits = new Set<string>()

  const alerts = new Map<number, Alert>()
  for (const [id, text] of log.table('alerts', ['id', 'alert'])) {
    const { data } = alertSchema.safeParse(parseJson(String(text)))
    if (data === undefined || data.id !== id) misfits.add('an alert, which is another’s or nonsense')
    else if (data.run === null || places.has(data.run)) alerts.set(data.id, placed(data, places))
  }
  for (const alert of alerts.values()) {
    const { id, run, rule, type, at } = alert
    put.run(id, run, rule, type, at, isOpenAlert(alert) ? 1 : 0, JSON.stringify(alert))
    for (const one of runsOf(alert)) link.run(id, type, one)
  }
  // A run that someone has seen is no more named by its server's alert, and had it all the same.
  for (const [run, id] of log.table('run_alerts', ['run', 'alert'])) {
    const alert = alerts.get(Number(id))
    if (alert !== undefined) link.run(alert.id, alert.type, run)
  }
  for (const [run, rule, text, alert] of log.table('standings', ['run', 'rule', 'standing', 'alert'])) {
    const { data } = standingSchema.safeParse(parseJson(String(text)))
    const isOfRun = run === 0 || places.has(Number(run))
    if (data === undefined || typeof rule !== 'string') misfits.add('how a rule stood to a run')
    else if (isOfRun) stand.run(run, rule, JSON.stringify(data), alerts.has(Number(alert)) ? alert : null)
  }
  return [...misfits]
}

function placed(alert: Alert, places: ReadonlyMap<number, PlaceOf>): Alert {
  const place = alert.run === null ? undefined : places.get(alert.run)
  if (place === undefined) return alert
  const { seq, afterSeq } = alert
  return { ...alert, seq: seq === null ? null : place.at(seq), afterSeq: place.after(afterSeq) }
}
