// A run's events page by page, in order, for whoever prints them, and the next page only when the last one was taken. That
// a page holds a few megabytes at most, however large the single event is, is the log's own doing.

import type { EventRow } from '../../core/run/run.ts'

/** The first page is short, so that something is there to be seen soon. */
const firstPage = 50
const largestPage = 1_000

/** The rows from `from` to `upTo`, both included. `pull` is the log's own, synchronous or not. */
export async function* eventPages(
  pull: (from: number, limit: number) => Promise<EventRow[]> | EventRow[],
  from: number,
  upTo: number,
): AsyncGenerator<readonly EventRow[]> {
  for (let next = from; next <= upTo; ) {
    const most = next === from ? firstPage : largestPage
    const rows = await pull(next, Math.min(most, upTo - next + 1))
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    next = last.seq + 1
  }
}
