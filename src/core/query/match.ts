// Whether a run or an event matches a query. This defines the meaning of the grammar: indexes and blocks only narrow
// down what is tested here. Pure; `now` resolves words like “today”.

import { assertNever } from '../basics/assert-never.ts'
import { type JsonObject, parseJsonObject } from '../basics/json.ts'
import { flags } from '../log/flags.ts'
import type { RunSummary } from '../run/run.ts'
import { countsAs } from '../run/tally.ts'
import type { Clause, FilterTerm, Query, Term, TextTerm, Value } from './ast.ts'
import { fieldTest } from './fields.ts'
import { type EventTrait, type Holding, type Level, type RunTrait, subjectOf } from './filters.ts'
import { instantOf } from './times.ts'
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

/** Whether `text` is the value, or begins with it where it was written with a star; case aside. */
export function isName(text: string, { text: wanted, prefix }: Pick<Value, 'text' | 'prefix'>): boolean {
  const lower = text.toLowerCase()
  return prefix ? lower.startsWith(wanted.toLowerCase()) : lower === wanted.toLowerCase()
}

function runHolds(run: RunSummary, term: FilterTerm): boolean {
  return runFilterHolds(run, term) !== term.negated
}

function runFilterHolds(run: RunSummary, { name, values }: FilterTerm): boolean {
  switch (name) {
    case 'kind':
      return values.some((value) => isName(run.kind, value))
    case 'server':
      return values.some((value) => isName(run.server, value))
    case 'state':
      return values.some((value) => run.job.state === value.text)
    case 'connection':
      return values.some((value) => run.connection.state === value.text)
    case 'run':
      return values.some((value) => run.id === Number(value.text))
    case 'tag':
      return values.some((value) => run.marks.tags.some((tag) => isName(tag, value)))
    case 'title':
      return values.some((value) => contains(run.title, value))
    case 'note':
      return values.some((value) => contains(run.marks.note, value))
    case 'is':
      return values.some((value) => hasTrait(run, value.text as RunTrait))
    case 'has':
      return values.some((value) => hasThing(run, value.text as Holding))
    default:
      return false
  }
}

/** Whether any moment of the run is what a time asks for. Not after a time is before it, and the other way about. */
function wasThere(run: RunSummary, { name, values, negated }: FilterTerm, now: number): boolean {
  const at = instant(values, now)
  if ((name === 'after') !== negated) return (run.lastEventAt ?? run.createdAt) >= at
  return Math.min(run.createdAt, run.job.firstEventAt ?? run.createdAt) < at
}

function hasTrait(run: RunSummary, trait: RunTrait): boolean {
  switch (trait) {
    case 'pinned':
      return run.marks.pinned
    case 'imported':
      return run.imported !== null
    case 'noted':
      return run.marks.note !== ''
    case 'tagged':
      return run.marks.tags.length > 0
    case 'seen':
      return run.marks.acknowledgedAt !== null
    // As the board counts them.
    case 'live':
    case 'finished':
      return countsAs(run, trait)
    default:
      return assertNever(trait)
  }
}

function hasThing(run: RunSummary, thing: Holding): boolean {
  switch (thing) {
    case 'gap':
      return run.gaps > 0
    case 'note':
      return run.marks.note !== ''
    case 'tag':
      return run.marks.tags.length > 0
    case 'items':
      return run.job.items > 0
    case 'text':
      return run.job.textLength > 0
    default:
      return assertNever(thing)
  }
}

function contains(text: string, { text: wanted, prefix }: Value): boolean {
  const phrase = words(wanted)
  if (phrase.length === 0) return text.toLowerCase().includes(wanted.toLowerCase())
  return hasPhrase(words(text), phrase, { prefix })
}

function saysText(texts: readonly (readonly string[])[], term: TextTerm): boolean {
  const phrase = words(term.text)
  return texts.some((text) => hasPhrase(text, phrase, term))
}

/** Values of times were checked by the parser; one that is out of reach lets nothing through. */
function instant(values: readonly Value[], now: number): number {
  return instantOf(values[0]?.text ?? '', now) ?? Number.NaN
}
