// The summaries of all runs, as screens show them, and the pushes that announce changes. Runs that are set aside stay in
// `summaries` and are in nothing that a screen is told.

import { type Alert, runsOf } from '../../core/alerts/alert.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { Attention } from '../../core/run/attention-schema.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { raise } from '../base/raise.ts'
import { noSuchRun } from './no-such-run.ts'

type Change = Partial<Omit<Changes, 'seq'>>

/** `attention` gives what a run's alerts and snoozes ask for: summaries leave the list with it. */
export function createRunList(attention: (run: RunSummary) => Attention | null) {
  const summaries = new Map<number, RunSummary>()
  const listeners = new Set<(changes: Changes) => void>()
  const insiders = new Set<(changes: Pick<Changes, 'runs' | 'removed'>) => void>()
  const aside = new Set<number>()
  let seq = 0

  /** Alerts that no screen was told of, because their runs are set aside. */
  const held = new Map<number, Alert>()

  const isShown = ({ id }: Pick<RunSummary, 'id'>): boolean => !aside.has(id)

  /** An alert of a server is told as long as one of its runs is shown. */
  const tells = (alert: Alert): boolean => {
    const runs = runsOf(alert)
    return runs.length === 0 || runs.some((id) => isShown({ id }))
  }
  const shownOf = (alerts: readonly Alert[]): Alert[] => {
    for (const alert of alerts) {
      if (tells(alert)) held.delete(alert.id)
      else held.set(alert.id, alert)
    }
    return alerts.filter(tells)
  }

  const tellScreens = (change: Change) => {
    seq++
    const changes: Changes = {
      seq,
      removed: [],
      servers: null,
      log: null,
      settings: null,
      ...change,
      runs: (change.runs ?? []).filter(isShown),
      ...(change.alerts === undefined ? {} : { alerts: shownOf(change.alerts) }),
    }
    for (const listener of listeners) listener(changes)
  }
  const push = (change: Change) => {
    tellScreens(change)
    const { runs = [], removed = [] } = change
    for (const listener of insiders) listener({ runs, removed })
    if (removed.length === 0) return
    for (const alert of held.values())
      if (!runsOf(alert).some((id) => summaries.has(id))) held.delete(alert.id)
  }

  const attended = ({ attention: _, ...run }: RunSummary): RunSummary => {
    const asked = attention(run)
    return asked === null ? run : { ...run, attention: asked }
  }
  const update = (runs: readonly RunSummary[]): readonly RunSummary[] => {
    const listed = runs.filter((run) => summaries.has(run.id)).map(attended)
    for (const run of listed) summaries.set(run.id, run)
    push({ runs: listed })
    return listed
  }

  return {
    summaries,
    /** The runs that are not set aside. */
    shown: (): RunSummary[] => [...summaries.values()].filter(isShown),
    aside: (): number[] => [...aside],
    isAside: (id: number): boolean => aside.has(id),
    /** From now on no screen is told of these runs. */
    setAside: (ids: readonly number[]) => {
      const hidden = ids.filter((id) => !aside.has(id))
      for (const id of hidden) aside.add(id)
      if (hidden.length > 0) tellScreens({ removed: hidden })
    },
    /** Shows these runs again, as they are by now. */
    putBack: (ids: readonly number[]) => {
      const back = ids.filter((id) => aside.delete(id)).flatMap((id) => summaries.get(id) ?? [])
      const alerts = [...held.values()].filter(tells)
      if (back.length > 0) tellScreens({ runs: back, ...(alerts.length > 0 ? { alerts } : {}) })
    },
    /** The number of the last push. */
    seq: () => seq,
    push,
    /** Throws `not-found`. */
    get: (id: number): RunSummary => summaries.get(id) ?? raise(noSuchRun(id)),
    /** Takes what is stored, before anybody listens. */
    load: (run: RunSummary) => {
      summaries.set(run.id, attended(run))
    },
    /** Adds a run and pushes it. */
    add: (run: RunSummary) => {
      const added = attended(run)
      summaries.set(run.id, added)
      push({ runs: [added] })
    },
    /** These runs are another's from now on. Nobody is told: nothing of them has changed. */
    leave: (ids: readonly number[]) => {
      for (const id of ids) summaries.delete(id)
    },
    /** Replaces the summaries of runs that are still listed, pushes them, and returns them. */
    update,
    /** Pushes those of `ids` that are listed, with what is asked for now. */
    attend: (ids: readonly number[]) => {
      if (ids.length > 0) update(ids.flatMap((id) => summaries.get(id) ?? []))
    },
    /** What happens to all runs, those that are set aside included: the engine goes on with them. */
    onEvery: (listener: (changes: Pick<Changes, 'runs' | 'removed'>) => void) => {
      insiders.add(listener)
    },
    /** What screens are told. Returns what ends the subscription. */
    onChanges: (listener: (changes: Changes) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
