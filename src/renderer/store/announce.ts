// Turns state changes into sentences for a screen reader, at most one for all changes since the last. Pure. Announcing every
// change was rejected: with two hundred runs it would never stop.

import { formatCount } from '../../core/basics/quantities.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { connectionWords, jobWords } from '../../core/run/words.ts'
import { shownRuns } from './board-list.ts'
import { type BoardQuery, viewLabels } from './view-store.ts'

/** How many runs reached each state since the last sentence, and the title of the last one. */
export type News = { readonly counts: ReadonlyMap<string, number>; readonly title: string }

export const noNews: News = { counts: new Map(), title: '' }

const announcedJobs: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled', 'unknown'])
const announcedConnections: ReadonlySet<string> = new Set(['stalled', 'ended-early', 'refused', 'paused'])

/** What a view or filter shows: `Needs me: 5 runs.` */
export function formatShown(runs: Iterable<RunSummary>, query: BoardQuery): string {
  return `${viewLabels[query.view]}: ${formatCount(shownRuns(runs, query).length, 'run')}.`
}

/** `news` with the changes between two states of the board. Runs that are new or removed do not count as changes. */
export function collectNews(
  news: News,
  before: ReadonlyMap<number, RunSummary>,
  after: ReadonlyMap<number, RunSummary>,
): News {
  if (before === after) return news
  const counts = new Map(news.counts)
  let title = news.title
  for (const [id, run] of after) {
    const known = before.get(id)
    if (known === undefined || known === run) continue
    const word = wordOf(known, run)
    if (word === null) continue
    counts.set(word, (counts.get(word) ?? 0) + 1)
    title = run.title
  }
  return { counts, title }
}

/** One sentence for the news, or null: `Biology 101 completed.`, `3 runs completed, 1 stalled.` */
export function formatNews({ counts, title }: News): string | null {
  const entries = [...counts]
  const first = entries[0]
  if (first === undefined) return null
  if (entries.length === 1 && first[1] === 1) return `${title}: ${first[0]}.`
  const [word, count] = first
  const rest = entries.slice(1).map(([other, n]) => `, ${n} ${other}`)
  return `${count} ${count === 1 ? 'run' : 'runs'} ${word}${rest.join('')}.`
}

function wordOf(before: RunSummary, after: RunSummary): string | null {
  const job = after.job.state
  if (job !== before.job.state && announcedJobs.has(job)) return jobWords[job]
  const connection = after.connection.state
  return connection !== before.connection.state && announcedConnections.has(connection)
    ? connectionWords[connection]
    : null
}
