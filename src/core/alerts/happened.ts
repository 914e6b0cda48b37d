// What has happened to a run, as a rule is told of it: an event that its search finds, a gap. Pure.

import { clip } from '../basics/clip.ts'
import type { Query } from '../query/ast.ts'
import { clausesFor, type EventFacts, eventTest } from '../query/match.ts'
import type { Gap, RunSummary } from '../run/run.ts'
import { formatMissed } from '../run/words.ts'
import type { Happened } from './history.ts'

/** UTF-16 units of an event's data that an alert cites. */
const longestCited = 300

/** Those of `events`, of `run`, that a rule's search finds, in order; none for a rule that waits for none. */
export function matchesOf(
  query: Query | null,
  run: RunSummary,
  events: readonly (EventFacts & { readonly seq: number })[],
  now: number,
): readonly Happened[] {
  const clauses = query === null ? null : clausesFor(query, run)
  if (clauses === null) return []
  return events.filter(eventTest(clauses, now)).map(({ seq, at, name, data }) => ({
    key: `${seq}`,
    at,
    seq,
    words: `event ${seq.toLocaleString('en-US')} (${clip(name, 60)}): ${clip(data, longestCited)}`,
  }))
}

/** What a gap is to a rule; null while it lasts, and where nothing was missed for sure. */
export function gapOf(gap: Gap): Happened | null {
  if (gap.until === null || gap.missed === 'nothing' || gap.missed === 'open') return null
  return { key: `gap ${gap.number}`, at: gap.until, seq: null, words: `${gap.cause}; ${formatMissed(gap)}` }
}
