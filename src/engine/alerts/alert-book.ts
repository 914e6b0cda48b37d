// The alerts that are open or of which something is still to come, and which types each run ever had: what summaries carry of them.

import { type Alert, isUnsettled, runsOf } from '../../core/alerts/alert.ts'
import { isOpenAlert } from '../../core/alerts/open-alert.ts'
import type { AlertType } from '../../core/run/attention.ts'
import type { AlertsHad } from '../log/alert-rows.ts'

export type AlertBook = ReturnType<typeof createAlertBook>

export function createAlertBook() {
  const open = new Map<number, Alert>()
  /** Not open, but not over. */
  const rest = new Map<number, Alert>()
  const ofRun = new Map<number, Set<number>>()
  const had = new Map<number, Set<AlertType>>()
  /** Runs that were removed: what ends their alerts does not make them known again. */
  const gone = new Set<number>()

  const putFor = <T>(map: Map<number, Set<T>>, run: number, value: T) => {
    const set = map.get(run) ?? new Set<T>()
    map.set(run, set.add(value))
  }

  return {
    load: (alerts: readonly Alert[], known: readonly AlertsHad[], unsettled: readonly Alert[]) => {
      for (const { run, types } of known) had.set(run, new Set(types))
      for (const alert of alerts) {
        open.set(alert.id, alert)
        for (const run of runsOf(alert)) putFor(ofRun, run, alert.id)
      }
      for (const alert of unsettled) if (!open.has(alert.id)) rest.set(alert.id, alert)
    },
    /** Takes `alert` as it is stored now; returns the runs whose alerts have changed. */
    put: (alert: Alert): readonly number[] => {
      const before = open.get(alert.id)
      const runs = new Set([...(before === undefined ? [] : runsOf(before)), ...runsOf(alert)])
      for (const run of runs) ofRun.get(run)?.delete(alert.id)
      for (const run of runsOf(alert)) if (!gone.has(run)) putFor(had, run, alert.type)
      if (isOpenAlert(alert)) {
        open.set(alert.id, alert)
        for (const run of runsOf(alert)) putFor(ofRun, run, alert.id)
      } else open.delete(alert.id)
      if (!isOpenAlert(alert) && isUnsettled(alert)) rest.set(alert.id, alert)
      else rest.delete(alert.id)
      return [...runs]
    },
    get: (id: number): Alert | null => open.get(id) ?? rest.get(id) ?? null,
    /** The open ones. */
    all: () => open.values(),
    /** Those that are open, and those of which something is still to come. */
    unsettled: (): Alert[] => [...open.values(), ...rest.values()],
    /** The open alerts of a run, its own and its server's. */
    of: (run: number): Alert[] => [...(ofRun.get(run) ?? [])].flatMap((id) => open.get(id) ?? []),
    had: (run: number): ReadonlySet<AlertType> => had.get(run) ?? none,
    /** A run was removed, and with it what has happened to it. */
    forget: (run: number) => {
      for (const id of ofRun.get(run) ?? []) {
        const alert = open.get(id)
        if (alert?.run === run && !alert.lasting) open.delete(id)
      }
      gone.add(run)
      had.delete(run)
      ofRun.delete(run)
    },
  }
}

const none: ReadonlySet<AlertType> = new Set()
