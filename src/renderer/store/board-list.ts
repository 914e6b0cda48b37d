// Which runs the board shows, and in what order: a pure function of the runs and the filters. Sorting by the exact time of
// the last event was rejected: busy runs would swap places all the time, so activity counts in steps of ten seconds.

import { clientLabel } from '../../core/run/client-name.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { countsAs } from '../../core/run/tally.ts'
import type { BoardQuery } from './view-store.ts'

/** What a run needs, most urgent first. */
export const needs = ['needs-me', 'running', 'finished'] as const
export type Need = (typeof needs)[number]

const activityStepMs = 10_000

/** The runs that pass the filters, in their order; pinned ones first. */
export function shownRuns(runs: Iterable<RunSummary>, query: BoardQuery): readonly RunSummary[] {
  return [...runs]
    .filter((run) => passes(run, query))
    .sort((a, b) => pinned(a) - pinned(b) || orders[query.sort](a, b))
}

/** What `run` needs; two of the answers are the views of the same name. */
export function needOf(run: RunSummary): Need {
  if (countsAs(run, 'needs-me')) return 'needs-me'
  return countsAs(run, 'finished') ? 'finished' : 'running'
}

function passes(run: RunSummary, { view, kind, server, text }: BoardQuery): boolean {
  if (!countsAs(run, view)) return false
  if (kind !== null && run.kind !== kind) return false
  if (server !== null && run.serverId !== server) return false
  return words(text).every((word) => searchText(run).includes(word))
}

/** The text that the filter searches: what the row shows, the marks, and the number. */
function searchText(run: RunSummary): string {
  const { job, connection, marks, tapped } = run
  const client = tapped === undefined ? null : clientLabel(tapped.client)
  const texts = [run.title, run.server, run.kind, `#${run.id}`, job.state, connection.state]
  return [...texts, client, ...marks.tags, marks.note, job.cause, connection.cause, job.stage, job.lastLog]
    .join('\n')
    .toLowerCase()
}

function words(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}

const pinned = (run: RunSummary) => (run.marks.pinned ? 0 : 1)
const byNewest = (a: RunSummary, b: RunSummary) => b.createdAt - a.createdAt || b.id - a.id

const orders: Readonly<Record<BoardQuery['sort'], (a: RunSummary, b: RunSummary) => number>> = {
  'needs-me': byNewest,
  newest: byNewest,
  active: (a, b) => activity(b) - activity(a) || byNewest(a, b),
  title: (a, b) => a.title.localeCompare(b.title, undefined, { numeric: true }) || byNewest(a, b),
}

function activity(run: RunSummary): number {
  return Math.floor((run.lastEventAt ?? run.createdAt) / activityStepMs)
}
