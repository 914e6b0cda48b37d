// Whether a run or an event matches a query. This defines the meaning of the grammar: indexes and blocks only narrow
// down what is tested here. Pure; `now` resolves words like “today”.

import { assertNever } from '../basics/assert-never.ts'
import { type JsonObject, parseJsonObject } from '../basics/json.ts'
import { flags } from '../log/flags.ts'
import type { RunSummary } from '../run/run.ts'
import type { Clause, FilterTerm, Query, Term, TextTerm } from './ast.ts'
import { fieldTest } from './fields.ts'
import { type EventTrait, type Level, subjectOf } from './filters.ts'
import { instant, isName, runHolds, wasThere } from './match-run.ts'
import { dataWords, hasPhrase, words } from './words.ts'

export type EventFacts = {
  readonly at: number
  readonly name: string
  readonly data: string
  readonly flags: number
}

/** What is left to ask of a run's events once the run itself is known; null where none of them can fit. */
export function clausesFor(query: Query, run: RunSummary): Query | null {
  const left: Clause[] = []
  for (const clause of query) {
    const ofRun = clause.filter((term) => subjectOf(term) === 'run')
    if (ofRun.some((term) => term.type === 'filter' && runHolds(run, term))) continue
    const rest = clause.filter((term) => subjectOf(term) !== 'run')
    if (rest.length === 0) return null
    left.push(rest)
  }
  return left
}

/** Whether an event fits every clause; terms about its run must be gone from them (`clausesFor`). Made once for many. */
export function eventTest(clauses: Query, now: number): (event: EventFacts) => boolean {
  const test = factsTest(clauses, now)
  return (event) => test(factsOf(event))
}

/** The same for events that several queries are asked of: what one made of the data, the next finds in `factsOf`. */
export function factsTest(clauses: Query, now: number): (facts: Facts) => boolean {
  const tests = clauses.map((clause) => clause.map((term) => termTest(term, now)))
  return (facts) => tests.every((terms) => terms.some((test) => test(facts)))
}

/** `event` before anything was asked of it. */
export function factsOf(event: EventFacts): Facts {
  return { event, said: null, object: undefined }
}

/**
 * Whether the run itself is what is looked for: by its title, tags or note, or because nothing is asked of its events. A
 * query that asks more of an event than its words is never answered by a run.
 */
export function matchesRun(query: Query, run: RunSummary, now: number): boolean {
  let said: readonly (readonly string[])[] | null = null
  return query.every((clause) =>
    clause.some((term) => {
      if (term.type === 'text') {
        said ??= [run.title, ...run.marks.tags, run.marks.note].map(words)
        return saysText(said, term) !== term.negated
      }
      if (term.type !== 'filter') return false
      const subject = subjectOf(term)
      return subject === 'time' ? wasThere(run, term, now) : subject === 'run' && runHolds(run, term)
    }),
  )
}

/** False where `run` was not there at a time that is asked for, so that none of its events can be of that time. */
export function mayHoldInTime(clauses: Query, run: RunSummary, now: number): boolean {
  return clauses.every((clause) =>
    clause.some((term) => subjectOf(term) !== 'time' || (term.type === 'filter' && wasThere(run, term, now))),
  )
}

/** Whether every clause can be answered by the run alone, so that listing its events would say nothing. */
export function asksRunsOnly(clauses: Query): boolean {
  return clauses.every((clause) => clause.every((term) => subjectOf(term) === 'time'))
}

/** An event with what was made of its data so far. */
export type Facts = {
  readonly event: EventFacts
  said: readonly string[] | null
  object: JsonObject | null | undefined
}

function wordsOf(facts: Facts): readonly string[] {
  facts.said ??= dataWords(facts.event.data)
  return facts.said
}

/** The event's data as an object, parsed once; null where it is none. */
export function objectOf(facts: Facts): JsonObject | null {
  if (facts.object === undefined) facts.object = parseJsonObject(facts.event.data)
  return facts.object
}

type Test = (facts: Facts) => boolean

function termTest(term: Term, now: number): Test {
  const test = bareTest(term, now)
  return term.negated ? (facts) => !test(facts) : test
}

function bareTest(term: Term, now: number): Test {
  switch (term.type) {
    case 'text': {
      const phrase = words(term.text)
      return (facts) => hasPhrase(wordsOf(facts), phrase, term)
    }
    case 'field': {
      const test = fieldTest(term)
      return (facts) => {
        const object = objectOf(facts)
        return object !== null && test(object)
      }
    }
    case 'filter':
      return filterTest(term, now)
    default:
      return assertNever(term)
  }
}

function filterTest({ name, values }: FilterTerm, now: number): Test {
  switch (name) {
    case 'event':
      return ({ event }) => values.some((value) => isName(event.name, value))
    case 'level':
      return ({ event }) => values.some((value) => hasLevel(event.flags, value.text as Level))
    case 'is': {
      const bits = values.reduce((sum, value) => sum | flags[value.text as EventTrait], 0)
      return ({ event }) => (event.flags & bits) !== 0
    }
    case 'after': {
      const from = instant(values, now)
      return ({ event }) => event.at >= from
    }
    case 'before': {
      const end = instant(values, now)
      return ({ event }) => event.at < end
    }
    default:
      return () => false
  }
}

/** A level is what the event's flags say; `info` is what has no other level. */
function hasLevel(bits: number, level: Level): boolean {
  if (level === 'info') return (bits & (flags.error | flags.warning | flags.ping)) === 0
  return (bits & flags[level]) !== 0
}

function saysText(texts: readonly (readonly string[])[], term: TextTerm): boolean {
  const phrase = words(term.text)
  return texts.some((text) => hasPhrase(text, phrase, term))
}
