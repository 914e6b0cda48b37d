// The finder of a shared log: blocks that may hold a match, decoded several at a time, and our own matcher over their events.

import { blockOf } from '../../../../core/log/blocks.ts'
import type { Query } from '../../../../core/query/ast.ts'
import type { EventFinder, FindEvents, Stretch } from '../../run-reader.ts'
import type { Database } from '../read/database.ts'
import type { Head } from '../read/heads.ts'
import type { Ground } from '../read/reader.ts'
import { createNewestBlocks, type NewestBlocks } from './newest-blocks.ts'
import { createRunCandidates } from './run-candidates.ts'
import { type Plan, planSearch } from './search-plan.ts'
import { createSurveys } from './surveys.ts'

/** Blocks that are read at once with their texts; the first is read alone, for whoever wants only a few. */
const mostAtOnce = 8
/** Runs whose next candidates are read together. */
const runsAtOnce = 8
const keptSearches = 4

type Search = {
  readonly clauses: ReadonlySet<string>
  readonly now: number
  readonly newest: NewestBlocks
  /** Candidates of runs up to here were read ahead. */
  readAhead: number
}

export function createEventFinder(db: Database, { heads, events, blocks }: Ground): EventFinder {
  const surveys = createSurveys(db)
  const candidatesOf = createRunCandidates(db, surveys, blocks)
  let searches: readonly Search[] = []

  /** A search over all runs that asks no more than this one, so that its candidates are those of this one, too. */
  const searchOf = (clauses: Query, now: number): Search | null => {
    const own = new Set(clauses.map((clause) => JSON.stringify(clause)))
    return (
      searches.find((one) => one.now === now && [...one.clauses].every((clause) => own.has(clause))) ?? null
    )
  }

  /** Reads the newest candidates of this run and of some that follow it in one question. */
  const readAhead = (search: Search, head: Head): void => {
    if (head.run >= search.readAhead) return
    const next = search.newest.following(head.run, runsAtOnce)
    search.readAhead = next.at(-1)?.[0] ?? head.run
    const own = search.newest.blocksOf(head.run)?.[0]
    const wanted = own === undefined ? next : [[head.run, own] as const, ...next]
    events.loadOfRuns(
      heads.several(wanted.map(([run]) => run)).flatMap((one) => {
        const block = wanted.find(([run]) => run === one.run)?.[1]
        return block === undefined ? [] : [{ head: one, block }]
      }),
    )
  }

  const within = (numbers: Iterable<number>, { from, to, direction }: Stretch): Iterable<number> => {
    const some = [...numbers].filter((number) => number >= blockOf(from) && number <= blockOf(to))
    return direction === 'down' ? some : some.toReversed()
  }

  const find = (plan: Plan, search: Search | null): FindEvents => {
    return (asked, deadline, found) => {
      const head = heads(asked.run)
      if (head === null) return null
      const stretch = { ...asked, from: Math.max(1, asked.from), to: Math.min(asked.to, head.events) }
      const { from, to, direction } = stretch
      if (from > to) return null
      const isUp = direction === 'up'
      const known = search?.newest.blocksOf(head.run) ?? null
      if (search !== null && known !== null && plan.matcher.needsTexts) readAhead(search, head)
      const candidates = known === null ? candidatesOf(plan, head, stretch) : within(known, stretch)
      let isFirst = true
      for (const number of ahead(candidates, (some) => events.load(head, some, plan.matcher.needsTexts))) {
        const block = events.block(head, number, plan.matcher.needsTexts)
        const last = Math.min(to - block.first, block.at.length - 1)
        const first = Math.max(0, from - block.first)
        if (!isFirst && performance.now() > deadline) return block.first + (isUp ? first : last)
        isFirst = false
        for (let i = isUp ? first : last; i >= first && i <= last; i += isUp ? 1 : -1) {
          if (!plan.matcher.fits(block, i)) continue
          const seq = block.first + i
          if (!found(seq)) return isUp ? seq + 1 : seq - 1
        }
      }
      return null
    }
  }

  return {
    find: (clauses, now, pings) => find(planSearch(clauses, now, pings), searchOf(clauses, now)),
    newest: (clauses, now) => {
      const plan = planSearch(clauses, now, true)
      if (!plan.hasWords && !plan.hasFigures) return null
      const newest = createNewestBlocks(db, surveys, plan)
      const asked = new Set(clauses.map((clause) => JSON.stringify(clause)))
      searches = [{ clauses: asked, now, newest, readAhead: Number.POSITIVE_INFINITY }, ...searches].slice(
        0,
        keptSearches,
      )
      return { newestIn: newest.newestIn, isDear: false }
    },
  }
}

/** `numbers` in their order, each brought to hand with some that follow it, more and more of them. */
function* ahead(numbers: Iterable<number>, load: (some: readonly number[]) => void): Generator<number> {
  let some: number[] = []
  let most = 1
  for (const number of numbers) {
    some.push(number)
    if (some.length < most) continue
    load(some)
    yield* some
    some = []
    most = Math.min(mostAtOnce, most * 2)
  }
  load(some)
  yield* some
}
