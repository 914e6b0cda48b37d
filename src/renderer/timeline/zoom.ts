// The arithmetic of zooming and panning. Pure; times are epoch ms. Null is the whole run, so that a growing run stays shown
// as a whole.

export type Span = readonly [from: number, to: number]

/** The minimum width of the visible part, ms. */
const minWidthMs = 20

/** `span` scaled by `factor` around `middle`, within `whole`; null where that is all of it. */
export function zoomed(span: Span, whole: Span, factor: number, middle: number | null): Span | null {
  const centre = middle !== null && middle >= span[0] && middle <= span[1] ? middle : (span[0] + span[1]) / 2
  const part = (centre - span[0]) / Math.max(1, span[1] - span[0])
  const width = Math.max(minWidthMs, (span[1] - span[0]) * factor)
  return clampSpan(centre - part * width, width, whole)
}

/** `span` moved by `step` times its width, within `whole`; null where that is all of it. */
export function moved(span: Span, whole: Span, step: number): Span | null {
  const width = span[1] - span[0]
  return clampSpan(span[0] + step * width, width, whole)
}

/** The part that a drag selected, at least of the minimum width. */
export function chosen([from, to]: Span, whole: Span): Span | null {
  const width = Math.max(minWidthMs, to - from)
  return clampSpan((from + to - width) / 2, width, whole)
}

function clampSpan(from: number, width: number, whole: Span): Span | null {
  if (width >= whole[1] - whole[0]) return null
  const start = Math.min(Math.max(from, whole[0]), whole[1] - width)
  return [start, start + width]
}
