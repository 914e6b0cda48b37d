// The arithmetic of zooming: a stretch of a run made narrower, wider, or moved along. Pure; times are epoch ms. Null stands
// for the whole run, so that a run that grows is still shown whole.

export type Span = readonly [from: number, to: number]

/** Nothing is shown narrower than this, ms. */
const narrowest = 20

/** `span` made `factor` times as wide around `middle`, within `whole`; null once that is all of it. */
export function zoomed(span: Span, whole: Span, factor: number, middle: number | null): Span | null {
  const centre = middle !== null && middle >= span[0] && middle <= span[1] ? middle : (span[0] + span[1]) / 2
  const part = (centre - span[0]) / Math.max(1, span[1] - span[0])
  const width = Math.max(narrowest, (span[1] - span[0]) * factor)
  return held(centre - part * width, width, whole)
}

/** `span` moved by `step` times its width, within `whole`; null once that is all of it. */
export function moved(span: Span, whole: Span, step: number): Span | null {
  const width = span[1] - span[0]
  return held(span[0] + step * width, width, whole)
}

/** What a drag has chosen, not narrower than can be shown. */
export function chosen([from, to]: Span, whole: Span): Span | null {
  const width = Math.max(narrowest, to - from)
  return held((from + to - width) / 2, width, whole)
}

function held(from: number, width: number, whole: Span): Span | null {
  if (width >= whole[1] - whole[0]) return null
  const start = Math.min(Math.max(from, whole[0]), whole[1] - width)
  return [start, start + width]
}
