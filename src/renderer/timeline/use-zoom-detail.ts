// The buckets of a zoomed timeline: finer figures are requested where those of the whole run are too coarse, once the zoom
// has not changed for a moment. Until then, and where they are refused, those of the whole run are used.

import { useEffect, useState } from 'react'
import type { Closer, Figures } from '../../core/figures/figures.ts'
import { stretchWidth } from '../../core/figures/measure.ts'
import { useDesk } from '../desk/desk-context.ts'
import type { Span } from './zoom.ts'

const debounceMs = 150

/** The buckets of `figures`, as fine as `span` needs them. */
export function useZoomDetail(figures: Figures, span: Span): Closer {
  const { client } = useDesk()
  const [detail, setDetail] = useState<Closer | null>(null)
  const { run, widthMs, endedAt, events } = figures
  const [from, to] = span
  const needed = stretchWidth(from, to) < widthMs
  // The past no longer changes.
  const version = to < endedAt ? 0 : events
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is the reason to ask again
  useEffect(() => {
    if (!needed) return
    let wanted = true
    const timer = setTimeout(() => {
      client.call('review.closer', { run, from, to }).then(
        (value) => wanted && setDetail(value),
        () => wanted && setDetail(null),
      )
    }, debounceMs)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [client, run, from, to, needed, version])
  const fits = needed && detail !== null && detail.startedAt <= from && detail.endedAt >= to
  return fits ? detail : figures
}
