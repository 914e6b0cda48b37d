// How the events of a query are found without reading them all: what the full-text index can answer, what SQLite can
// answer from the columns before the data, which blocks cannot hold a match, and what is left for the matcher. A plan may
// look at too much, never at too little. FTS syntax is made here alone, from words that hold letters and digits only.

import type { Block } from '../../../../core/log/blocks.ts'
import { flags } from '../../../../core/log/flags.ts'
import type { Clause, FieldTerm, FilterTerm, Query, Term, Value } from '../../../../core/query/ast.ts'
import type { EventTrait, Level } from '../../../../core/query/filters.ts'
import { numberOf } from '../../../../core/query/numbers.ts'
import { instantOf } from '../../../../core/query/times.ts'
import { words } from '../../../../core/query/words.ts'
import { createBlockBound } from '../../../review/block-bound.ts'
import { type ColumnPlan, isOfColumns, planColumns } from './column-plan.ts'

export type Plan = {
  /** An FTS5 expression that every match fits; null where the index cannot help. */
  readonly match: string | null
  /** The index has to gather all that `match` may be before it gives the first: it is asked only where it must be. */
  readonly matchIsDear: boolean
  /** What `match` does not decide, for the matcher. */
  readonly afterMatch: Query
  /** SQL over the columns of `events` that every match fits. */
  readonly where: string
  readonly whereValues: readonly (string | number)[]
  /** What `where` does not decide, for the matcher. */
  readonly afterWhere: Query
  /** What number columns can say of a block; null where that is nothing. */
  readonly columns: ColumnPlan | null
  /** What neither `where` nor `columns` decide, for the matcher. */
  readonly afterColumns: Query
  /** `where` says more than that pings are not wanted. */
  readonly asksWhere: boolean
  /** Pings are not wanted; neither `match` nor the clauses say so. */
  readonly hidesPings: boolean
  /** Whether there is anything that blocks can be told apart by. */
  readonly narrowsBlocks: boolean
  /** At most this many matches are in the block; 0 lets it be skipped. */
  readonly most: (block: Block) => number
}

/** The plan for `clauses`, which hold no terms about runs. Without `pings` events that are nothing else are left out. */
export function planSearch(clauses: Query, now: number, pings: boolean): Plan {
  const matches = clauses.map(matchOf)
  const wheres = clauses.map((clause) => whereOf(clause, now))
  const known = wheres.flatMap((where) => where ?? [])
  const afterWhere = clauses.filter((_, i) => wheres[i] === null)
  const sql = [...(pings ? [] : [`NOT flags & ${flags.ping}`]), ...known.map((one) => one.sql)]
  return {
    match: joinMatches(matches),
    matchIsDear: clauses.some((clause) => clause.some(hasPrefix)),
    afterMatch: clauses.filter((_, i) => matches[i]?.decides !== true),
    where: sql.length === 0 ? '1' : sql.join(' AND '),
    whereValues: known.flatMap((one) => one.values),
    afterWhere,
    columns: planColumns(afterWhere.filter(isOfColumns)),
    afterColumns: afterWhere.filter((clause) => !isOfColumns(clause)),
    asksWhere: known.length > 0,
    hidesPings: !pings,
    narrowsBlocks: sql.length > 0 || clauses.some((clause) => clause.every((term) => term.type !== 'text')),
    most: createBlockBound(clauses, now, pings),
  }
}

function hasPrefix(term: Term): boolean {
  if (term.type === 'text') return term.prefix
  return term.type === 'field' && term.values.some((value) => value.prefix)
}

type Match = { readonly fts: string; readonly negated: boolean; readonly decides: boolean }

function joinMatches(matches: readonly (Match | null)[]): string | null {
  const given = matches.filter((match) => match !== null)
  const wanted = given.filter((match) => !match.negated).map((match) => match.fts)
  if (wanted.length === 0) return null
  const unwanted = given.filter((match) => match.negated).map((match) => match.fts)
  const all = `(${wanted.join(' AND ')})`
  return unwanted.length === 0 ? all : `${all} NOT (${unwanted.join(' OR ')})`
}

