// What one person's screens are told: of the runs that they may see and have not set aside, by pushes that are counted for them
// alone, so that nothing of what others see shows in the numbers.

import { type Alert, runsOf } from '../../core/alerts/alert.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'

type Change = Partial<Omit<Changes, 'seq'>>

export type Audience = ReturnType<typeof createAudience>

/** `sees`: whether they may see this run, `seesAll`: whether they see every run; `find`: a run as it is shown. */
export function createAudience(
  sees: (run: RunSummary) => boolean,
  seesAll: boolean,
  find: (run: number) => RunSummary | undefined,
) {
  const listeners = new Set<(changes: Changes) => void>()
  const aside = new Set<number>()
  let seq = 0

  const isShown = (run: RunSummary) => sees(run) && !aside.has(run.id)
  const isTold = (alert: Alert) => {
    const runs = runsOf(alert)
    if (runs.length === 0) return seesAll
    return runs.some((id) => {
      const run = find(id)
      return run !== undefined && isShown(run)
    })
  }

  const push = (change: Change): void => {
    const runs = (change.runs ?? []).filter(isShown)
    const alerts = change.alerts?.filter(isTold) ?? []
    const { runs: _, alerts: __, removed = [], ...others } = change
    const says = Object.values(others).some((part) => part !== undefined && part !== null)
    if (!says && runs.length + alerts.length + removed.length === 0) return
    seq++
    const changes: Changes = {
      seq,
      servers: null,
      log: null,
      settings: null,
      ...others,
      runs,
      removed,
      ...(alerts.length > 0 ? { alerts } : {}),
    }
    for (const listener of listeners) listener(changes)
  }

  return {
    isShown,
    isAside: (id: number) => aside.has(id),
    aside: (): number[] => [...aside],
    seq: () => seq,
    push,
    /** Runs that were removed, as they were shown. */
    removed: (runs: readonly RunSummary[]) => {
      const told = runs.filter(isShown).map(({ id }) => id)
      for (const { id } of runs) aside.delete(id)
      push({ removed: told })
    },
    /** From now on these screens are not told of these runs. */
    setAside: (ids: readonly number[]) => {
      const hidden = ids.filter((id) => !aside.has(id))
      for (const id of hidden) aside.add(id)
      if (hidden.length > 0) push({ removed: hidden })
    },
    putBack: (ids: readonly number[]) => {
      push({ runs: ids.filter((id) => aside.delete(id)).flatMap((id) => find(id) ?? []) })
    },
    onChanges: (listener: (changes: Changes) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
