// What is to be stored of alerts, one transaction at a time. Nothing is told before it is stored (law 1); what cannot be
// stored is kept and tried again.

import type { Alert, NewAlert } from '../../core/alerts/alert.ts'
import type { Clock } from '../base/clock.ts'
import { createPause } from '../base/pause.ts'
import type { AlertChange, StoredStanding } from '../log/alert-rows.ts'
import type { LogAccess } from '../log/port.ts'

/** What alerts get on their way to be stored, beside what was asked for. */
export type Telling = {
  readonly fired: (alert: NewAlert) => NewAlert
  readonly changed: (before: Alert, after: Alert) => Alert
}

type Fired = AlertChange['fired'][number] & { readonly stored: (alert: Alert) => void }

const retryMs = 2_000

export type Outbox = ReturnType<typeof createOutbox>

/** `stored` is told of alerts as they are stored, the first `fired` of which are new. `find` gives an alert that is not among the changes; null: there is none. */
export function createOutbox(
  log: Pick<LogAccess, 'storeAlerts'>,
  clock: Clock,
  find: (id: number) => Alert | null,
  stored: (alerts: readonly Alert[], fired: number) => void,
  telling: Telling,
) {
  let fired: Fired[] = []
  let changed = new Map<number, Alert>()
  let standings = new Map<string, StoredStanding>()
  /** What the transaction under way changes. */
  let storing: ReadonlyMap<number, Alert> = new Map()
  let working: Promise<void> | null = null
  const pause = createPause(clock, retryMs)
  let closing = false

  const write = async () => {
    while (fired.length > 0 || changed.size > 0 || standings.size > 0) {
      const batch = { fired, changed, standings }
      fired = []
      changed = new Map()
      standings = new Map()
      storing = batch.changed
      const alerts = await store({
        fired: batch.fired.map(({ alert, standings: own }) => ({ alert, standings: own })),
        changed: [...batch.changed.values()],
        standings: [...batch.standings.values()],
      })
      storing = new Map()
      if (alerts === null) return
      stored(alerts, batch.fired.length)
      for (const [i, one] of batch.fired.entries()) {
        const alert = alerts[i]
        if (alert !== undefined) one.stored(alert)
      }
    }
  }

  /** Null where it could not be stored and the engine closes. */
  const store = async (change: AlertChange): Promise<Alert[] | null> => {
    for (let again = false; ; again = true) {
      try {
        return await log.storeAlerts(change, again)
      } catch {
        // A log that takes nothing says so itself (`logStatusSchema`).
        if (closing) return null
        await pause.wait()
      }
    }
  }

  const begin = () => {
    working ??= Promise.resolve()
      .then(write)
      .finally(() => {
        working = null
      })
  }

  return {
    fire: (alert: NewAlert, own: Fired['standings'], done: (alert: Alert) => void) => {
      // What was to be stored of how these stood is older than this.
      for (const standing of own) standings.delete(keyOf(standing))
      fired.push({ alert: telling.fired(alert), standings: own, stored: done })
      begin()
    },
    /** Changes an alert, as it is by then; one that is gone is left. `known` is the alert as it was read, where it may be over. */
    change: (id: number, to: (alert: Alert) => Alert, known: Alert | null = null) => {
      const alert = changed.get(id) ?? storing.get(id) ?? find(id) ?? known
      if (alert === null) return
      changed.set(id, telling.changed(alert, to(alert)))
      begin()
    },
    stand: (standing: StoredStanding) => {
      standings.set(keyOf(standing), standing)
      begin()
    },
    /** How `rule` stood is no longer to be stored. */
    forget: (rule: string) => {
      for (const [key, standing] of standings) if (standing.rule === rule) standings.delete(key)
    },
    /** Resolves when everything so far is stored. */
    settled: async () => {
      while (working !== null) await working
    },
    /** Stores what is left, if it can be stored now. From now on what cannot be stored at once is let go. */
    close: async () => {
      closing = true
      pause.cut()
      while (working !== null) await working
    },
  }
}

function keyOf({ run, rule }: Pick<StoredStanding, 'run' | 'rule'>): string {
  return `${run} ${rule}`
}
