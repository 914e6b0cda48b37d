// What summaries that are read from a log carry of alerts and snoozes, as the running engine would say it. It is put on as
// they are read, and nothing writes it back.

import { type Alert, runsOf } from '../../../core/alerts/alert.ts'
import { attentionBy } from '../../../core/alerts/attention-by.ts'
import { readKept } from '../../../core/alerts/kept.ts'
import type { Snooze } from '../../../core/alerts/snooze.ts'
import type { AlertType } from '../../../core/run/attention.ts'
import type { RunSummary } from '../../../core/run/run.ts'

/** The types of the alerts that each run ever had. */
export type HadByRun = ReadonlyMap<number, ReadonlySet<AlertType>>

/** The snoozes that the alert setting holds. */
export function snoozesIn(setting: unknown): readonly Snooze[] {
  return (typeof setting === 'string' ? readKept(setting)?.snoozes : null) ?? []
}

/** When the first of `snoozes` that hold at `now` ends by its time; null where none does. */
export function wakesAt(snoozes: readonly Snooze[], now: number): number | null {
  const ends = snoozes.flatMap(({ until }) => (until !== null && until > now ? [until] : []))
  return ends.length === 0 ? null : Math.min(...ends)
}

/** Gives what puts on a run what its `open` alerts and the snoozes ask for at `now` (epoch ms). */
export function createAttended(
  open: readonly Alert[],
  had: HadByRun,
  snoozes: readonly Snooze[],
  now: number,
): (run: RunSummary) => RunSummary {
  const openOfRun = new Map<number, Alert[]>()
  for (const alert of open) {
    for (const run of runsOf(alert)) openOfRun.set(run, [...(openOfRun.get(run) ?? []), alert])
  }
  return (run) => {
    const ofRun = { open: openOfRun.get(run.id) ?? [], had: had.get(run.id) ?? none, snoozes }
    const attention = attentionBy(ofRun, run, now)
    return attention === null ? run : { ...run, attention }
  }
}

const none: ReadonlySet<AlertType> = new Set()
