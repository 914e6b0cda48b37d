// How many events fit a query, run by run and newest run first, one slice at a time. It goes through what a search would
// find, keeps none of it, and says of each run whether its count is final.

import type { HitCount } from '../../core/contract/calls/search.ts'
import type { CountInput, CountSlice } from '../log/log-review.ts'
import type { EventFinder } from '../log/run-reader.ts'
import type { BeginSearch } from './search.ts'
import { firstAtMost } from './search.ts'
import { readCursor, type SearchCursor, writeCursor } from './search-cursor.ts'

const sliceMs = 40

/** Gives the function that answers one slice of a count; it throws `bad-input` where the query cannot be understood. */
export function createSearchCount(begin: BeginSearch, finder: EventFinder) {
  return ({ query, cursor }: CountInput): CountSlice => {
    const from: SearchCursor =
      cursor === null ? { now: Date.now(), run: null, seq: null, hits: 0 } : readCursor(cursor)
    const { candidates, newest } = begin(query, null, from.now)
    const deadline = performance.now() + sliceMs
    const counts: HitCount[] = []
    const start = from.run === null ? 0 : firstAtMost(candidates, from.run)
    const stopAt = (run: number, seq: number | null): CountSlice => ({
      counts,
      cursor: writeCursor({ now: from.now, run, seq, hits: 0 }),
      done: false,
    })

    for (let i = start; i < candidates.length; i++) {
      const candidate = candidates[i]
      if (candidate === undefined) break
      const { run, clauses, itself, older } = candidate
      if (i > start && performance.now() > deadline) return stopAt(run.id, null)
      const resumed = from.run === run.id ? from.seq : null
      const to =
        clauses === null
          ? 0
          : (resumed ?? Math.min(run.events, newest?.newestIn(run.id, run.events, older) ?? run.events))
      let hits = 0
      const next =
        clauses === null || to === 0
          ? null
          : finder.find(
              clauses,
              from.now,
              true,
              newest,
            )({ run: run.id, from: 1, to, direction: 'down' }, deadline, () => {
              hits++
              return true
            })
      if (hits > 0 || itself || resumed !== null)
        counts.push({ run: run.id, hits, itself, complete: next === null })
      if (next !== null) return stopAt(run.id, next)
    }
    return { counts, cursor: null, done: true }
  }
}
