// Parses a query, reporting every problem with its place. Total and linear: any text gives an answer, and the valid
// terms are kept beside the problems.

import { isUuid } from '../basics/uuid.ts'
import type {
  FieldTerm,
  FilterName,
  FilterTerm,
  Operator,
  Parsed,
  Place,
  Problem,
  Query,
  Term,
  Value,
} from './ast.ts'
import { comparisons } from './ast.ts'
import { eventTraits, filters, isFilterName, runTraits } from './filters.ts'
import { longestQuery } from './longest-query.ts'
import { numberOf } from './numbers.ts'
import { type Piece, scan } from './scan.ts'
import { isTime, timeExamples } from './times.ts'
import { words } from './words.ts'

/** Terms and values of one query, taken together. */
const mostTerms = 100

type Report = (place: Place, message: string, mend: string) => void

/** What `text` asks for. A query with problems must not be searched by: it would find something else than was meant. */
export function parseQuery(text: string): Parsed {
  if (text.length > longestQuery) {
    const length = text.length.toLocaleString('en-US')
    const most = longestQuery.toLocaleString('en-US')
    const message = `This query has ${length} characters; at most ${most} can be understood.`
    return { query: [], problems: [{ from: longestQuery, to: text.length, message, mend: 'Shorten it.' }] }
  }
  const problems: Problem[] = []
  const report: Report = ({ from, to }, message, mend) => problems.push({ from, to, message, mend })
  const pieces = scan(text, (problem) => problems.push(problem))
  const query = clausesOf(bounded(pieces, text, report), report)
  return { query, problems: problems.toSorted((a, b) => a.from - b.from || a.to - b.to) }
}

function bounded(pieces: readonly Piece[], text: string, report: Report): readonly Piece[] {
  let count = 0
  for (const [i, piece] of pieces.entries()) {
    count += piece.type === 'filter' ? piece.values.length : 1
    if (count <= mostTerms) continue
    const place = { from: piece.from, to: text.trimEnd().length }
    report(place, `A query has at most ${mostTerms} words and values.`, 'Leave out everything from here on.')
    return pieces.slice(0, i)
  }
  return pieces
}

function clausesOf(pieces: readonly Piece[], report: Report): Query {
  const clauses: Term[][] = []
  let joins = false
  for (const [i, piece] of pieces.entries()) {
    if (piece.type === 'or') {
      const before = pieces[i - 1]
      const after = pieces[i + 1]
      if (before === undefined || after === undefined || before.type === 'or') {
        report(
          piece,
          'OR stands between two parts, and one of them is missing.',
          'Remove OR, or write "OR" to search for the word.',
        )
      } else joins = true
      continue
    }
    const term = piece.type === 'text' ? textTerm(piece, report) : filterTerm(piece, report)
    if (term !== null) {
      const last = clauses.at(-1)
      if (joins && last !== undefined) last.push(term)
      else clauses.push([term])
    }
    joins = false
  }
  return clauses
}

function textTerm(piece: Piece & { type: 'text' }, report: Report): Term | null {
  if (words(piece.text).length === 0) {
    report(
      piece,
      piece.text.trim() === ''
        ? 'There is nothing to search for here.'
        : 'There is no letter, digit or emoji here that could be searched for.',
      'Write a word, or remove it.',
    )
    return null
  }
  const { from, to, negated, text, quoted, prefix, suffix } = piece
  return { type: 'text', negated, text, quoted, prefix, suffix, from, to }
}

function filterTerm(piece: Piece & { type: 'filter' }, report: Report): Term | null {
  const name = piece.name.toLowerCase()
  if (isFilterName(name)) return namedTerm(piece, name, report)
  const path = piece.name.replace(/^data\./, '').split('.')
  return fieldTerm(piece, path, report)
}

function namedTerm(piece: Piece & { type: 'filter' }, name: FilterName, report: Report): FilterTerm | null {
  const { from, to, operator } = piece
  if (filters[name].takes === 'amount') return amountTerm(piece, name, report)
  if (isComparison(operator)) {
    report(
      { from, to: piece.valuesFrom },
      `${name} is a filter of its own and cannot be compared with ${operator}.`,
      `Write ${name}: and a value, or data.${name}${operator} for a field of that name.`,
    )
    return null
  }
  const known = checkedValues(piece, name, report)
  if (known === null) return null
  const negated = piece.negated !== (operator === '!=')
  return { type: 'filter', negated, name, values: known, from, to }
}

