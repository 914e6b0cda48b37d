// The counts around the board: by view, by kind, by server. Pure, and cheap enough to be computed for every push.

import { needsPerson } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { isOpen, isSettled } from '../../core/run/states.ts'
import { inView } from './board-list.ts'
import { type View, views } from './view-store.ts'

/** How many runs each view holds, and how many failed. */
export type Tallies = Readonly<Record<View, number>> & { readonly failed: number }

/** The counts of `runs` by view. */
export function tallies(runs: Iterable<RunSummary>): Tallies {
  const counts = { all: 0, live: 0, 'needs-me': 0, finished: 0, failed: 0 }
  for (const run of runs) {
    for (const view of views) if (inView(run, view)) counts[view]++
    if (run.job.state === 'failed') counts.failed++
  }
  return counts
}

/** The number of runs of each kind, most first, as `[kind, count]`. */
export function kindCounts(runs: Iterable<RunSummary>): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const run of runs) counts.set(run.kind, (counts.get(run.kind) ?? 0) + 1)
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b))
}

export type ServerTally = {
  readonly runs: number
  readonly live: number
  readonly needs: number
  readonly waiting: number
}

/** The runs of one server by what they do. `live` counts open streams, `waiting` those that connect or will. */
export function serverTally(runs: Iterable<RunSummary>, serverId: number): ServerTally {
  const tally = { runs: 0, live: 0, needs: 0, waiting: 0 }
  for (const run of runs) {
    if (run.serverId !== serverId) continue
    tally.runs++
    const { state } = run.connection
    if (needsPerson(run)) tally.needs++
    else if (isOpen(state)) tally.live++
    else if (!isSettled(state)) tally.waiting++
  }
  return tally
}

/** A server's counts in words: `4 live, 1 needs you`. */
export function formatServerTally({ runs, live, needs, waiting }: ServerTally): string {
  if (runs === 0) return 'no runs'
  const parts = [
    needs > 0 ? `${needs} ${needs === 1 ? 'needs' : 'need'} you` : '',
    live > 0 ? `${live} live` : '',
    waiting > 0 ? `${waiting} waiting` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? `${runs} at rest` : parts.join(', ')
}
