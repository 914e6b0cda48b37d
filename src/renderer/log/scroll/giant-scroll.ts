// The arithmetic of scrolling through more rows than a browser can be high. Pure. Browsers end at some 16 million px; ten
// million rows are 260 million. Up to a limit the scrollbar is true to the pixel; beyond it, small movements still move
// row by row, large ones (the thumb, a jump) move in proportion, and the thumb is put right when the movement has ended.

/** The highest element that is asked of the browser, px. */
export const mostPx = 8_000_000
/** Movements up to this many px are a wheel's or a key's; the thumb of a list this long jumps further. */
const smallPx = 5_000

/** `content`: height of all rows, px; `view`: height of the window on them. */
export type Geometry = { readonly content: number; readonly view: number }
/** `offset`: how far down the rows the window stands; `top`: the element's scrollTop. */
export type Place = { readonly offset: number; readonly top: number }

/** The height that the scrolled element is given. */
export function elementHeight(content: number): number {
  return Math.min(content, mostPx)
}

/** The largest offset: the last row at the window's lower edge. */
export function lastOffset({ content, view }: Geometry): number {
  return Math.max(0, content - view)
}

/** Where the thumb belongs for `offset`, in whole px, so that the browser does not round it to another place. */
export function topFor(offset: number, geometry: Geometry): number {
  const { content, view } = geometry
  if (content <= mostPx) return offset
  return Math.round((offset / lastOffset(geometry)) * (mostPx - view))
}

/** The offset after the browser moved the element from `known` to `top`. */
export function offsetAfter(known: Place, top: number, geometry: Geometry): number {
  const { content, view } = geometry
  const last = lastOffset(geometry)
  if (content <= mostPx) return clamp(top, last)
  // A thumb that stands at either end means that end, however small the movement that brought it there.
  if (top <= 0) return 0
  if (top >= mostPx - view - 1) return last
  const moved = top - known.top
  if (Math.abs(moved) <= smallPx) return clamp(known.offset + moved, last)
  return clamp((top / (mostPx - view)) * last, last)
}

/** Whether the scrollbar moves in proportion only, so that wheels must be counted by hand. */
export function isScaled({ content }: Geometry): boolean {
  return content > mostPx
}

/** What a wheel event asks for, px (UI Events, 5.4.2: pixels, lines or pages). */
export function wheelPx(
  event: { readonly deltaY: number; readonly deltaMode: number },
  line: number,
  page: number,
): number {
  return event.deltaY * ([1, line, page][event.deltaMode] ?? 1)
}

/** The rows to draw, first to last, with `overscan` more on either side; an empty list gives `[0, -1]`. */
export function rowsInSight(
  offset: number,
  rowHeight: number,
  { content, view }: Geometry,
  overscan: number,
): readonly [first: number, last: number] {
  const count = Math.round(content / rowHeight)
  const first = Math.floor(offset / rowHeight) - overscan
  const last = Math.ceil((offset + view) / rowHeight) - 1 + overscan
  return [Math.max(0, first), Math.min(count - 1, last)]
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value))
}
