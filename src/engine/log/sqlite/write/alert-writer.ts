// The writer's part of alerts.

import type Database from 'better-sqlite3'
import type { Alert, NewAlert } from '../../../../core/alerts/alert.ts'
import { isOpenAlert } from '../../../../core/alerts/open-alert.ts'
import type { AlertChange, AlertWriter, StoredStanding } from '../../alert-rows.ts'
import type { AtOnce } from '../../port.ts'

export function createAlertWriter(db: Database.Database): AtOnce<AlertWriter> {
  const insert = db.prepare(
    'INSERT INTO alerts (run, rule, type, at, is_open, alert) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const update = db.prepare('UPDATE alerts SET is_open = ?, alert = ? WHERE id = ?')
  const setText = db.prepare('UPDATE alerts SET alert = ? WHERE id = ?')
  // A run may have been removed while its alert was on its way.
  const link = db.prepare('INSERT OR IGNORE INTO run_alerts SELECT id, ?, ? FROM runs WHERE id = ?')
  const putStanding = db.prepare('INSERT OR REPLACE INTO standings VALUES (?, ?, ?, ?)')
  const dropStandings = db.prepare('DELETE FROM standings WHERE rule = ?')

  const linkAll = ({ id, run, runs, type }: Alert) => {
    for (const one of run === null ? runs : [run]) link.run(id, type, one)
  }
  const put = ({ run, rule, standing, alert }: StoredStanding) =>
    putStanding.run(run, rule, JSON.stringify(standing), alert)

  const firedAt = db.prepare('SELECT id, alert FROM alerts WHERE at = ? AND rule = ?')
  /** `alert` as it is stored already; null where it is not. */
  const storedAlready = (alert: NewAlert): Alert | null => {
    for (const row of firedAt.all(alert.at, alert.rule) as { id: number; alert: string }[]) {
      const whole: Alert = { ...alert, id: row.id }
      if (row.alert === JSON.stringify(whole)) return whole
    }
    return null
  }

  const store = db.transaction(({ fired, changed, standings }: AlertChange, again: boolean): Alert[] => {
    const made = fired.map(({ alert, standings: own }) => {
      const already = again ? storedAlready(alert) : null
      if (already !== null) return already
      const { run, rule, type, at } = alert
      const id = Number(insert.run(run, rule, type, at, isOpenAlert(alert) ? 1 : 0, '').lastInsertRowid)
      const whole: Alert = { ...alert, id }
      setText.run(JSON.stringify(whole), id)
      linkAll(whole)
      for (const standing of own) put({ ...standing, alert: standing.standing.open ? id : null })
      return whole
    })
    for (const alert of changed) {
      update.run(isOpenAlert(alert) ? 1 : 0, JSON.stringify(alert), alert.id)
      linkAll(alert)
    }
    for (const standing of standings) put(standing)
    return [...made, ...changed]
  })

  return {
    storeAlerts: (change, again = false) => store.immediate(change, again),
    dropStandings: (rule) => {
      dropStandings.run(rule)
    },
  }
}
