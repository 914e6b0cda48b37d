// What the timeline shows of a run: the whole of it, or a stretch that all charts, the stages and the table share. Keys work
// anywhere in the tab.

import { useEffect, useMemo, useState } from 'react'
import type { Figures } from '../../core/figures/figures.ts'
import { wholeSpan } from './timeline-data.ts'
import { useScrub } from './use-scrub.ts'
import { chosen, moved, type Span, zoomed } from './zoom.ts'

export type Zoom = {
  /** Not the whole run is shown. */
  readonly zoomed: boolean
  /** Shows a stretch, or all of it (null). */
  readonly to: (span: Span | null) => void
  /** Around the playhead where it is in sight, else around the middle. */
  readonly in: () => void
  readonly out: () => void
}

const step = 0.25

/** The shared zoom of the tab of `figures`. */
export function useZoom(figures: Figures): { readonly span: Span; readonly zoom: Zoom } {
  const { run, startedAt, endedAt, widthMs } = figures
  const [place, setPlace] = useState<Span | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the span goes by these three
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
  useEffect(() => {
    const acts: Readonly<Record<string, () => void>> = {
      '+': zoom.in,
      '=': zoom.in,
      '-': zoom.out,
      '0': () => zoom.to(null),
      'Shift ArrowLeft': () => setPlace(moved(span, whole, -step)),
      'Shift ArrowRight': () => setPlace(moved(span, whole, step)),
    }
    const onKey = (event: KeyboardEvent) => {
      const { key, shiftKey, ctrlKey, metaKey, altKey, target } = event
      const other = ctrlKey || metaKey || altKey || event.defaultPrevented
      if (other || !(target instanceof Element) || isElsewhere(target)) return
      const act = acts[shiftKey && key.startsWith('Arrow') ? `Shift ${key}` : key]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [zoom, span, whole])
  return { span, zoom }
}

function isElsewhere(target: Element): boolean {
  return target.matches('input, textarea, select') || document.querySelector('dialog[open]') !== null
}
