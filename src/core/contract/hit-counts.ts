// Counts of hits as they come in, slice by slice, and in words. Pure.

import { formatCount } from '../basics/quantities.ts'
import type { HitCount } from './calls/search.ts'

/** Adds `counts` to what is known of each run. */
export function addCounts(byRun: Map<number, HitCount>, counts: readonly HitCount[]): void {
  for (const one of counts) {
    const known = byRun.get(one.run)
    byRun.set(one.run, { ...one, hits: one.hits + (known?.hits ?? 0) })
  }
}

/** How many events fit, in how many runs; `complete` false: at least so many. */
export type HitSum = { readonly hits: number; readonly runs: number; readonly complete: boolean }

export function sumOf(byRun: ReadonlyMap<number, HitCount>, complete: boolean): HitSum {
  let [hits, runs] = [0, 0]
  for (const one of byRun.values()) {
    hits += one.hits
    if (one.hits > 0 || one.itself) runs++
  }
  return { hits, runs, complete }
}

/** `865 hits in 3 runs`, `at least 82 hits in 1 run`, and of runs that are found themselves `3 runs`. */
export function formatHits({ hits, runs, complete }: HitSum): string {
  const found = formatCount(runs, 'run')
  const words = hits === 0 ? found : `${formatCount(hits, 'hit')} in ${found}`
  return complete ? words : `at least ${words}`
}
