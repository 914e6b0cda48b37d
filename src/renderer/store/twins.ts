// Runs that have the same title, which a list must tell apart by something else: their numbers.

import type { LiveState } from './live-store.ts'

/** The ids of the runs whose title another run has too. */
export function twinsOf(runs: LiveState['runs']): ReadonlySet<number> {
  const firsts = new Map<string, number>()
  const twins = new Set<number>()
  for (const { id, title } of runs.values()) {
    const first = firsts.get(title)
    if (first === undefined) firsts.set(title, id)
    else twins.add(first).add(id)
  }
  return twins
}
