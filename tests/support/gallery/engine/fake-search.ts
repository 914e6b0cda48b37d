// The gallery's answers about searches, by the engine's own matching over the rows that a scene holds: at most the first
// 5,000 of a run, because the rows of the long logs are made when they are looked at.

import { parseJsonObject } from '../../../../src/core/basics/json.ts'
import type { Hit, SearchGroup } from '../../../../src/core/contract/calls/search.ts'
import type { Query } from '../../../../src/core/query/ast.ts'
import { asksRunsOnly, clausesFor, eventTest, matchesRun } from '../../../../src/core/query/match.ts'
import type { EventRow } from '../../../../src/core/run/run.ts'
import { searchCallsOf } from '../../../../src/engine/calls/search.ts'
import { parseOrThrow } from '../../../../src/engine/review/parse-or-throw.ts'
import { snippetOf } from '../../../../src/engine/review/snippet.ts'
import { kinds } from './kinds.ts'
import { type FakeRun, firstRows, type World } from './world.ts'

type Slice = Parameters<typeof searchCallsOf>[0]['log']['review']

/** The handlers; the reason of an empty result is found by the engine's own code. */
export function fakeSearch(world: World, find: (run: number) => FakeRun) {
  const search: Slice['search'] = async ({ query: text, within, perRun }) => {
    const query = parseOrThrow(text)
    const all = within === null ? [...world.runs.values()].toReversed() : [find(within)]
    const most = within === null ? perRun : Number.POSITIVE_INFINITY
    const groups = query.length === 0 ? [] : all.flatMap((run) => groupOf(run, query, most) ?? [])
    return { groups, cursor: null, done: true, looked: all.length, runs: all.length }
  }
  const searchCount: Slice['searchCount'] = async ({ query: text }) => {
    const query = parseOrThrow(text)
    const groups = [...world.runs.values()].toReversed().flatMap((run) => groupOf(run, query, 1e9) ?? [])
    const counts = groups.map(({ run, hits, itself }) => ({
      run: run.id,
      hits: hits.length,
      itself,
      complete: true,
    }))
    return { counts, cursor: null, done: true }
  }
  const searchKnown: Slice['searchKnown'] = async (run) => {
    const all = run === null ? [...world.runs.values()] : [find(run)]
    const rows = all.flatMap((one) => firstRows(one, 40))
    return { events: [...new Set(rows.map(({ name }) => name))].toSorted(), fields: fieldsOf(rows) }
  }
  // The engine's calls need no more of its log than these.
  const log = { review: { search, searchCount, searchKnown } } as unknown as Parameters<
    typeof searchCallsOf
  >[0]['log']
  return searchCallsOf({ log, kinds, isAside: () => false, zone: () => world.settings.zone })
}

/** The rows of `run` that `query` and the switch for pings let through. */
export function rowsThrough(run: FakeRun, query: string, pings: boolean): EventRow[] {
  const clauses = clausesFor(parseOrThrow(query), run.summary)
  if (clauses === null) return []
  const test = eventTest(clauses, Date.now())
  return firstRows(run).filter((row) => (pings || row.name !== 'ping') && test(row))
}

function groupOf(run: FakeRun, query: Query, most: number): SearchGroup | null {
  const now = Date.now()
  const clauses = clausesFor(query, run.summary)
  if (clauses === null) return null
  if (asksRunsOnly(clauses)) return { run: run.summary, itself: true, hits: [], more: false }
  const test = eventTest(clauses, now)
  const itself = matchesRun(query, run.summary, now)
  const found = firstRows(run).filter(test).toReversed()
  const hits = found.slice(0, most).map(
    ({ seq, at, attempt, name, flags, data }): Hit => ({
      seq,
      at,
      attempt,
      name,
      flags,
      ...snippetOf(data, clauses),
    }),
  )
  return hits.length === 0 && !itself ? null : { run: run.summary, itself, hits, more: found.length > most }
}

function fieldsOf(rows: readonly EventRow[]): Awaited<ReturnType<Slice['searchKnown']>>['fields'] {
  const fields = new Map<string, Set<string>>()
  for (const { data } of rows) {
    for (const [path, value] of Object.entries(parseJsonObject(data) ?? {})) {
      const values = fields.get(path) ?? new Set()
      fields.set(path, values)
      if (typeof value === 'string' && value.length < 40 && values.size < 12) values.add(value)
    }
  }
  return [...fields].map(([path, values]) => ({ path, values: [...values] }))
}
