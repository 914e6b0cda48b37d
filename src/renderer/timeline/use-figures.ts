// The figures of a run while they are on the screen, requested again as the run grows, less often for long runs.

import { useCallback } from 'react'
import type { Figures } from '../../core/figures/figures.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isSettled } from '../../core/run/states.ts'
import { useDesk } from '../desk/desk-context.ts'
import { type Polled, usePolled } from '../desk/use-polled.ts'

const paceMs = 1_000
const longPaceMs = 5_000
const longRun = 20_000

/** The figures of `run`; null before the first answer. */
export function useFigures(run: RunSummary): Polled<Figures> {
  const { client } = useDesk()
  const { id } = run
  const ask = useCallback(() => client.call('review.figures', { run: id }), [client, id])
  const version = `${run.events} ${run.gaps} ${run.job.state} ${run.connection.state} ${run.connection.attempt} ${run.readAgain ?? 0}`
  return usePolled<Figures>(ask, version, (latest) => ((latest?.events ?? 0) > longRun ? longPaceMs : paceMs))
}

/** The range of the timeline of `run`, epoch ms. For a live run it ends at `now`. */
export function rangeOf(
  run: RunSummary,
  figures: Figures | null,
  now: number,
): { start: number; end: number } {
  const start = figures?.startedAt ?? run.createdAt
  const known = Math.max(start, figures?.endedAt ?? 0, run.lastEventAt ?? 0, run.job.finishedAt ?? 0)
  return { start, end: isSettled(run.connection.state) ? known : Math.max(known, now) }
}
