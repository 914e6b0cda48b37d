// The named filters: their values, whether they ask about a run or an event, and their help. The parser, the
// explanation, the completion and the matcher all use this list.

import { alertTypes } from '../run/attention.ts'
import { connectionStates, jobStates } from '../run/states.ts'
import type { FilterName, FilterTerm, Term } from './ast.ts'

export type FilterKind = {
  /** Asked of the run, of the event, or of either by its value. */
  readonly of: 'run' | 'event' | 'value'
  /** The only values there are; null where any will do. */
  readonly values: readonly string[] | null
  /** What kind of value it takes where it is no plain text. An amount may also be compared. */
  readonly takes: 'text' | 'number' | 'time' | 'amount'
  /** For completion: what it finds, in a few words. */
  readonly help: string
}

const levels = ['error', 'warning', 'info', 'ping'] as const
export type Level = (typeof levels)[number]

/** `is:` with a word about the run. */
export const runTraits = [
  'pinned',
  'imported',
  'noted',
  'tagged',
  'seen',
  'live',
  'finished',
  'alerting',
  'tapped',
  'client-gone',
  'client-slow',
  'unrecorded',
] as const
export type RunTrait = (typeof runTraits)[number]
/** `is:` with a word about the event. */
export const eventTraits = [
  'late',
  'repeat',
  'maybeRepeat',
  'unreadable',
  'ping',
  'truncated',
  'noData',
  'cutOff',
  'bareLine',
  'content',
  'terminal',
] as const
export type EventTrait = (typeof eventTraits)[number]
/** `has:` is asked of the run. */
const holdings = ['gap', 'note', 'tag', 'items', 'text', 'reasoning', 'tools'] as const
export type Holding = (typeof holdings)[number]

/** What a rule may fire for on a run; that none was started is about no run. */
const alertsOfRuns = alertTypes.filter((type) => type !== 'none-started')

export const filters: Readonly<Record<FilterName, FilterKind>> = {
  kind: { of: 'run', values: null, takes: 'text', help: 'the run’s kind' },
  server: { of: 'run', values: null, takes: 'text', help: 'the server’s name' },
  state: { of: 'run', values: jobStates, takes: 'text', help: 'the job’s state' },
  connection: { of: 'run', values: connectionStates, takes: 'text', help: 'the connection’s state' },
  run: { of: 'run', values: null, takes: 'number', help: 'the run’s number, or the name that a tap gave it' },
  title: { of: 'run', values: null, takes: 'text', help: 'a part of the run’s title' },
  tag: { of: 'run', values: null, takes: 'text', help: 'a tag of the run' },
  note: { of: 'run', values: null, takes: 'text', help: 'a part of the run’s note' },
  model: { of: 'run', values: null, takes: 'text', help: 'the model that answered' },
  tool: { of: 'run', values: null, takes: 'text', help: 'a tool that a model called' },
  client: { of: 'run', values: null, takes: 'text', help: 'a part of a client’s address or user agent' },
  alert: { of: 'run', values: alertsOfRuns, takes: 'text', help: 'what a rule has fired for' },
  input_tokens: { of: 'run', values: null, takes: 'amount', help: 'what a model was given' },
  output_tokens: { of: 'run', values: null, takes: 'amount', help: 'what a model wrote' },
  cached_tokens: { of: 'run', values: null, takes: 'amount', help: 'input read from a cache' },
  reasoning_tokens: { of: 'run', values: null, takes: 'amount', help: 'output that was reasoning' },
  event: { of: 'event', values: null, takes: 'text', help: 'the event’s name' },
  level: { of: 'event', values: levels, takes: 'text', help: 'how grave the event is' },
  after: { of: 'value', values: null, takes: 'time', help: 'from a time on: today, 12:30, 2h, 2026-01-31' },
  before: { of: 'value', values: null, takes: 'time', help: 'before a time: today, 12:30, 2h, 2026-01-31' },
  is: { of: 'value', values: [...runTraits, ...eventTraits], takes: 'text', help: 'a trait of run or event' },
  has: { of: 'run', values: holdings, takes: 'text', help: 'what the run holds' },
}

/** The filters of a model's tokens, by the figure that they ask for. */
export const tokenFilters = {
  input_tokens: 'input',
  output_tokens: 'output',
  cached_tokens: 'cached',
  reasoning_tokens: 'reasoning',
} as const

/** What a term is asked of. Times are asked of both: of an event when it arrived, of a run whether it was there then. */
export function subjectOf(term: Term): 'run' | 'event' | 'time' {
  if (term.type !== 'filter') return 'event'
  const { of } = filters[term.name]
  if (of !== 'value') return of
  if (term.name !== 'is') return 'time'
  return isRunTrait(term) ? 'run' : 'event'
}

/** The parser lets no `is:` mix traits of runs with traits of events. */
function isRunTrait(term: FilterTerm): boolean {
  return runTraits.some((trait) => trait === term.values[0]?.text)
}

export function isFilterName(name: string): name is FilterName {
  return Object.hasOwn(filters, name)
}
