// The rows of one run that a query lets through, by their place among them. What was found is kept for each run and query as
// a list of bits that grows with the run; it is made in slices, and whoever wants more of it asks again.

import type { Query } from '../../core/query/ast.ts'
import { clausesFor } from '../../core/query/match.ts'
import { printQuery } from '../../core/query/print.ts'
import type { WindowSlice } from '../log/log-review.ts'
import type { EventFinder, FindEvents, RunReader } from '../log/run-reader.ts'
import { createHitList, type HitList } from './hit-list.ts'
import { createQueryParser } from './query-parser.ts'

const sliceMs = 40
const keptLists = 6
/** “2 h ago” moves on; a list that was made for it is made anew after this long. */
const keptMs = 600_000

type Found = {
  readonly hits: HitList
  readonly findEvents: FindEvents
  readonly madeAt: number
  /** Everything up to here was looked at. */
  upTo: number
}

/** Gives the function that answers one slice of one window. */
export function createSearchWindow(log: RunReader, finder: EventFinder) {
  const lists = new Map<string, Found>()
  const parse = createQueryParser()

  const take = (run: number, clauses: Query, pings: boolean): Found => {
    const key = `${run} ${pings} ${printQuery(clauses)}`
    const known = lists.get(key)
    const now = Date.now()
    const found: Found =
      known !== undefined && now - known.madeAt < keptMs
        ? known
        : { hits: createHitList(), findEvents: finder.find(clauses, now, pings), madeAt: now, upTo: 0 }
    lists.delete(key)
    lists.set(key, found)
    if (lists.size > keptLists) lists.delete(lists.keys().next().value ?? key)
    return found
  }

  /** Goes on looking until the deadline, or until the whole of the run was looked at. */
  const extend = (run: number, found: Found, count: number, deadline: number) => {
    const stretch = { run, from: found.upTo + 1, to: count, direction: 'up' } as const
    const next = found.findEvents(stretch, deadline, (seq) => {
      found.hits.add(seq)
      return true
    })
    found.upTo = next === null ? count : next - 1
  }

  return (run: number, text: string, pings: boolean, index: number, limit: number): WindowSlice => {
    const query = parse(text)
    const summary = log.summary(run)
    const clauses = summary === null ? null : clausesFor(query, summary)
    if (clauses === null) return { total: 0, index, rows: [], complete: true, enough: true }
    const found = take(run, clauses, pings || asksForPings(clauses))
    const count = log.count(run)
    if (found.upTo < count) extend(run, found, count, performance.now() + sliceMs)
    const total = found.hits.total()
    const complete = found.upTo >= count
    const rows = log.rowsOf(run, found.hits.page(index, limit))
    return { total, index, rows, complete, enough: complete || total >= index + limit }
  }
}

/** Who looks for pings by name is shown them, whatever the switch says. */
function asksForPings(clauses: Query): boolean {
  return clauses.some((clause) =>
    clause.some(
      (term) =>
        term.type === 'filter' &&
        !term.negated &&
        (term.name === 'is' || term.name === 'level' || term.name === 'event') &&
        term.values.some((value) => value.text.toLowerCase() === 'ping'),
    ),
  )
}