/** A negated clause decides only beside one that is not, since FTS5 has no complement. */
function matchOf(clause: Clause, _index: number, all: Query): Match | null {
  const [only] = clause
  if (clause.length === 1 && only?.type === 'text' && only.negated && !only.suffix) {
    const decides = all.some((other) => other.every((term) => !term.negated && ftsOf(term) !== null))
    return { fts: textMatch(only.text, only.prefix), negated: true, decides }
  }
  const parts = clause.map((term) => (term.negated ? null : ftsOf(term)))
  if (parts.some((part) => part === null)) return null
  const decides = clause.every((term) => term.type === 'text')
  return { fts: `(${parts.join(' OR ')})`, negated: false, decides }
}

/** What the index knows of a term that is not negated; null where that is nothing: it has words by their beginnings alone. */
function ftsOf(term: Term): string | null {
  if (term.type === 'text' && term.suffix) return null
  if (term.type === 'text') return textMatch(term.text, term.prefix)
  return term.type === 'field' ? fieldMatch(term) : null
}

/** Keys and texts of JSON are in the index like everything else. Numbers may be written in several ways. */
function fieldMatch({ path, operator, values }: FieldTerm): string | null {
  const keys = path.filter((key) => !/^\d+$/.test(key)).map(words)
  const named = keys.filter((key) => key.length > 0).map((key) => phrase(key, false))
  if (operator !== ':' && operator !== '=') {
    // Comparisons go by zones, which know better than the index where a number is.
    return operator === '!=' && named.length > 0 ? named.join(' AND ') : null
  }
  const wanted = values.map(valueMatch)
  const parts = wanted.length === 0 || wanted.includes(null) ? named : [...named, `(${wanted.join(' OR ')})`]
  return parts.length === 0 ? null : `(${parts.join(' AND ')})`
}

function valueMatch({ text, prefix }: Value): string | null {
  const said = words(text)
  if (said.length === 0) return null
  // 0.5 may be written 0.50, and 007 is 7; a whole number is taken to be written out, not as 5e1.
  if (numberOf(text) !== null && !/^-?(?:0|[1-9]\d{0,14})$/.test(text)) return null
  return phrase(said, prefix)
}

function textMatch(text: string, prefix: boolean): string {
  return phrase(words(text), prefix)
}

function phrase(said: readonly string[], prefix: boolean): string {
  return `"${said.join(' ')}"${prefix ? ' *' : ''}`
}

type Where = { readonly sql: string; readonly values: readonly (string | number)[] }

/** SQL that says exactly what the clause says; null where SQLite would have to read the data. */
function whereOf(clause: Clause, now: number): Where | null {
  const parts = clause.map((term) => (term.type === 'filter' ? filterWhere(term, now) : null))
  if (parts.includes(null)) return null
  const known = parts.flatMap((part) => part ?? [])
  return {
    sql: `(${known.map((part) => part.sql).join(' OR ')})`,
    values: known.flatMap((part) => part.values),
  }
}

function filterWhere(term: FilterTerm, now: number): Where | null {
  const bare = bareWhere(term, now)
  return bare === null || !term.negated ? bare : { sql: `NOT (${bare.sql})`, values: bare.values }
}

function bareWhere({ name, values }: FilterTerm, now: number): Where | null {
  switch (name) {
    case 'level':
      return { sql: values.map(({ text }) => levelWhere(text as Level)).join(' OR '), values: [] }
    case 'is': {
      const bits = values.reduce((sum, { text }) => sum | flags[text as EventTrait], 0)
      return { sql: `flags & ${bits}`, values: [] }
    }
    case 'event':
      // SQLite folds the case of ASCII only.
      return values.every(({ text, prefix }) => !prefix && /^[\x20-\x7e]*$/.test(text))
        ? {
            sql: values.map(() => 'name = ? COLLATE NOCASE').join(' OR '),
            values: values.map(({ text }) => text),
          }
        : null
    case 'after':
    case 'before': {
      const at = instantOf(values[0]?.text ?? '', now)
      return at === null ? null : { sql: `at ${name === 'after' ? '>=' : '<'} ?`, values: [at] }
    }
    default:
      return null
  }
}

function levelWhere(level: Level): string {
  return level === 'info'
    ? `NOT flags & ${flags.error | flags.warning | flags.ping}`
    : `flags & ${flags[level]}`
}
