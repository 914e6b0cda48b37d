// Which committed events a rule's search finds.

import type { Happened } from '../../core/alerts/history.ts'
import { clip } from '../../core/basics/clip.ts'
import { clausesFor, type EventFacts, eventTest } from '../../core/query/match.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { ReadyRule } from './rule-book.ts'

type StoredFacts = EventFacts & { readonly seq: number }

/** UTF-16 units of an event's data that an alert cites. */
const longestCited = 300

/** Those of `events`, of `run`, that the rule waits for, in order. */
export function matchesOf(
  { query }: ReadyRule,
  run: RunSummary,
  events: readonly StoredFacts[],
  now: number,
): readonly Happened[] {
  const clauses = query === null ? null : clausesFor(query, run)
  if (clauses === null) return []
  const isMatch = eventTest(clauses, now)
  return events.filter(isMatch).map(({ seq, at, name, data }) => ({
    key: `${seq}`,
    at,
    seq,
    words: `event ${seq.toLocaleString('en-US')} (${clip(name, 60)}): ${clip(data, longestCited)}`,
  }))
}
