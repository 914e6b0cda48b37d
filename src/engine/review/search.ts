// A search over all runs, newest run first and newest event first, one slice at a time: every call goes on from a cursor for
// a moment and says what it found. Runs are chosen by their summaries before any event is looked at.

import { clip } from '../../core/basics/clip.ts'
import type { Hit, SearchGroup } from '../../core/contract/calls/search.ts'
import { blockSize } from '../../core/log/blocks.ts'
import type { Query } from '../../core/query/ast.ts'
import { subjectOf } from '../../core/query/filters.ts'
import { asksRunsOnly, clausesFor, matchesRun, mayHoldInTime } from '../../core/query/match.ts'
import type { EventRow, RunSummary } from '../../core/run/run.ts'
import type { SearchInput, SearchSlice } from '../log/log-review.ts'
import type { EventFinder, NewestMatch, RunReader } from '../log/run-reader.ts'
import { parseOrThrow } from './parse-or-throw.ts'
import { readCursor, type SearchCursor, writeCursor } from './search-cursor.ts'
import { snippetOf } from './snippet.ts'

const sliceMs = 40
const keptSearches = 4
/** UTF-16 units of a hit's name. */
const shownName = 500
/** Events of the newest runs that are looked through before the index is asked where that is dear. */
const lookedFirst = 8_192

type Candidate = {
  readonly run: RunSummary
  /** What is asked of its events; null where the run alone is the answer. */
  readonly clauses: Query | null
  readonly itself: boolean
  /** Events of all runs before it. */
  readonly older: number
}

type Search = {
  readonly candidates: readonly Candidate[]
  /** What an index knows of the clauses that are the same for every run; null where it cannot help. */
  readonly newest: NewestMatch | null
}

/** What a search of this text looks through, `within` one run or, null, in all. Throws `bad-input`. */
export type BeginSearch = (text: string, within: number | null, now: number) => Search

/** Gives the function that chooses the runs of a search; the latest few are kept, because each is asked for in slices. */
export function createBeginSearch(log: RunReader, finder: EventFinder): BeginSearch {
  const kept = new Map<string, Search>()

  /** Clauses that ask of events alone are the same for every run, so that an index answers for all runs at once. */
  const newestOf = (query: Query, now: number): NewestMatch | null => {
    const common = query.filter((clause) => clause.every((term) => subjectOf(term) === 'event'))
    return finder.newest(common, now)
  }

  return (text, within, now) => {
    const key = `${now} ${within} ${text}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const query = parseOrThrow(text)
    const all = within === null ? log.summaries() : [log.summary(within)].filter((run) => run !== null)
    let older = within === null ? all.reduce((sum, { events }) => sum + events, 0) : Number.POSITIVE_INFINITY
    const candidates = all.flatMap((run) => {
      older -= run.events
      return candidateOf(query, run, older, now) ?? []
    })
    const search: Search = {
      candidates: query.length === 0 ? [] : candidates,
      newest: newestOf(query, now),
    }
    kept.set(key, search)
    if (kept.size > keptSearches) kept.delete(kept.keys().next().value ?? key)
    return search
  }
}

/** Gives the function that answers one slice of a search; it throws `bad-input` where the query cannot be understood. */
export function createSearch(log: RunReader, finder: EventFinder, begin: BeginSearch) {
  return ({ query, within, cursor, limit, perRun }: SearchInput): SearchSlice => {
    const from: SearchCursor =
      cursor === null ? { now: Date.now(), run: null, seq: null, hits: 0 } : readCursor(cursor)
    const { candidates, newest } = begin(query, within, from.now)
    const deadline = performance.now() + sliceMs
    const groups: SearchGroup[] = []
    // Runs that came since the first page are newer than the cursor: they are for the next search.
    const start = from.run === null ? 0 : firstAtMost(candidates, from.run)
    let room = limit
    let toLook = newest?.isDear === true ? lookedFirst : 0
    const lastToLookAt = ({ run, older }: Candidate): number => {
      if (toLook <= 0) return Math.min(run.events, newest?.newestIn(run.id, run.events, older) ?? run.events)
      toLook -= Math.min(run.events, blockSize)
      return run.events
    }

    const stopAt = (i: number, run: number, seq: number | null, hits: number): SearchSlice => ({
      groups,
      cursor: writeCursor({ now: from.now, run, seq, hits }),
      done: false,
      looked: i,
      runs: candidates.length,
    })

    for (let i = start; i < candidates.length; i++) {
      const candidate = candidates[i]
      if (candidate === undefined) break
      const { run, itself, clauses } = candidate
      const isResumed = from.run === run.id && from.seq !== null
      if (i > start && (room <= 0 || performance.now() > deadline)) return stopAt(i, run.id, null, 0)

      const hits: Hit[] = []
      let count = isResumed ? from.hits : 0
      let more = false
      let next: number | null = null
      const to = clauses === null ? 0 : isResumed ? (from.seq ?? run.events) : lastToLookAt(candidate)
      if (clauses !== null && to > 0) {
        const most = within === null ? perRun : Number.POSITIVE_INFINITY
        const stretch = { run: run.id, from: 1, to, direction: 'down' } as const
        let full: number | null = null
        // Pings are hits like all others: they are asked for by what they say.
        const findEvents = finder.find(clauses, from.now, true, newest)
        next = findEvents(stretch, deadline, (seq) => {
          if (count >= most) more = true
          else if (room <= 0) full = seq
          if (more || full !== null) return false
          const row = log.event(run.id, seq)
          if (row !== null) hits.push(hitOf(row, clauses))
          count++
          room--
          return true
        })
        next = more ? null : (full ?? next)
      }
      if (itself && !isResumed) room--
      if (hits.length > 0 || more || (itself && !isResumed)) groups.push({ run, itself, hits, more })
      if (next !== null) return stopAt(i, run.id, next, count)
    }
    return { groups, cursor: null, done: true, looked: candidates.length, runs: candidates.length }
  }
}

/** The run as a candidate, or null where neither it nor any of its events can be what is looked for. */
function candidateOf(query: Query, run: RunSummary, older: number, now: number): Candidate | null {
  const left = clausesFor(query, run)
  if (left === null || !mayHoldInTime(left, run, now)) return null
  if (asksRunsOnly(left)) return { run, clauses: null, itself: true, older }
  const itself = matchesRun(query, run, now)
  return run.events === 0 && !itself ? null : { run, clauses: run.events === 0 ? null : left, itself, older }
}

function hitOf({ seq, at, attempt, name, flags, data }: EventRow, clauses: Query): Hit {
  return { seq, at, attempt, name: clip(name, shownName), flags, ...snippetOf(data, clauses) }
}

/** The place of the first candidate whose number is at most `run`; numbers fall. */
export function firstAtMost(candidates: readonly Candidate[], run: number): number {
  let low = 0
  let high = candidates.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((candidates[middle]?.run.id ?? 0) <= run) high = middle
    else low = middle + 1
  }
  return low
}
