// A part of a run looked at event by event: what a zoomed chart shows where the whole run's stretches are too wide for it.

import type { Closer } from '../../core/figures/figures.ts'
import { createStretches, stretchWidth } from '../../core/figures/measure.ts'
import type { RunReader } from '../log/run-reader.ts'
import { createSlices, type Work } from './slices.ts'
import type { Walker } from './walk.ts'

/** More events than this are not looked at one by one. */
const mostEvents = 250_000
const page = 10_000

export function createZoomDetail(log: RunReader, walker: Walker) {
  const slices = createSlices<Closer | null>()

  function* work(run: number, from: number, to: number): Work<Closer | null> {
    const events = log.count(run)
    // One event more, before the first: the wait that ended with the first began there.
    const first = Math.max(1, walker.seqAt(run, from - 1, events))
    const last = walker.seqAt(run, to, events)
    if (last - first > mostEvents) return null
    const widthMs = stretchWidth(from, to)
    const stretches = createStretches(from, widthMs)
    let before: number | null = null
    for (let seq = first; seq <= last; seq += page) {
      for (const time of log.times(run, seq, Math.min(last, seq + page - 1))) {
        const at: number = Math.max(time, before ?? 0)
        if (at >= from) {
          stretches.events(at, 1)
          if (before !== null) stretches.wait(at, at - before)
        }
        before = at
      }
      yield (seq - first) / Math.max(1, last - first)
    }
    return { startedAt: from, endedAt: to, widthMs, stretches: stretches.stretches() }
  }

  return (run: number, from: number, to: number) =>
    slices(`${run} ${from} ${to}`, () => work(run, from, Math.max(from, to)))
}
