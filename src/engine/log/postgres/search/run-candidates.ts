// The blocks of one run that may hold a match, in the order of the walk: by their words a page at a time, or by their figures,
// which are kept.

import { blockOf, blockSize } from '../../../../core/log/blocks.ts'
import type { BlockSource, Stretch } from '../../run-reader.ts'
import type { Database } from '../read/database.ts'
import { partition } from '../read/event-blocks.ts'
import type { Head } from '../read/heads.ts'
import { mostIn, type Plan } from './search-plan.ts'
import type { Judge, Surveys } from './surveys.ts'

/** Candidates that are asked for at first, and at most at once. For fewer the database would go through the run block by block. */
const firstPage = 128
const mostPage = 512

/** Numbers of blocks. Whoever stops early has asked for little more than was needed. */
export type Candidates = Iterable<number>

export function createRunCandidates(db: Database, surveys: Surveys, blocks: BlockSource) {
  /** A page of blocks whose words fit, and, with the first page, those in which tails do. */
  const ask = (
    plan: Plan,
    judge: Judge,
    run: number,
    first: number,
    last: number,
    order: 'ASC' | 'DESC',
    limit: number,
    tails: boolean,
  ) => {
    const params = [run, first * blockSize + 1, (last + 1) * blockSize]
    const where = (row: string) => `${row}.run = $1 AND ${row}.first_seq BETWEEN $2 AND $3`
    const number = (row: string) => `(${row}.first_seq - 1) / ${blockSize} AS block`
    const its = Math.floor(run / partition)
    const questions = judge.questions(its)
    const results = db.many([
      {
        sql: `SELECT ${number('b')}, b.first_seq AS first, ${plan.hasFigures ? 'b.figures' : 'NULL::text AS figures'}
          FROM runlight.event_block b WHERE ${where('b')} AND ${plan.inBlocks} ORDER BY b.first_seq ${order} LIMIT ${limit}`,
        params,
      },
      ...(tails
        ? [
            {
              sql: `SELECT DISTINCT ${number('t')} FROM runlight.event_tail t WHERE ${where('t')} AND ${plan.inTails}`,
              params,
            },
          ]
        : []),
      ...questions,
    ])
    if (questions.length > 0) judge.hear(its, results.at(-1))
    const [sealed, open] = results
    return {
      sealed: sealed?.rows ?? [],
      open: ((tails ? open : undefined)?.rows ?? []).map(({ block }) => Number(block)),
    }
  }

  function* byWords(plan: Plan, head: Head, { from, to, direction }: Stretch): Generator<number> {
    const isUp = direction === 'up'
    const judge = surveys.of(plan.words)
    let [first, last] = [blockOf(from), blockOf(to)]
    let tails: readonly number[] | null = null
    for (let limit = firstPage; first <= last; limit = Math.min(mostPage, limit * 4)) {
      const page = ask(plan, judge, head.run, first, last, isUp ? 'ASC' : 'DESC', limit, tails === null)
      tails ??= page.open
      const found = new Set(tails)
      for (const { block, first: firstSeq, figures } of page.sealed) {
        if (!judge.mayHold(head.run, Number(firstSeq))) continue
        if (!plan.hasFigures || mostIn(plan, figures) > 0) found.add(Number(block))
      }
      // A block may have several rows: the last of a full page is asked for again, unless it fills the page by itself.
      const isFull = page.sealed.length >= limit
      const [begin, end] = [Number(page.sealed[0]?.block), Number(page.sealed.at(-1)?.block)]
      const stop = isUp ? (begin === end ? end + 1 : end) : begin === end ? end - 1 : end
      if (isFull && begin === end) found.add(end)
      for (const number of [...found].toSorted((a, b) => (isUp ? a - b : b - a))) {
        if (number < first || number > last) continue
        if (isFull && (isUp ? number >= stop : number <= stop)) break
        yield number
      }
      if (!isFull) return
      if (isUp) first = stop
      else last = stop
    }
  }

  return (plan: Plan, head: Head, stretch: Stretch): Candidates => {
    if (plan.hasWords) return byWords(plan, head, stretch)
    const numbers = from(blockOf(stretch.from), blockOf(stretch.to))
    if (plan.hasFigures) {
      const list = blocks.blocks(head.run)
      return ordered(
        numbers.filter((number) => {
          const block = list[number]
          return block === undefined || plan.most(block) > 0
        }),
        stretch,
      )
    }
    return ordered(numbers, stretch)
  }
}

function from(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
}

function ordered(numbers: readonly number[], { direction }: Stretch): readonly number[] {
  return direction === 'up' ? numbers : numbers.toReversed()
}
