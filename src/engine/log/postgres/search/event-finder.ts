// The finder of a shared log: blocks that may hold a match, decoded several at a time, and our own matcher over their events.

import { blockOf } from '../../../../core/log/blocks.ts'
import type { Query } from '../../../../core/query/ast.ts'
import type { EventFinder, FindEvents, Stretch } from '../../run-reader.ts'
import type { Database } from '../read/database.ts'
import type { Ground } from '../read/reader.ts'
import { createNewestBlocks, type NewestBlocks } from './newest-blocks.ts'
import { createRunCandidates } from './run-candidates.ts'
import { type Plan, planSearch } from './search-plan.ts'
import { createSurveys } from './surveys.ts'

/** Blocks that are read at once with their texts; the first is read alone, for whoever wants only a few. */
const mostAtOnce = 8
/** Of these, those of one run: of few hits of a run more is shown than that there are more. */
const mostOfRun = 4
/** Runs that are asked about at once. */
const headsAtOnce = 16
const keptSearches = 4

type Search = {
  readonly clauses: ReadonlySet<string>
  readonly now: number
  readonly newest: NewestBlocks
  /** Candidates that were read together last, by run and block, and how many are read next. */
  ahead: ReadonlySet<string>
  atOnce: number
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

  /** Reads candidate `block` of the run and some that follow it in the walk, of this run and of others, in one question. */
  const readAhead = (search: Search, run: number, block: number): void => {
    if (search.ahead.has(keyOf(run, block))) return
    const wanted = search.newest
      .runsFrom(run, search.atOnce)
      .flatMap((one) =>
        (search.newest.blocksOf(one) ?? [])
          .filter((number) => one !== run || number <= block)
          .slice(0, mostOfRun)
          .map((number) => ({ run: one, block: number })),
      )
      .slice(0, search.atOnce)
    search.ahead = new Set(wanted.map((one) => keyOf(one.run, one.block)))
    search.atOnce = Math.min(mostAtOnce, search.atOnce * 2)
    const known = new Map(heads.several(wanted.map((one) => one.run)).map((head) => [head.run, head]))
    events.loadOfRuns(
      wanted.flatMap((one) => {
        const head = known.get(one.run)
        return head === undefined ? [] : [{ head, block: one.block }]
      }),
    )
  }
  function* walked(search: Search, run: number, numbers: Iterable<number>): Generator<number> {
    for (const number of numbers) {
      readAhead(search, run, number)
      yield number
    }
  }

  const within = (numbers: Iterable<number>, { from, to, direction }: Stretch): Iterable<number> => {
    const some = [...numbers].filter((number) => number >= blockOf(from) && number <= blockOf(to))
    return direction === 'down' ? some : some.toReversed()
  }

  const find = (plan: Plan, search: Search | null): FindEvents => {
    const { needsTexts } = plan.matcher
    return (asked, deadline, found) => {
      if (search !== null && !heads.has(asked.run))
        heads.several([asked.run, ...search.newest.runsFrom(asked.run - 1, headsAtOnce)])
      const head = heads(asked.run)
      if (head === null) return null
      const stretch = { ...asked, from: Math.max(1, asked.from), to: Math.min(asked.to, head.events) }
      const { from, to, direction } = stretch
      if (from > to) return null
      const isUp = direction === 'up'
      const known = search?.newest.blocksOf(head.run) ?? null
      const candidates =
        search === null || known === null || !needsTexts
          ? ahead(known === null ? candidatesOf(plan, head, stretch) : within(known, stretch), (some) =>
              events.load(head, some, needsTexts),
            )
          : walked(search, head.run, within(known, stretch))
      let isFirst = true
      for (const number of candidates) {
        const block = events.block(head, number, needsTexts)
        const may = plan.matcher.may(block)
        const last = Math.min(to - block.first, block.at.length - 1)
        const first = Math.max(0, from - block.first)
        if (!isFirst && performance.now() > deadline) return block.first + (isUp ? first : last)
        isFirst = false
        for (let i = isUp ? first : last; i >= first && i <= last; i += isUp ? 1 : -1) {
          if (may[i] === 0 || !plan.matcher.fits(block, i)) continue
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
      searches = [{ clauses: asked, now, newest, ahead: new Set<string>(), atOnce: 1 }, ...searches].slice(
        0,
        keptSearches,
      )
      return { newestIn: newest.newestIn, isDear: false }
    },
  }
}

function keyOf(run: number, block: number): string {
  return `${run} ${block}`
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
