// What surveys know: which of the rows of blocks that they cover hold all words of a query in one event. A row of no survey may
// hold anything. Rows and words of a survey never change, so that what was read of one is good for as long as it is kept.

import type { Result, Statement } from '../base/statements.ts'
import { int4s, int8s } from '../base/values.ts'
import {
  bucketOf,
  keepPlaces,
  keyOfPair,
  keyOfWord,
  type Places,
  unpackPlaces,
} from '../events/word-places.ts'
import type { Database } from '../read/database.ts'
import { partition } from '../read/event-blocks.ts'
import type { Needed, WordPlan } from './word-plan.ts'

/** Words and pairs of a query that are asked for; the rest is left to what reads the blocks. */
const mostWords = 16
/** Rows of blocks whose places are kept, of as many surveys as that is. */
const mostRows = 2 ** 19
/** Queries whose judges are kept, and how long: a survey that was made since would help, too. */
const keptJudges = 8
const keptMs = 60_000

/** The rows that a survey covers, by run and first event. */
type Covered = {
  readonly runs: readonly number[]
  readonly firsts: readonly number[]
  /** The place of the first event of each row, and at last the number of all events. */
  readonly places: Int32Array
}

/** A row that a survey covers, and whether it may hold a match. */
type Judged = { readonly covered: Covered; readonly may: Uint8Array }

/** What surveys know of the words of a query. */
export type Judge = {
  /** Whether surveys can tell more than the index: of one word alone they tell nothing. */
  readonly helps: boolean
  /** What is to be asked of partition `number`, which is not asked about twice; none where surveys tell no more than the index. */
  readonly questions: (number: number) => readonly Statement[]
  /** Takes the answer, one for each question. */
  readonly hear: (number: number, answer: Result | undefined) => void
  /** Whether the row of blocks of `run` that begins with event `first` may hold a match, as far as was heard. */
  readonly mayHold: (run: number, first: number) => boolean
}

export type Surveys = {
  readonly of: (words: WordPlan) => Judge
}

export function createSurveys(db: Pick<Database, 'all'>): Surveys {
  const kept = new Map<number, Covered>()
  const judges = new Map<string, { readonly judge: Judge; readonly madeAt: number }>()

  const coveredBy = (ids: readonly number[]): ReadonlyMap<number, Covered> => {
    const lacking = ids.filter((id) => !kept.has(id))
    const rows =
      lacking.length === 0
        ? []
        : db.all('SELECT id, runs, firsts, counts FROM runlight.surveys WHERE id = ANY($1)', int8s(lacking))
    for (const { id, runs, firsts, counts } of rows) {
      kept.set(Number(id), { runs: numbers(runs), firsts: numbers(firsts), places: sums(numbers(counts)) })
    }
    const found = new Map(
      ids.flatMap((id) => {
        const covered = kept.get(id)
        if (covered === undefined) return []
        kept.delete(id)
        kept.set(id, covered)
        return [[id, covered] as const]
      }),
    )
    let size = 0
    for (const { runs } of kept.values()) size += runs.length
    for (const [id, { runs }] of kept) {
      if (size <= mostRows) break
      size -= runs.length
      kept.delete(id)
    }
    return found
  }

  const newJudge = (plan: WordPlan): Judge => {
    const words = wordsOf(plan)
    const heard = new Map<number, readonly Judged[]>()
    const helps = words.size > 1
    return {
      helps,
      questions: (number) =>
        !helps || heard.has(number)
          ? []
          : [
              {
                sql: `SELECT s.id, w.places FROM runlight.surveys s
                  LEFT JOIN runlight.survey_words w ON w.survey = s.id AND w.bucket = ANY($2) WHERE s.partition = $1`,
                params: [number, int4s([...new Set([...words].map(bucketOf))])],
              },
            ],
      hear: (number, answer) => {
        const bySurvey = Map.groupBy(answer?.rows ?? [], ({ id }) => Number(id))
        const judged = [...coveredBy([...bySurvey.keys()])].flatMap(([id, covered]) => {
          const known = new Map(
            (bySurvey.get(id) ?? []).flatMap(({ places }) =>
              places instanceof Uint8Array ? [...unpackPlaces(places, words)] : [],
            ),
          )
          const events = eventsWith(plan, known, covered.places.at(-1) ?? 0)
          return events === null ? [] : [{ covered, may: rowsOf(covered, events) }]
        })
        heard.set(number, judged)
      },
      mayHold: (run, first) => {
        for (const { covered, may } of heard.get(Math.floor(run / partition)) ?? []) {
          const row = rowAt(covered, run, first)
          if (row !== -1 && may[row] !== 1) return false
        }
        return true
      },
    }
  }

  return {
    of: (words) => {
      const key = JSON.stringify(words)
      const known = judges.get(key)
      const now = performance.now()
      const one =
        known !== undefined && now - known.madeAt < keptMs ? known : { judge: newJudge(words), madeAt: now }
      judges.delete(key)
      judges.set(key, one)
      if (judges.size > keptJudges) judges.delete(judges.keys().next().value ?? key)
      return one.judge
    },
  }
}