function amountTerm(piece: Piece & { type: 'filter' }, name: FilterName, report: Report): FilterTerm | null {
  const { from, to, operator, values, valuesFrom } = piece
  const isCompared = isComparison(operator)
  const wrong = values.find(({ text, prefix }) => prefix || numberOf(text) === null)
  if (wrong !== undefined || (isCompared && values.length > 1)) {
    const place = valuesFrom === to ? { from, to } : { from: valuesFrom, to }
    report(place, `After ${name}${operator} a number must stand.`, `Write one, as in ${name}>1000.`)
    return null
  }
  const negated = piece.negated !== (operator === '!=')
  const base = { type: 'filter', negated, name, values, from, to } as const
  return isCompared ? { ...base, comparison: operator } : base
}

/** The values as the filter knows them, or null where one of them means nothing. */
function checkedValues(
  piece: Piece & { type: 'filter' },
  name: FilterName,
  report: Report,
): readonly Value[] | null {
  const { values: allowed, takes } = filters[name]
  let sound = true
  const refuse = (place: Place, message: string, mend: string) => {
    sound = false
    report(place, message, mend)
  }
  const values = piece.values.map((value): Value => {
    const text = value.text.trim()
    if (text === '' || (text === '*' && !value.prefix)) {
      const place = value.from === value.to ? { from: piece.from, to: value.to } : value
      refuse(place, `${name}: has no value.`, exampleOf(name))
      return value
    }
    if (takes === 'time' && (value.prefix || !isTime(text))) {
      refuse(value, `“${text}” is no time.`, `Write ${timeExamples}.`)
    } else if (takes === 'number' && (value.prefix || !isRunName(text))) {
      refuse(value, `“${text}” is no run’s number.`, 'Write a whole number, as in run:7.')
    } else if (allowed !== null) {
      const lower = text.toLowerCase()
      const meant = allowed.find(
        (one) => one.toLowerCase() === lower || (name === 'connection' && one === lower.replaceAll(' ', '-')),
      )
      if (value.prefix || meant === undefined) {
        refuse(
          value,
          `${name}: knows no “${text}${value.prefix ? '*' : ''}”.`,
          `Write one of ${allowed.join(', ')}.`,
        )
      } else return { ...value, text: meant }
    }
    return { ...value, text: takes === 'number' ? text.replace('#', '').toLowerCase() : text }
  })
  if (takes === 'time' && values.length > 1) {
    const second = values[1]?.from ?? piece.from
    // Where nothing follows the comma, the comma itself is pointed at.
    const rest = { from: Math.min(second, piece.to - 1), to: piece.to }
    refuse(rest, `${name}: takes one time.`, 'Remove the others.')
  }
  if (name === 'is' && sound && mixes(values)) {
    refuse(
      piece,
      'These are partly traits of a run and partly of an event.',
      'Write is: once for each of the two.',
    )
  }
  return sound ? values : null
}

function mixes(values: readonly Value[]): boolean {
  const ofRun = values.filter(({ text }) => runTraits.some((trait) => trait === text))
  const ofEvent = values.filter(({ text }) => eventTraits.some((trait) => trait === text))
  return ofRun.length > 0 && ofEvent.length > 0
}

function fieldTerm(
  piece: Piece & { type: 'filter' },
  path: readonly string[],
  report: Report,
): FieldTerm | null {
  const { from, to, operator, negated, values } = piece
  const shown = path.join('.')
  const [first] = values
  const base = { type: 'field', negated, path, operator, from, to } as const
  if (isComparison(operator)) {
    if (first === undefined || values.length > 1 || first.prefix || numberOf(first.text) === null) {
      const place = { from: piece.valuesFrom, to }
      const at = place.from === place.to ? { from, to } : place
      report(at, `After ${shown}${operator} a number must stand.`, `Write one, as in ${shown}${operator}50.`)
      return null
    }
    return { ...base, values }
  }
  const empty = values.find((value) => value.from === value.to)
  if (empty !== undefined) {
    const place = values.length === 1 ? { from, to } : { from: Math.max(from, empty.from - 1), to: empty.to }
    report(
      place,
      `${shown}${operator} has no value.`,
      `Write one, as in ${shown}:done, or ${shown}:* for any, or "" for an empty text.`,
    )
    return null
  }
  // A bare star, as against one in quotes, has a length of one.
  const any = values.some((value) => value.text === '*' && !value.prefix && value.to - value.from === 1)
  return { ...base, values: any ? [] : values }
}

function isComparison(operator: Operator): operator is (typeof comparisons)[number] {
  return comparisons.some((one) => one === operator)
}

function exampleOf(name: FilterName): string {
  const { values, takes } = filters[name]
  if (values !== null) return `Write one of ${values.join(', ')}.`
  if (takes === 'time') return `Write ${timeExamples}.`
  return takes === 'number'
    ? 'Write a number, as in run:7.'
    : `Write one after the colon, in quotation marks where it has spaces.`
}

/** A run's number, or the name that a tap gave it. */
function isRunName(text: string): boolean {
  return /^#?[1-9]\d{0,14}$/.test(text) || isUuid(text)
}
