// What a zoomed timeline draws its stretches from: the run measured more closely where the whole run's stretches are too
// wide, asked for once the zoom has come to rest. Until then, and where it is refused, the whole run's do.

import { useEffect, useState } from 'react'
import type { Closer, Figures } from '../../core/figures/figures.ts'
import { stretchWidth } from '../../core/figures/measure.ts'
import { useDesk } from '../desk/desk-context.ts'
import type { Span } from './zoom.ts'

const restMs = 150

/** The stretches of `figures` as close as `span` needs them. */
export function useCloser(figures: Figures, span: Span): Closer {
  const { client } = useDesk()
  const [closer, setCloser] = useState<Closer | null>(null)
  const { run, widthMs, endedAt, events } = figures
  const [from, to] = span
  const needed = stretchWidth(from, to) < widthMs
  // What lies in the past no longer changes.
  const version = to < endedAt ? 0 : events
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is the reason to ask again
  useEffect(() => {
    if (!needed) return
    let wanted = true
    const timer = setTimeout(() => {
      client.call('review.closer', { run, from, to }).then(
        (value) => wanted && setCloser(value),
        () => wanted && setCloser(null),
      )
    }, restMs)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [client, run, from, to, needed, version])
  const fits = needed && closer !== null && closer.startedAt <= from && closer.endedAt >= to
  return fits ? closer : figures
}
