// The search as it should be: every run and every event looked at one by one with the matcher alone, no index and no blocks.

import type Database from 'better-sqlite3'
import type { Query } from '../../src/core/query/ast.ts'
import { asksRunsOnly, clausesFor, eventTest, matchesRun } from '../../src/core/query/match.ts'
import { parseQuery } from '../../src/core/query/parse.ts'
import type { EventRow, RunSummary } from '../../src/core/run/run.ts'
import type { SearchInput } from '../../src/engine/log/log-review.ts'
import { createReader } from '../../src/engine/log/sqlite/read/reader.ts'
import type { createReview } from '../../src/engine/review/index.ts'

/** What a search tells of one run. */
export type FoundRun = { readonly run: number; readonly itself: boolean; readonly seqs: readonly number[] }

export type LogCopy = {
  readonly runs: readonly RunSummary[]
  readonly events: ReadonlyMap<number, readonly EventRow[]>
}

/** Everything the log holds. */
export function copyLog(db: Database.Database): LogCopy {
  const reader = createReader(db)
  const runs = reader.summaries()
  return { runs, events: new Map(runs.map((run) => [run.id, reader.range(run.id, 1, 1_000_000)])) }
}

/** Runs newest first, their events newest first. */
export function expectedSearch({ runs, events }: LogCopy, text: string, now: number): readonly FoundRun[] {
  const { query } = parseQuery(text)
  if (query.length === 0) return []
  return runs.toReversed().flatMap((run) => {
    const left = clausesFor(query, run)
    const onlyRuns = left !== null && asksRunsOnly(left)
    const rows = onlyRuns ? [] : (events.get(run.id) ?? [])
    const seqs = rows.flatMap((row) => (matchesEvent(query, run, row, now) ? row.seq : [])).reverse()
    const itself = left !== null && matchesRun(query, run, now)
    return itself || seqs.length > 0 ? [{ run: run.id, itself, seqs }] : []
  })
}

/** The rows that a run's log shows under a query. */
export function expectedWindow(
  { runs, events }: LogCopy,
  run: number,
  text: string,
  pings: boolean,
  now: number,
) {
  const { query } = parseQuery(text)
  const summary = runs.find(({ id }) => id === run)
  if (summary === undefined) return []
  return (events.get(run) ?? []).flatMap((row) =>
    matchesEvent(query, summary, row, now) && (pings || (row.flags & 1) === 0) ? row.seq : [],
  )
}

function matchesEvent(query: Query, run: RunSummary, event: EventRow, now: number): boolean {
  const left = clausesFor(query, run)
  return left !== null && eventTest(left, now)(event)
}

type Review = ReturnType<typeof createReview>

/** All pages of a search, as a caller that pages through it gets them. */
export function searchAll(review: Review, input: Omit<SearchInput, 'cursor'>) {
  const found: { run: number; itself: boolean; seqs: number[]; more: boolean }[] = []
  let cursor: string | null = null
  for (let pages = 0; pages < 100_000; pages++) {
    const slice = review.search({ ...input, cursor })
    for (const { run, itself, hits, more } of slice.groups) {
      const seqs = hits.map(({ seq }) => seq)
      const last = found.at(-1)
      if (last?.run === run.id) {
        last.seqs.push(...seqs)
        last.more ||= more
      } else found.push({ run: run.id, itself, seqs, more })
    }
    if (slice.done) return found
    cursor = slice.cursor
  }
  throw new Error('the search never ends')
}

/** All rows of a window, pages of `limit` rows. */
export function windowAll(
  review: Review,
  run: number,
  text: string,
  pings: boolean,
  limit: number,
): number[] {
  const seqs: number[] = []
  for (let asked = 0; asked < 100_000; asked++) {
    const slice = review.searchWindow(run, text, pings, seqs.length, limit)
    if (!slice.enough) continue
    seqs.push(...slice.rows.map(({ seq }) => seq))
    if (slice.complete && seqs.length >= slice.total) return seqs
  }
  throw new Error('the window never ends')
}
