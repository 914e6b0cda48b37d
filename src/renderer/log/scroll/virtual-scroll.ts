// The arithmetic of scrolling more rows than an element can be high. Pure. Browsers limit elements to about 16 million px;
// ten million rows are 260 million. Up to a limit the scroll position is exact; beyond it, small movements move by rows,
// large ones (dragging the thumb, a jump) in proportion, and the thumb is corrected afterwards.

/** The maximum height of the scrolled element, px. */
export const maxPx = 8_000_000
/** Movements up to this many px come from a wheel or a key; dragging the thumb of such a long list moves further. */
const smallPx = 5_000

/** `content`: height of all rows, px; `view`: height of the visible part. */
export type Geometry = { readonly content: number; readonly view: number }
/** `offset`: px of rows above the visible part; `top`: the scrollTop of the element. */
export type ScrollPosition = { readonly offset: number; readonly top: number }

/** The height of the scrolled element. */
export function elementHeight(content: number): number {
  return Math.min(content, maxPx)
}

/** The largest offset: the last row at the lower edge. */
export function lastOffset({ content, view }: Geometry): number {
  return Math.max(0, content - view)
}

/** The scrollTop for `offset`, in whole px, because the browser rounds it. */
export function topFor(offset: number, geometry: Geometry): number {
  const { content, view } = geometry
  if (content <= maxPx) return offset
  return Math.round((offset / lastOffset(geometry)) * (maxPx - view))
}

/** The offset after the browser moved the element from `known` to `top`. */
export function offsetAfter(known: ScrollPosition, top: number, geometry: Geometry): number {
  const { content, view } = geometry
  const last = lastOffset(geometry)
  if (content <= maxPx) return clamp(top, last)
  // At either end the offset is exact, however small the movement was.
  if (top <= 0) return 0
  if (top >= maxPx - view - 1) return last
  const moved = top - known.top
  if (Math.abs(moved) <= smallPx) return clamp(known.offset + moved, last)
  return clamp((top / (maxPx - view)) * last, last)
}

/** Whether scrolling is proportional, so that wheel events must be handled. */
export function isScaled({ content }: Geometry): boolean {
  return content > maxPx
}

/** The distance of a wheel event, px (UI Events, 5.4.2: pixels, lines or pages). */
export function wheelPx(
  event: { readonly deltaY: number; readonly deltaMode: number },
  line: number,
  page: number,
): number {
  return event.deltaY * ([1, line, page][event.deltaMode] ?? 1)
}

/** The rows to draw, with `overscan` more on either side; `[0, -1]` for an empty list. */
export function visibleRows(
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
