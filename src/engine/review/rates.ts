// How many events of a run arrived in each of some stretches of time. Few are read one by one; for many, the edges of the
// stretches are looked for, so that an answer takes as long for ten million events as for ten thousand. Where the clock was
// set back, events near that edge may be counted in the stretch beside theirs; none is lost or counted twice.

import type { Rates } from '../log/log-review.ts'
import type { RunReader } from '../log/run-reader.ts'

/** Up to this many events after the first edge are read. */
const mostRead = 4_096

/** Gives the function that counts the events of `run` in `buckets` stretches of `widthMs`, the first of which begins at `from`. */
export function createRates(log: Pick<RunReader, 'count' | 'atOf' | 'times' | 'together'>) {
  /** The first of events `low` to `high` - 1 that arrived at `at` or later; `high` where none did. */
  const seqFrom = (run: number, first: number, end: number, at: number): number => {
    let [low, high] = [first, end]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (log.atOf(run, middle) < at) low = middle + 1
      else high = middle
    }
    return low
  }

  const measure = (run: number, from: number, widthMs: number, buckets: number): Rates => {
    const events = log.count(run)
    const end = events + 1
    const counts = new Array<number>(buckets).fill(0)
    let first = seqFrom(run, 1, end, from)
    if (end - first <= mostRead) {
      for (const at of events < first ? [] : log.times(run, first, events)) {
        const index = Math.floor((at - from) / widthMs)
        const known = counts[index]
        if (known !== undefined) counts[index] = known + 1
      }
      return { events, counts }
    }
    for (let i = 0; i < buckets; i++) {
      const next = seqFrom(run, first, end, from + (i + 1) * widthMs)
      counts[i] = next - first
      first = next
    }
    return { events, counts }
  }

  return (run: number, from: number, widthMs: number, buckets: number): Rates =>
    log.together(() => measure(run, from, widthMs, buckets))
}
