// A page of a log in which the pieces of a text are one row each time they came one after the other. Pure arithmetic over
// the stretches of such pieces and the pings: its cost is the page's, whatever the length of the log.

import type { EventRow } from '../../../core/run/run.ts'
import { type ChunkStretch, joinedUpTo, stretchAt } from './chunk-stretches.ts'

type Page = {
  /** The events of the run. */
  readonly total: number
  readonly stretches: readonly ChunkStretch[]
  /** How many hidden pings there are up to an event. */
  readonly pings: (seq: number) => number
  readonly index: number
  readonly limit: number
  readonly rowAt: (seq: number) => EventRow
  /** The beginning of what a stretch says. */
  readonly textOf: (from: number, to: number) => string
}

/** The rows from `index` on, and how many there are in all. */
export function joinedWindow({ total, stretches, pings, index, limit, rowAt, textOf }: Page) {
  const placeOf = (seq: number) => seq - pings(seq) - joinedUpTo(stretches, seq)
  const all = placeOf(total)
  const rows: EventRow[] = []
  for (let i = index; i < Math.min(index + limit, all); i++) {
    const seq = firstAt(i + 1, total, placeOf)
    const row = rowAt(seq)
    const stretch = stretchAt(stretches, seq)
    rows.push(stretch?.from === seq ? { ...row, until: stretch.to, message: textOf(seq, stretch.to) } : row)
  }
  return { total: all, index, rows }
}

/** The first event with `place` rows up to it, itself included. */
function firstAt(place: number, total: number, placeOf: (seq: number) => number): number {
  let low = 1
  let high = total
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (placeOf(middle) >= place) high = middle
    else low = middle + 1
  }
  return low
}
