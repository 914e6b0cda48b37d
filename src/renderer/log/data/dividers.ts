// The lines that stand between the rows of a log: where an attempt began, where a gap is, how the last stream ended. Pure.
// One line per attempt was rejected for attempts that brought nothing: a server that flaps all night would bury the log.

import type { Attempt, Gap } from '../../../core/run/run.ts'
import { formatGap } from '../../../core/run/words.ts'

/** One line, standing after the event `afterSeq` (0: before the first). */
export type Divider = {
  readonly key: string
  readonly afterSeq: number
  readonly text: string
  readonly tone: 'plain' | 'gap' | 'lost'
}

type Recording = { readonly attempts: readonly Attempt[]; readonly gaps: readonly Gap[] }

/** The lines of a log of `events` events, in order. `clock` writes a time of day. */
export function dividersOf(
  { attempts, gaps }: Recording,
  events: number,
  clock: (at: number) => string,
): readonly Divider[] {
  const places = [...new Set([...attempts, ...gaps].map((one) => one.afterSeq))].sort((a, b) => a - b)
  const dividers = places.map((afterSeq): Divider => {
    const here = attempts.filter((one) => one.afterSeq === afterSeq)
    const lost = gaps.filter((one) => one.afterSeq === afterSeq)
    const parts = [...lost.map((gap) => formatGap(gap, clock)), sayAttempts(here, clock)]
    const missed = lost.some((gap) => gap.missed !== 'nothing')
    return {
      key: `${afterSeq}`,
      afterSeq,
      text: parts.filter((part) => part !== '').join(' · '),
      tone: lost.length === 0 ? 'plain' : missed ? 'lost' : 'gap',
    }
  })
  const last = attempts.at(-1)
  if (last === undefined || last.endedAt === null || last.ending === null || events <= last.afterSeq)
    return dividers
  const text = `${clock(last.endedAt)} ${last.ending}`
  return [...dividers, { key: 'end', afterSeq: events, text, tone: 'plain' }]
}

/** `attempt 2 at 12:03:41, HTTP 200`, or `attempts 2–9, the last at 12:07:10, no answer`. */
function sayAttempts(attempts: readonly Attempt[], clock: (at: number) => string): string {
  const first = attempts[0]
  const last = attempts.at(-1)
  if (first === undefined || last === undefined) return ''
  const status = last.status === null ? '' : `, HTTP ${last.status}`
  return first === last
    ? `attempt ${last.number} at ${clock(last.startedAt)}${status}`
    : `attempts ${first.number}–${last.number}, the last at ${clock(last.startedAt)}${status}`
}

/** A line and the place in the filtered log of the row it stands before. */
export type Placed = { readonly before: number; readonly divider: Divider }

type Rows = {
  readonly total: number
  readonly index: number
  readonly rows: readonly { readonly seq: number }[]
}

/** How many rows are asked for at once while a place is looked for. */
const probe = 500
/** How many rows about the first guess. */
const near = 200

/**
 * The number of rows with a sequence number up to `afterSeq`, which is where a line after it stands. `hidden` is about how
 * many rows the filter left out of the whole log, null where it leaves out none; a search among the rows finds the rest. It
 * begins where the row would stand if the rows left out were spread evenly over the log's `events`.
 */
export async function placeAfter(
  afterSeq: number,
  hidden: number | null,
  fetchRows: (index: number, limit: number) => Promise<Rows>,
  events: number | null = null,
): Promise<number> {
  if (afterSeq === 0 || hidden === null) return afterSeq
  let low = Math.max(0, afterSeq - hidden)
  let high = afterSeq
  if (events !== null && high - low >= probe) {
    const guess = Math.floor(afterSeq * Math.max(0, 1 - hidden / Math.max(1, events)))
    const from = Math.max(low, guess - near / 2)
    const { index, rows } = await fetchRows(from, near)
    const later = rows.findIndex((row) => row.seq > afterSeq)
    if (later > 0) return index + later
    if (later === 0) high = Math.min(high, index)
    else low = Math.max(low, index + rows.length)
  }
  while (high - low >= probe) {
    const middle = Math.floor((low + high) / 2)
    const { rows } = await fetchRows(middle, 1)
    const row = rows[0]
    if (row !== undefined && row.seq <= afterSeq) low = middle + 1
    else high = middle
  }
  for (;;) {
    const { index, rows } = await fetchRows(low, probe)
    const later = rows.findIndex((row) => row.seq > afterSeq)
    if (later > 0) return index + later
    if (low === 0 || (later === -1 && rows.length > 0)) return index + (later === -1 ? rows.length : 0)
    // More rows were left out than was known: the place is further up.
    low = Math.max(0, low - probe)
  }
}
