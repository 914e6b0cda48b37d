// Where in the log a match may be, over all runs, the newest first: the blocks whose words and figures allow for one, a page at
// a time, and the tails of the runs that are being written, which are few. Rows that are stored while it goes on belong to
// events that came after the search began.

import { blockOf, blockSize } from '../../../../core/log/blocks.ts'
import type { Result, Statement } from '../base/statements.ts'
import type { Database } from '../read/database.ts'
import { partition } from '../read/event-blocks.ts'
import { mostIn, type Plan } from './search-plan.ts'
import type { Surveys } from './surveys.ts'

/**
 * Few rows would have the database go through the primary key for them, block by block, instead of asking the words. Where
 * surveys judge them, most of many may be none.
 */
const mostRows = 512
const mostJudged = 4_096
/** Pages for one question at most: beyond that a run is said to hold a match, and is looked into by itself. */
const mostPages = 4
/**
 * Partitions that are asked in one message, at most. Each is asked by itself: over many, the database plans for words that are
 * found soon, and is wrong.
 */
const mostPartitions = 32

export type NewestBlocks = {
  /** The last event of the run's newest block that may hold a match; 0 where none does. */
  readonly newestIn: (run: number) => number
  /** All blocks of the run that may hold one, newest first; null where they are not all known. */
  readonly blocksOf: (run: number) => readonly number[] | null
  /** Runs from `run` on in the walk that hold candidates, as far as all of these are known. */
  readonly runsFrom: (run: number, most: number) => readonly number[]
}

export function createNewestBlocks(db: Database, surveys: Surveys, plan: Plan): NewestBlocks {
  const judge = surveys.of(plan.words)
  const limit = judge.helps ? mostJudged : mostRows
  const found = new Map<number, Set<number>>()
  /** Where the walk began, and the row that was read last: those before it are to come. Null: there are none. */
  let began = 0
  let reached: { readonly run: number; readonly first: number } | null = null
  let partitions = 1
  let hasTails = false

  const begin = (run: number) => {
    found.clear()
    began = run
    reached = { run: run + 1, first: 0 }
    partitions = 1
    hasTails = false
  }
  const add = (run: number, block: number) => {
    const blocks = found.get(run) ?? new Set()
    blocks.add(block)
    found.set(run, blocks)
  }
  /** The newest candidates among runs `least` to `most`. */
  const page = (
    least: number,
    most: number,
    before: { readonly run: number; readonly first: number },
  ): Statement => ({
    sql: `SELECT array_agg(p.run) AS runs, array_agg(p.first_seq) AS firsts, ${plan.hasFigures ? 'array_agg(p.figures)' : 'NULL::text[]'} AS figures
      FROM (
        SELECT b.run, b.first_seq, b.figures FROM runlight.event_block b
        WHERE b.run BETWEEN ${least} AND ${most} AND (b.run, b.first_seq) < ($1, $2) AND ${plan.inBlocks}
        ORDER BY b.run DESC, b.first_seq DESC LIMIT ${limit}
      ) AS p`,
    params: [before.run, before.first],
  })
  const tailsOf: Statement = {
    sql: `SELECT DISTINCT t.run, (t.first_seq - 1) / ${blockSize} AS block FROM runlight.event_tail t WHERE ${plan.inTails}`,
  }
  const turn = (): void => {
    if (reached === null) return
    const before = reached
    const newest = Math.floor(before.run / partition)
    const asked = Array.from({ length: Math.min(partitions, newest + 1) }, (_, i) => (newest - i) * partition)
    const [, ...results] = db.many([
      // An index of words is taken for dearer than it is: what it saves reading is not counted.
      { sql: `SELECT set_config('enable_seqscan', 'off', true)` },
      ...asked.map((least) => page(least, least + partition - 1, before)),
      ...asked.flatMap((least) => judge.questions(least / partition)),
      ...(hasTails ? [] : [tailsOf]),
    ])
    if (!hasTails) for (const { run, block } of results.at(-1)?.rows ?? []) add(Number(run), Number(block))
    hasTails = true
    let answers = asked.length
    for (const least of asked) {
      const number = least / partition
      if (judge.questions(number).length > 0) judge.hear(number, results[answers++])
    }
    for (const [i, least] of asked.entries()) {
      const rows = rowsOf(results[i])
      for (const { run, first, figures } of rows) {
        if (!judge.mayHold(run, first)) continue
        if (!plan.hasFigures || mostIn(plan, figures) > 0) add(run, blockOf(first))
      }
      const last = rows.at(-1)
      if (last !== undefined && rows.length === limit) {
        // What is older is asked again from there.
        reached = { run: last.run, first: last.first }
        return
      }
      reached = least === 0 ? null : { run: least, first: 0 }
    }
    partitions = Math.min(mostPartitions, partitions * 2)
  }
  /** All rows of the run were read, and of those newer than it. */
  const isKnown = (run: number) =>
    run <= began && (reached === null || reached.run < run || (reached.run === run && reached.first === 0))

  return {
    newestIn: (run) => {
      // Somebody went back to an earlier page.
      if (run > began) begin(run)
      for (let pages = 0; !isKnown(run) && !found.has(run); pages++) {
        if (pages === mostPages) return Number.MAX_SAFE_INTEGER
        turn()
      }
      const blocks = found.get(run)
      return blocks === undefined ? 0 : (Math.max(...blocks) + 1) * blockSize
    },
    blocksOf: (run) => (isKnown(run) ? [...(found.get(run) ?? [])].toSorted((a, b) => b - a) : null),
    runsFrom: (run, most) =>
      [...found.keys()]
        .filter((one) => one <= run && isKnown(one))
        .toSorted((a, b) => b - a)
        .slice(0, most),
  }
}

/** The rows of a page, the newest first. */
function rowsOf(result: Result | undefined) {
  const { runs, firsts, figures } = result?.rows[0] ?? {}
  if (!Array.isArray(runs) || !Array.isArray(firsts)) return []
  return runs
    .map((run, i) => ({
      run: Number(run),
      first: Number(firsts[i]),
      figures: Array.isArray(figures) ? figures[i] : null,
    }))
    .toSorted((a, b) => b.run - a.run || b.first - a.first)
}
