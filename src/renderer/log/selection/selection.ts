// Which rows of a log are selected: the stretch between the row where selecting began and the row where it has come to, by
// place in the filtered log. Pure. Single rows picked here and there were rejected: what is copied should be what stood
// together.

/** At most this many rows are selected, because what is selected can be copied. */
export const mostSelected = 5_000

export type Selection = { readonly anchor: number; readonly head: number }
export type Range = { readonly first: number; readonly last: number }

/** First and last row. */
export function rangeOf({ anchor, head }: Selection): Range {
  return { first: Math.min(anchor, head), last: Math.max(anchor, head) }
}

export function sizeOf(selection: Selection | null): number {
  return selection === null ? 0 : Math.abs(selection.head - selection.anchor) + 1
}

export function holds(selection: Selection | null, index: number): boolean {
  if (selection === null) return false
  const { first, last } = rangeOf(selection)
  return index >= first && index <= last
}

/** The selection from where it began to `head`, in a log of `total` rows. */
export function extended(anchor: number, head: number, total: number): Selection {
  const to = Math.min(total - 1, Math.max(0, head))
  const reach = mostSelected - 1
  return { anchor, head: Math.min(anchor + reach, Math.max(anchor - reach, to)) }
}

/** All rows; in a log of more than can be selected those around `near`. */
export function everything(total: number, near: number): Selection | null {
  if (total === 0) return null
  const first = Math.max(0, Math.min(near - Math.floor(mostSelected / 2), total - mostSelected))
  return { anchor: first, head: Math.min(total, first + mostSelected) - 1 }
}
