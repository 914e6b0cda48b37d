// Conversions between slots of the list, indexes in the filtered log, and sequence numbers. The sequence number of a row
// that is not loaded is estimated in proportion: good enough to draw, never to act on.

import type { RowFilter } from '../../../core/contract/contract.ts'
import type { Log } from '../data/use-log.ts'
import { slotAt } from './slots.ts'
import { pingsBefore, type Strip } from './strip-shape.ts'

type Rows = Pick<Log, 'pages' | 'placed' | 'total'>

/** The index of the event in `slot`, or of the next one after dividing lines; `total` where there is none. */
export function indexAt(slot: number, { placed, total }: Rows): number {
  for (let i = slot; i <= slot + placed.length; i++) {
    const content = slotAt(i, placed)
    if (content.type === 'event') return Math.min(Math.max(0, content.index), total ?? 0)
  }
  return total ?? 0
}

/** The sequence number of the row at `index`; null while it is not loaded. */
export function seqOf(index: number, { pages }: Rows): number | null {
  return pages?.row(index)?.seq ?? null
}

/** The sequence number of the row at `index`, estimated where it is not loaded; `events` is the length of the log. */
export function estimateSeq(index: number, log: Rows, events: number): number {
  const known = seqOf(index, log)
  if (known !== null) return known
  const share = (index + 1) / Math.max(1, log.total ?? 0)
  return Math.min(events, Math.max(1, Math.round(share * events)))
}

/** The estimated index of event `seq` in the filtered log. */
export function estimateIndex(
  seq: number,
  { total }: Rows,
  strip: Strip,
  filter: Pick<RowFilter, 'pings' | 'query' | 'chunks'>,
): number {
  if (filter.query !== '' || filter.chunks === 'joined')
    return Math.round(((seq - 1) * (total ?? 0)) / Math.max(1, strip.events))
  return filter.pings ? seq - 1 : seq - 1 - pingsBefore(seq, strip.buckets)
}
