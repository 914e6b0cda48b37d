// How things stand, for those who do not look at the window: the counts, and the runs that need somebody. Kept from the
// engine's pushes, so that a push costs what it changes. Pure.

import type { Changes } from '../../core/contract/contract.ts'
import { needsPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { noRuns, type Tallies, withRun } from '../../core/run/tally.ts'

export type Standing = {
  readonly tallies: Tallies
  /** The first of those that need somebody, in the order of the board. */
  readonly needing: readonly RunSummary[]
}

/** More would make a menu a board. */
const mostNamed = 5

export type StandingKeeper = {
  /** Everything anew. */
  readonly replace: (runs: readonly RunSummary[]) => void
  readonly apply: (changes: Pick<Changes, 'runs' | 'removed'>) => void
  readonly get: () => Standing
}

export function createStanding(): StandingKeeper {
  const runs = new Map<number, RunSummary>()
  const needing = new Map<number, RunSummary>()
  let tallies = noRuns
  /** The first of `needing`; null where they changed. */
  let first: readonly RunSummary[] | null = null

  const take = (id: number) => {
    const known = runs.get(id)
    if (known === undefined) return
    tallies = withRun(tallies, known, -1)
    runs.delete(id)
    if (needing.delete(id)) first = null
  }
  const put = (run: RunSummary) => {
    take(run.id)
    tallies = withRun(tallies, run, 1)
    runs.set(run.id, run)
    if (!needsPerson(run)) return
    needing.set(run.id, run)
    first = null
  }
  return {
    replace: (all) => {
      runs.clear()
      needing.clear()
      first = null
      tallies = noRuns
      for (const run of all) put(run)
    },
    apply: ({ runs: changed, removed }) => {
      for (const run of changed) put(run)
      for (const id of removed) take(id)
    },
    get: () => {
      first ??= [...needing.values()].sort(asOnBoard).slice(0, mostNamed)
      return { tallies, needing: first }
    },
  }
}

function asOnBoard(a: RunSummary, b: RunSummary): number {
  return Number(b.marks.pinned) - Number(a.marks.pinned) || b.createdAt - a.createdAt || b.id - a.id
}
