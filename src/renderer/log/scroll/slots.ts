// The slots of the list: events with dividing lines between them, all of one height. Pure. Rows of different heights were
// rejected: the position of a row among millions would be the sum of all heights before it.

import type { Divider, PlacedDivider } from '../data/dividers.ts'

export type Slot =
  | { readonly type: 'event'; readonly index: number }
  | { readonly type: 'divider'; readonly divider: Divider }

/** The number of slots for `total` events. */
export function slotCount(total: number, placed: readonly PlacedDivider[]): number {
  return total + placed.length
}

/** The content of `slot`; `placed` must be in order. */
export function slotAt(slot: number, placed: readonly PlacedDivider[]): Slot {
  const before = linesBefore(slot, placed)
  const line = placed[before]
  if (line !== undefined && line.before + before === slot) return { type: 'divider', divider: line.divider }
  return { type: 'event', index: slot - before }
}

/** The slot of the event at `index`. */
export function slotOf(index: number, placed: readonly PlacedDivider[]): number {
  let low = 0
  let high = placed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((placed[middle]?.before ?? 0) <= index) low = middle + 1
    else high = middle
  }
  return index + low
}

/** The number of lines before `slot`. The k-th line is in slot `before + k`. */
function linesBefore(slot: number, placed: readonly PlacedDivider[]): number {
  let low = 0
  let high = placed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((placed[middle]?.before ?? 0) + middle < slot) low = middle + 1
    else high = middle
  }
  return low
}
