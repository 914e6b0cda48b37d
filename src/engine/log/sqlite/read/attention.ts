// What summaries that are read from the log carry of alerts and snoozes, as the running engine would say it. It is put on as
// they are read, and nothing writes it back.

import type Database from 'better-sqlite3'
import { type Alert, alertSchema } from '../../../../core/alerts/alert.ts'
import { alertSetting } from '../../../../core/alerts/kept.ts'
import { parseJson } from '../../../../core/basics/json.ts'
import { type AlertType, alertTypes } from '../../../../core/run/attention.ts'
import type { RunSummary } from '../../../../core/run/run.ts'
import { createAttended, type HadByRun, snoozesIn, wakesAt } from '../../shown/attended.ts'

export function createAttentionReader(db: Database.Database) {
  const setting = db.prepare('SELECT value FROM settings WHERE name = ?').pluck()
  const open = db.prepare('SELECT alert FROM alerts WHERE is_open').pluck()
  const openOf = db
    .prepare('SELECT alert FROM alerts WHERE is_open AND id IN (SELECT alert FROM run_alerts WHERE run = ?)')
    .pluck()
  const had = db.prepare('SELECT DISTINCT run, type FROM run_alerts').raw()
  const hadVersion = db
    .prepare(
      `SELECT (SELECT count(*) FROM run_alerts) || ' ' || (SELECT coalesce(max(id), 0) FROM alerts) || ' ' ||
        (SELECT count(*) FROM runs) || ' ' || (SELECT coalesce(max(id), 0) FROM runs)`,
    )
    .pluck()
  const hadOf = db.prepare('SELECT DISTINCT run, type FROM run_alerts WHERE run = ?').raw()

  const snoozes = () => snoozesIn(setting.get(alertSetting))
  let known: { readonly version: unknown; readonly types: HadByRun } | null = null
  /**
   * What all runs had. The log changes many times a second, and this seldom: rows are only added, with a new alert or to an old
   * one, or go with a run, and the counts tell of each.
   */
  const hadOfAll = (): HadByRun => {
    const version = hadVersion.get()
    if (known === null || known.version !== version) known = { version, types: byRun(had.all()) }
    return known.types
  }
  const attended = (texts: readonly unknown[], hadByRun: HadByRun, now: number) =>
    createAttended(texts.flatMap(readAlert), hadByRun, snoozes(), now)

  return {
    /** Gives what puts on any run what is asked for at `now` (epoch ms). */
    ofAll: (now: number) => attended(open.all(), hadOfAll(), now),
    /** The same of one run, which reads its own alerts alone. */
    ofOne: (run: RunSummary, now: number): RunSummary =>
      attended(openOf.all(run.id), byRun(hadOf.all(run.id)), now)(run),
    /** When a snooze that holds at `now` ends by its time; null where none does. */
    wakesAt: (now: number): number | null => wakesAt(snoozes(), now),
  }
}

/** One that cannot be read is no reason to read no run. */
function readAlert(text: unknown): Alert[] {
  const parsed = parseJson(String(text))
  const { data } = alertSchema.safeParse(parsed.ok ? parsed.value : null)
  return data === undefined ? [] : [data]
}

function byRun(rows: readonly unknown[]): HadByRun {
  const types = new Map<number, Set<AlertType>>()
  for (const row of rows) {
    const [run, word] = row as [number, string]
    const type = alertTypes.find((one) => one === word)
    if (type !== undefined) types.set(run, (types.get(run) ?? new Set()).add(type))
  }
  return types
}
