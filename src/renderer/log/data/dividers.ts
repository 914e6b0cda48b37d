// The dividing lines between the rows of a log: where an attempt began, where a gap is, where a rule fired, how the last stream ended. Pure. A
// line for every attempt without events was rejected: a server that fails all night would fill the log.

import type { Alert } from '../../../core/alerts/alert.ts'
import { needsSomeone } from '../../../core/alerts/open-alert.ts'
import type { Attempt, Gap } from '../../../core/run/run.ts'
import { formatGap } from '../../../core/run/words.ts'
import { typeWords } from '../../alerts/model/words.ts'

/** A line after the event `afterSeq`; 0 is before the first. */
export type Divider = {
  readonly key: string
  readonly afterSeq: number
  readonly text: string
  readonly tone: 'plain' | 'gap' | 'lost' | 'noted' | 'alert'
}

type Recording = {
  readonly attempts: readonly Attempt[]
  readonly gaps: readonly Gap[]
  readonly alerts?: readonly Alert[]
}

/** The lines of a log of `events` events, in order. `clock` formats a time of day. */
export function dividersOf(
  { attempts, gaps, alerts = [] }: Recording,
  events: number,
  clock: (at: number) => string,
): readonly Divider[] {
  const places = [...new Set([...attempts, ...gaps].map((one) => one.afterSeq))].sort((a, b) => a - b)
  const dividers = places.map((afterSeq): Divider => {
    const here = attempts.filter((one) => one.afterSeq === afterSeq)
    const lost = gaps.filter((one) => one.afterSeq === afterSeq)
    const parts = [...lost.map((gap) => formatGap(gap, clock)), formatAttempts(here, clock)]
    const missed = lost.some((gap) => gap.missed !== 'nothing')
    return {
      key: `${afterSeq}`,
      afterSeq,
      text: parts.filter((part) => part !== '').join(' · '),
      tone: lost.length === 0 ? 'plain' : missed ? 'lost' : 'gap',
    }
  })
  const lines = withAlerts(dividers, alerts, events, clock)
  const last = attempts.at(-1)
  if (last === undefined || last.endedAt === null || last.ending === null || events <= last.afterSeq)
    return lines
  const text = `${clock(last.endedAt)} ${last.ending}`
  return [...lines, { key: 'end', afterSeq: events, text, tone: 'plain' }]
}

/** The lines of alerts after those of the wire at the same place; several at one place are one line. */
function withAlerts(
  dividers: readonly Divider[],
  alerts: readonly Alert[],
  events: number,
  clock: (at: number) => string,
): readonly Divider[] {
  if (alerts.length === 0) return dividers
  const placed = Map.groupBy(alerts, ({ seq, afterSeq }) => Math.min(seq ?? afterSeq, events))
  const lines = [...placed].map(
    ([afterSeq, here]): Divider => ({
      key: `alert ${here[0]?.id}`,
      afterSeq,
      text: here.map((alert) => formatAlert(alert, clock)).join(' · '),
      tone: here.some(needsSomeone) ? 'alert' : 'noted',
    }),
  )
  return [...dividers, ...lines].toSorted((a, b) => a.afterSeq - b.afterSeq)
}

/** `12:03:41 stalled: silent for 31 s, usually 15 s; back after 40 s`. */
function formatAlert({ at, type, cause, resolution }: Alert, clock: (at: number) => string): string {
  const end = resolution === null ? '' : `; ${resolution}`
  return `${clock(at)} ${typeWords[type].toLowerCase()}: ${cause}${end}`
}

/** `attempt 2 at 12:03:41, HTTP 200`, or `attempts 2–9, the last at 12:07:10, no answer`. */
function formatAttempts(attempts: readonly Attempt[], clock: (at: number) => string): string {
  const first = attempts[0]
  const last = attempts.at(-1)
  if (first === undefined || last === undefined) return ''
  const status = last.status === null ? '' : `, HTTP ${last.status}`
  return first === last
    ? `attempt ${last.number} at ${clock(last.startedAt)}${status}`
    : `attempts ${first.number}–${last.number}, the last at ${clock(last.startedAt)}${status}`
}

/** A line and the index, in the filtered log, of the row after it. */
export type PlacedDivider = { readonly before: number; readonly divider: Divider }

type Rows = {
  readonly total: number
  readonly index: number
  readonly rows: readonly { readonly seq: number }[]
}

/** Rows per request while an index is searched. */
const probe = 500
/** Rows around the first guess. */
const near = 200

/**
 * The number of rows with a sequence number up to `afterSeq`, which is the index of a line after it. `hidden` is about how
 * many rows the filter hides in the whole log; null for none. A binary search among the rows finds the exact index. With
 * `events`, the length of the log, it starts at a guess: hidden rows are assumed to be spread evenly.
 */
export async function indexAfter(
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
    // More rows are hidden than was assumed: the index is lower.
    low = Math.max(0, low - probe)
  }
}
