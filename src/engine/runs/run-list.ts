// The summaries of all runs, as screens show them, and the pushes that announce changes.

import type { Changes } from '../../core/contract/contract.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { raise } from '../base/raise.ts'
import { noSuchRun } from './no-such-run.ts'

export function createRunList() {
  const summaries = new Map<number, RunSummary>()
  const listeners = new Set<(changes: Changes) => void>()
  let seq = 0

  const push = (change: Partial<Omit<Changes, 'seq'>>) => {
    seq++
    const changes: Changes = {
      seq,
      runs: [],
      removed: [],
      servers: null,
      log: null,
      settings: null,
      ...change,
    }
    for (const listener of listeners) listener(changes)
  }

  return {
    summaries,
    /** The number of the last push. */
    seq: () => seq,
    push,
    /** Throws `not-found`. */
    get: (id: number): RunSummary => summaries.get(id) ?? raise(noSuchRun(id)),
    /** Adds a run and pushes it. */
    add: (run: RunSummary) => {
      summaries.set(run.id, run)
      push({ runs: [run] })
    },
    /** Replaces the summaries of runs that are still listed, pushes them, and returns them. */
    update: (runs: readonly RunSummary[]): readonly RunSummary[] => {
      const listed = runs.filter((run) => summaries.has(run.id))
      for (const run of listed) summaries.set(run.id, run)
      push({ runs: listed })
      return listed
    },
    /** Returns what ends the subscription. */
    onChanges: (listener: (changes: Changes) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
