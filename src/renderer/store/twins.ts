// Runs that have the same title, which a list must tell apart by something else: their numbers.

import type { LiveState } from './live-store.ts'

type Runs = LiveState['runs']

let last: { readonly runs: Runs; readonly twins: ReadonlySet<number> } | null = null

/** The ids of the runs whose title another run has too. The same set as before where no title is another. */
export function twinsOf(runs: Runs): ReadonlySet<number> {
  const twins = last !== null && haveSameTitles(last.runs, runs) ? last.twins : findTwins(runs)
  last = { runs, twins }
  return twins
}

/** Of many runs few change at a time, and hardly ever a title: that is seen in a tenth of the time. */
function haveSameTitles(before: Runs, after: Runs): boolean {
  if (before.size !== after.size) return false
  for (const [id, run] of after) {
    const known = before.get(id)
    if (known !== run && known?.title !== run.title) return false
  }
  return true
}

function findTwins(runs: Runs): ReadonlySet<number> {
  const firsts = new Map<string, number>()
  const twins = new Set<number>()
  for (const { id, title } of runs.values()) {
    const first = firsts.get(title)
    if (first === undefined) firsts.set(title, id)
    else twins.add(first).add(id)
  }
  return twins
}
