// The list that the log draws: events, with lines put between them, all of one height. Pure. Rows of several heights were
// rejected: the place of a row among millions would have to be found by adding up all before it.

import type { Divider, Placed } from '../data/dividers.ts'

export type Slot =
  | { readonly type: 'event'; readonly index: number }
  | { readonly type: 'divider'; readonly divider: Divider }

/** The number of slots for `total` events. */
export function slotCount(total: number, placed: readonly Placed[]): number {
  return total + placed.length
}

/** What stands in `slot`; `placed` is in order. */
export function slotAt(slot: number, placed: readonly Placed[]): Slot {
  const before = linesBefore(slot, placed)
  const line = placed[before]
  if (line !== undefined && line.before + before === slot) return { type: 'divider', divider: line.divider }
  return { type: 'event', index: slot - before }
}

/** The slot of the event at `index`. */
export function slotOf(index: number, placed: readonly Placed[]): number {
  let low = 0
  let high = placed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((placed[middle]?.before ?? 0) <= index) low = middle + 1
    else high = middle
  }
  return index + low
}

/** How many lines stand in slots before `slot`. The k-th line stands in slot `before + k`. */
function linesBefore(slot: number, placed: readonly Placed[]): number {
  let low = 0
  let high = placed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((placed[middle]?.before ?? 0) + middle < slot) low = middle + 1
    else high = middle
  }
  return low
}
