// The selected rows of a log: a range between the anchor, where selecting began, and the head, by index in the filtered log.
// Pure. Selecting single rows was rejected: what is copied should be consecutive.

/** The maximum number of selected rows, because they can be copied. */
export const maxSelected = 5_000

export type Selection = { readonly anchor: number; readonly head: number }
export type Range = { readonly first: number; readonly last: number }

/** First and last row. */
export function rangeOf({ anchor, head }: Selection): Range {
  return { first: Math.min(anchor, head), last: Math.max(anchor, head) }
}

export function sizeOf(selection: Selection | null): number {
  return selection === null ? 0 : Math.abs(selection.head - selection.anchor) + 1
}

export function isSelected(selection: Selection | null, index: number): boolean {
  if (selection === null) return false
  const { first, last } = rangeOf(selection)
  return index >= first && index <= last
}

/** The selection from `anchor` to `head`, within a log of `total` rows. */
export function extended(anchor: number, head: number, total: number): Selection {
  const to = Math.min(total - 1, Math.max(0, head))
  const reach = maxSelected - 1
  return { anchor, head: Math.min(anchor + reach, Math.max(anchor - reach, to)) }
}

/** All rows; where they are too many, those around `near`. */
export function everything(total: number, near: number): Selection | null {
  if (total === 0) return null
  const first = Math.max(0, Math.min(near - Math.floor(maxSelected / 2), total - maxSelected))
  return { anchor: first, head: Math.min(total, first + maxSelected) - 1 }
}
