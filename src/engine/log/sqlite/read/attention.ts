// What summaries that are read from the log carry of alerts and snoozes, as the running engine would say it. It is put on as
// they are read, and nothing writes it back.

import type Database from 'better-sqlite3'
import { type Alert, alertSchema, runsOf } from '../../../../core/alerts/alert.ts'
import { attentionBy } from '../../../../core/alerts/attention-by.ts'
import { alertSetting, readKept } from '../../../../core/alerts/kept.ts'
import type { Snooze } from '../../../../core/alerts/snooze.ts'
import { parseJson } from '../../../../core/basics/json.ts'
import { type AlertType, alertTypes } from '../../../../core/run/attention.ts'
import type { RunSummary } from '../../../../core/run/run.ts'

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

  const snoozes = (): readonly Snooze[] => {
    const value = setting.get(alertSetting)
    return (typeof value === 'string' ? readKept(value)?.snoozes : null) ?? []
  }
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
  const attended = (
    alerts: readonly unknown[],
    hadByRun: HadByRun,
    now: number,
  ): ((run: RunSummary) => RunSummary) => {
    const asleep = snoozes()
    const openOfRun = new Map<number, Alert[]>()
    for (const text of alerts) {
      // One that cannot be read is no reason to read no run.
      const parsed = parseJson(String(text))
      const { data: alert } = alertSchema.safeParse(parsed.ok ? parsed.value : null)
      if (alert === undefined) continue
      for (const run of runsOf(alert)) openOfRun.set(run, [...(openOfRun.get(run) ?? []), alert])
    }
    return (run) => {
      const ofRun = {
        open: openOfRun.get(run.id) ?? [],
        had: hadByRun.get(run.id) ?? none,
        snoozes: asleep,
      }
      const attention = attentionBy(ofRun, run, now)
      return attention === null ? run : { ...run, attention }
    }
  }

  return {
    /** Gives what puts on any run what is asked for at `now` (epoch ms). */
    ofAll: (now: number) => attended(open.all(), hadOfAll(), now),
    /** The same of one run, which reads its own alerts alone. */
    ofOne: (run: RunSummary, now: number): RunSummary =>
      attended(openOf.all(run.id), byRun(hadOf.all(run.id)), now)(run),
    /** When a snooze that holds at `now` ends by its time; null where none does. */
    wakesAt: (now: number): number | null => {
      const ends = snoozes().flatMap(({ until }) => (until !== null && until > now ? [until] : []))
      return ends.length === 0 ? null : Math.min(...ends)
    },
  }
}

type HadByRun = ReadonlyMap<number, ReadonlySet<AlertType>>

function byRun(rows: readonly unknown[]): HadByRun {
  const types = new Map<number, Set<AlertType>>()
  for (const row of rows) {
    const [run, word] = row as [number, string]
    const type = alertTypes.find((one) => one === word)
    if (type !== undefined) types.set(run, (types.get(run) ?? new Set()).add(type))
  }
  return types
}

const none: ReadonlySet<AlertType> = new Set()
