// Where a log stands, between three ways of counting: slots of the list, places in the filtered log, and sequence numbers.
// A row that is not held has its sequence number guessed in proportion, which is good enough to draw by and never to act by.

import type { Log } from '../data/use-log.ts'
import { slotAt } from './slots.ts'
import { pingsBefore, type Strip } from './strip-shape.ts'

type Rows = Pick<Log, 'pages' | 'placed' | 'total'>

/** The place of the event in `slot`, or of the next one after the dividing lines there; `total` where there is none. */
export function indexAt(slot: number, { placed, total }: Rows): number {
  for (let i = slot; i <= slot + placed.length; i++) {
    const content = slotAt(i, placed)
    if (content.type === 'event') return Math.min(Math.max(0, content.index), total ?? 0)
  }
  return total ?? 0
}

/** The sequence number of the row at `index`; null while the row is not held. */
export function seqOf(index: number, { pages }: Rows): number | null {
  return pages?.row(index)?.seq ?? null
}

/** About the sequence number of the row at `index`, of a log of `events`. */
export function aboutSeqOf(index: number, log: Rows, events: number): number {
  const known = seqOf(index, log)
  if (known !== null) return known
  const share = (index + 1) / Math.max(1, log.total ?? 0)
  return Math.min(events, Math.max(1, Math.round(share * events)))
}

/** About the place of event `seq` in the filtered log. */
export function aboutIndexOf(
  seq: number,
  { total }: Rows,
  strip: Strip,
  filter: { readonly pings: boolean; readonly query: string },
): number {
  if (filter.query !== '') return Math.round(((seq - 1) * (total ?? 0)) / Math.max(1, strip.events))
  return filter.pings ? seq - 1 : seq - 1 - pingsBefore(seq, strip.buckets)
}
