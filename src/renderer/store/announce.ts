// Turns state changes into sentences for a screen reader: one sentence per three seconds, however many runs changed. Pure.
// Reading every change aloud was rejected: two hundred runs would never let a person finish a thought.

import type { RunSummary } from '../../core/run/run.ts'
import { connectionWords, jobWords } from '../../core/run/words.ts'

/** How many runs came to each state since the last sentence, and the last one's title. */
export type News = { readonly counts: ReadonlyMap<string, number>; readonly title: string }

export const noNews: News = { counts: new Map(), title: '' }

const spokenJobs: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled', 'unknown'])
const spokenConnections: ReadonlySet<string> = new Set(['stalled', 'ended-early', 'refused', 'paused'])

/** The news with what changed between two states of the board. Runs that are new or gone are no change of state. */
export function gather(
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
export function sayNews({ counts, title }: News): string | null {
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
  if (job !== before.job.state && spokenJobs.has(job)) return jobWords[job]
  const connection = after.connection.state
  return connection !== before.connection.state && spokenConnections.has(connection)
    ? connectionWords[connection]
    : null
}
