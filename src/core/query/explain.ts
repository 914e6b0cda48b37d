// Explains a parsed query: one chip per term, with its place, so a person can see and remove it.

import { assertNever } from '../basics/assert-never.ts'
import type { FieldTerm, FilterName, FilterTerm, Place, Query, Term, TextTerm, Value } from './ast.ts'
import { formatInstant, instantOf } from './times.ts'

export type Chip = Place & {
  readonly words: string
  /** How it stands to the chip before it. */
  readonly joined: 'and' | 'or'
}

/** How people call things that the query names by an id; `zone` is the one that they read times in, the system's without it. */
export type Names = { readonly kind: (id: string) => string; readonly zone?: string }

/** The chips of `query`, in order. Total: every query that the parser gives has them. */
export function explainQuery(query: Query, names: Names, now: number): readonly Chip[] {
  return query.flatMap((clause) =>
    clause.map((term, i) => ({
      words: formatTerm(term, names, now),
      from: term.from,
      to: term.to,
      joined: i === 0 ? ('and' as const) : ('or' as const),
    })),
  )
}

/** One term in words: `kind is Stories`, `text has “safety check”`, `progress is below 50`. */
export function formatTerm(term: Term, names: Names, now: number): string {
  switch (term.type) {
    case 'text':
      return formatText(term)
    case 'filter':
      return formatFilter(term, names, now)
    case 'field':
      return formatField(term)
    default:
      return assertNever(term)
  }
}

/** The text of a query without the part at `place`, and without the OR that it was joined by. */
export function withoutPart(text: string, { from, to }: Place): string {
  const before = text.slice(0, from).replace(/\s+$/u, '')
  const after = text.slice(to).replace(/^\s+/u, '')
  if (/(^|\s)OR$/u.test(before)) return joined(before.replace(/\s*OR$/u, ''), after)
  return joined(before, after.replace(/^OR(\s+|$)/u, ''))
}

function joined(before: string, after: string): string {
  return before === '' || after === '' ? before + after : `${before} ${after}`
}

function formatText({ text, prefix, suffix, negated }: TextTerm): string {
  const has = negated ? 'text lacks' : 'text has'
  if (suffix) return `${has} a word ${prefix ? 'with' : 'ending with'} “${text}”${prefix ? ' in it' : ''}`
  return prefix ? `${has} a word beginning with “${text}”` : `${has} “${text}”`
}

const comparisonWords = { '<': 'below', '<=': 'at most', '>': 'above', '>=': 'at least' } as const

const nouns: Readonly<Record<FilterName, string>> = {
  kind: 'kind',
  server: 'server',
  state: 'job',
  connection: 'connection',
  run: 'run',
  title: 'title',
  tag: 'tag',
  note: 'note',
  model: 'model',
  tool: 'tool',
  client: 'client',
  alert: '',
  input_tokens: 'input tokens',
  output_tokens: 'output tokens',
  cached_tokens: 'cached tokens',
  reasoning_tokens: 'reasoning tokens',
  event: 'event',
  level: 'level',
  after: '',
  before: '',
  is: '',
  has: '',
}

function formatFilter({ name, values, negated, comparison }: FilterTerm, names: Names, now: number): string {
  switch (name) {
    case 'after':
    case 'before': {
      const at = instantOf(values[0]?.text ?? '', now, names.zone)
      const time = at === null ? 'a time out of reach' : formatInstant(at, names.zone)
      // Not after a time is before it, and the other way about.
      return (name === 'after') === negated ? `before ${time}` : `from ${time} on`
    }
    case 'is':
      return `is ${negated ? 'not ' : ''}${either(values, ({ text }) => text)}`
    case 'has':
      return `has ${negated ? 'no ' : ''}${either(values, ({ text }) => text)}`
    case 'alert':
      return `had ${negated ? 'no' : 'an'} alert: ${either(values, ({ text }) => text)}`
    case 'title':
    case 'note':
    case 'client':
      return `${name} ${negated ? 'lacks' : 'has'} ${either(values, quoted)}`
    case 'input_tokens':
    case 'output_tokens':
    case 'cached_tokens':
    case 'reasoning_tokens': {
      const verb = comparison === undefined ? '' : `${comparisonWords[comparison]} `
      return `${nouns[name]} ${negated ? 'not ' : ''}${verb}${either(values, ({ text }) => text)}`
    }
    case 'kind':
      return isOrBegins('kind', values, negated, ({ text }) => names.kind(text))
    default:
      return isOrBegins(nouns[name], values, negated, ({ text }) => text)
  }
}

function formatField({ path, operator, values, negated }: FieldTerm): string {
  const name = path.join('.')
  const said = formatComparison(name, operator, values)
  return negated ? `not: ${said}` : said
}

function formatComparison(name: string, operator: FieldTerm['operator'], values: readonly Value[]): string {
  const first = values[0]?.text ?? ''
  if (values.length === 0) return `${name} is there`
  switch (operator) {
    case ':':
      return isOrBegins(name, values, false, shown)
    case '=':
      return `${name} is exactly ${either(values, starred)}`
    case '!=':
      return `${name} is there and not ${either(values, starred)}`
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `${name} is ${comparisonWords[operator]} ${first}`
    default:
      return assertNever(operator)
  }
}

function isOrBegins(
  noun: string,
  values: readonly Value[],
  negated: boolean,
  format: (value: Value) => string,
): string {
  const begins = values.every((value) => value.prefix)
  const verb = begins ? (negated ? 'does not begin with' : 'begins with') : negated ? 'is not' : 'is'
  return `${noun} ${verb} ${either(values, (value) => (value.prefix && !begins ? `${format(value)}…` : format(value)))}`
}

function either(values: readonly Value[], format: (value: Value) => string): string {
  return values.map(format).join(' or ')
}

const quoted = ({ text, prefix }: Value): string => `“${text}${prefix ? '…' : ''}”`
const starred = (value: Value): string => `${shown(value)}${value.prefix ? '…' : ''}`
/** Numbers as they are, texts in quotation marks. */
const shown = ({ text }: Value): string => (/^-?[\d.]+$/.test(text) ? text : `“${text}”`)
