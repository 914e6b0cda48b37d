// The summaries of all runs, as screens show them, and the pushes that announce changes. Runs that are set aside stay in
// `summaries` and are in nothing that a screen is told.

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

  const isShown = ({ id }: Pick<RunSummary, 'id'>): boolean => !aside.has(id)

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
    }
    for (const listener of listeners) listener(changes)
  }
  const push = (change: Change) => {
    tellScreens(change)
    const { runs = [], removed = [] } = change
    for (const listener of insiders) listener({ runs, removed })
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
      if (back.length > 0) tellScreens({ runs: back })
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
