// A run's events page by page, in order, for whoever prints them: never more at once than a few megabytes, however large
// the single event is, and the next page only when the last one was taken.

import type { EventRow } from '../core/run.ts'

const firstPage = 50
const largestPage = 1_000
/** UTF-16 units of data that a page should hold. */
const pageUnits = 2 ** 20

/** The rows from `from` to `upTo`, both included. `pull` is the log's own, synchronous or not. */
export async function* eventPages(
  pull: (from: number, limit: number) => Promise<EventRow[]> | EventRow[],
  from: number,
  upTo: number,
): AsyncGenerator<readonly EventRow[]> {
  let next = from
  let size = firstPage
  while (next <= upTo) {
    const rows = await pull(next, Math.min(size, upTo - next + 1))
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    next = last.seq + 1
    const units = rows.reduce((sum, row) => sum + row.data.length, 1)
    size = Math.max(1, Math.min(largestPage, size * 2, Math.floor((pageUnits * rows.length) / units)))
  }
}
