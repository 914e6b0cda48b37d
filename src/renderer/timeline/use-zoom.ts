// The zoom of the timeline, shared by charts, stages and table: the whole run, or a part of it. Its keys work anywhere in
// the tab.

import { useMemo, useState } from 'react'
import type { Figures } from '../../core/figures/figures.ts'
import { textFields } from '../desk/focused.ts'
import { useShortcuts } from '../desk/use-shortcuts.ts'
import { wholeSpan } from './timeline-data.ts'
import { useScrub } from './use-scrub.ts'
import { chosen, moved, type Span, zoomed } from './zoom.ts'

export type Zoom = {
  /** Only a part of the run is shown. */
  readonly zoomed: boolean
  /** Shows a part of the run, or all of it (null). */
  readonly to: (span: Span | null) => void
  /** Around the playhead if it is visible, else around the middle. */
  readonly in: () => void
  readonly out: () => void
}

const step = 0.25

/** The shared zoom of the tab of `figures`. */
export function useZoom(figures: Figures): { readonly span: Span; readonly zoom: Zoom } {
  const { run, startedAt, endedAt, widthMs } = figures
  const [place, setPlace] = useState<Span | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the span depends on these three
  const whole = useMemo(() => wholeSpan(figures), [startedAt, endedAt, widthMs])
  const head = useScrub((state) => (state.run === run ? (state.head?.at ?? null) : null))
  const span = place ?? whole
  const zoom = useMemo<Zoom>(
    () => ({
      zoomed: place !== null,
      to: (next) => setPlace(next === null ? null : chosen(next, whole)),
      in: () => setPlace(zoomed(span, whole, 1 / 2, head)),
      out: () => setPlace(zoomed(span, whole, 2, head)),
    }),
    [place, span, whole, head],
  )
  useShortcuts(
    'timeline',
    {
      'zoom-in': zoom.in,
      'zoom-out': zoom.out,
      'whole-run': () => zoom.to(null),
      'pan-back': () => setPlace(moved(span, whole, -step)),
      'pan-on': () => setPlace(moved(span, whole, step)),
    },
    { ignore: textFields },
  )
  return { span, zoom }
}