function keysOf({ words, pairs }: Needed): readonly number[] {
  return [...words.map(keyOfWord), ...pairs.map(keyOfPair)]
}

function wordsOf(plan: WordPlan): ReadonlySet<number> {
  const words = plan.flatMap((alternatives) => alternatives.flatMap(keysOf))
  return new Set(words.slice(0, mostWords))
}

/** The events that may fit; null where nothing is known of them. */
function eventsWith(plan: WordPlan, known: ReadonlyMap<number, Places>, count: number): Int32Array | null {
  const needed = plan.flatMap((alternatives) => (alternatives.length === 1 ? alternatives : []))
  let events = withAll(needed.flatMap(keysOf), known, count, null)
  for (const alternatives of plan) {
    if (alternatives.length === 1) continue
    const found = alternatives.map((one) => withAll(keysOf(one), known, count, events))
    // Of one of them nothing is known beyond what holds for all.
    if (found.some((some) => some === events || some === null)) continue
    events = Int32Array.from(new Set(found.flatMap((some) => [...(some ?? [])]))).toSorted()
  }
  return events
}

/** Those of `among` (null: all) that have all `words`, as far as these are known; rare words first, which leave few. */
function withAll(
  words: readonly number[],
  known: ReadonlyMap<number, Places>,
  count: number,
  among: Int32Array | null,
): Int32Array | null {
  const places = [...new Set(words)].flatMap((word) => known.get(word) ?? [])
  const sorted = places.toSorted(
    (a, b) => Number(a.isWithout) - Number(b.isWithout) || a.steps.length - b.steps.length,
  )
  return sorted.reduce<Int32Array | null>((some, one) => keepPlaces(some, one, count), among)
}

/** Each row that holds one of `events` is 1. */
function rowsOf({ runs, places }: Covered, events: Int32Array): Uint8Array {
  const may = new Uint8Array(runs.length)
  let row = 0
  for (const event of events) {
    while (event >= (places[row + 1] ?? Number.POSITIVE_INFINITY)) row++
    may[row] = 1
  }
  return may
}

function rowAt({ runs, firsts }: Covered, run: number, first: number): number {
  let low = 0
  let high = runs.length
  if (run < (runs[0] ?? 0) || run > (runs.at(-1) ?? 0)) return -1
  while (low < high) {
    const middle = (low + high) >>> 1
    const its = runs[middle] ?? 0
    if (its < run || (its === run && (firsts[middle] ?? 0) < first)) low = middle + 1
    else high = middle
  }
  return runs[low] === run && firsts[low] === first ? low : -1
}

function sums(counts: readonly number[]): Int32Array {
  const places = new Int32Array(counts.length + 1)
  for (const [i, count] of counts.entries()) places[i + 1] = (places[i] ?? 0) + count
  return places
}

function numbers(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.map(Number) : []
}
