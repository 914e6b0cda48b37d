// Where the pings of a run are, so that "row 700,000 without pings" is found without walking the log. Pings are few and
// events many: the list of pings is kept, read through its own partial index, and grows with the run.

import type Database from 'better-sqlite3'
import { eventKey, runShift } from '../rows/keys.ts'

const keptRuns = 8

/**
 * Gives, for a run, the number of its pings, the sequence number of the n-th row that is none (from 0), and how many pings
 * there are up to an event.
 */
export function createPingIndex(db: Database.Database) {
  const next = db
    .prepare('SELECT key FROM events INDEXED BY pings WHERE key > ? AND key < ? AND flags & 1')
    .pluck()
  const kept = new Map<number, number[]>()

  return (run: number) => {
    const pings = kept.get(run) ?? []
    for (const key of next.all(eventKey(run, pings.at(-1) ?? 0), (run + 1) * runShift)) {
      pings.push(Number(key) - run * runShift)
    }
    kept.delete(run)
    kept.set(run, pings)
    if (kept.size > keptRuns) kept.delete(kept.keys().next().value ?? run)
    return {
      count: pings.length,
      seqOf: (index: number) => index + 1 + pingsBefore(pings, index),
      upTo: (seq: number) => countUpTo(pings, seq),
    }
  }
}

/** How many pings stand before the row with `index` others before it: the first i with `pings[i] - i - 1 > index`. */
function pingsBefore(pings: readonly number[], index: number): number {
  let low = 0
  let high = pings.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((pings[middle] ?? 0) - middle - 1 > index) high = middle
    else low = middle + 1
  }
  return low
}

/** How many of the ascending `pings` are `seq` or less. */
function countUpTo(pings: readonly number[], seq: number): number {
  let low = 0
  let high = pings.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((pings[middle] ?? 0) <= seq) low = middle + 1
    else high = middle
  }
  return low
}
