// How many events of a block a query can hold for, at most, by what the block says of its events: 0 lets it be skipped. It
// may say too much, never too little.

import { type Block, otherNames } from '../../core/log/blocks.ts'
import { zoneAt } from '../../core/log/zones.ts'
import type { FieldTerm, Query, Term, Value } from '../../core/query/ast.ts'
import { compare } from '../../core/query/fields.ts'
import { isName } from '../../core/query/match-run.ts'
import { numberOf } from '../../core/query/numbers.ts'
import { instantOf } from '../../core/query/times.ts'

/** The bound for `clauses` at `now`. Without `pings` events that are nothing else are not counted. */
export function createBlockBound(clauses: Query, now: number, pings: boolean): (block: Block) => number {
  const bounds = clauses.map((clause) => clause.map((term) => boundOf(term, now)))
  return (block) => {
    let most = pings ? block.events : block.events - block.pings
    for (const terms of bounds) {
      if (most === 0) return 0
      most = Math.min(
        most,
        terms.reduce((sum, bound) => sum + bound(block), 0),
      )
    }
    return most
  }
}

/** How many events of a block a term can hold for, at most. */
type Bound = (block: Block) => number

const all: Bound = (block) => block.events
const when =
  (test: (block: Block) => boolean): Bound =>
  (block) =>
    test(block) ? block.events : 0

function boundOf(term: Term, now: number): Bound {
  if (term.type === 'text') return all
  if (term.type === 'field') return term.negated ? all : zoneBound(term)
  const at = instantOf(term.values[0]?.text ?? '', now) ?? Number.NaN
  if (term.name === 'after' || term.name === 'before') {
    // Not after a time is before it.
    return when(
      (term.name === 'after') === term.negated
        ? (block) => block.firstAt < at
        : (block) => block.lastAt >= at,
    )
  }
  if (term.negated) return all
  const bounds = term.values.map((value) =>
    term.name === 'event' ? nameBound(value) : classBound(value.text),
  )
  return (block) => bounds.reduce((sum, bound) => sum + bound(block), 0)
}

function nameBound(value: Value): Bound {
  return ({ names }) => {
    let sum = names[otherNames] ?? 0
    for (const [name, count] of Object.entries(names))
      if (name !== otherNames && isName(name, value)) sum += count
    return sum
  }
}

function classBound(word: string): Bound {
  const count = classes[word]
  return count === undefined ? all : (block) => block[count]
}

const classes: Readonly<
  Record<string, 'errors' | 'warnings' | 'info' | 'pings' | 'late' | 'repeats' | 'unreadable' | 'content'>
> = {
  error: 'errors',
  warning: 'warnings',
  info: 'info',
  ping: 'pings',
  late: 'late',
  repeat: 'repeats',
  unreadable: 'unreadable',
  content: 'content',
}

function zoneBound({ path, operator, values }: FieldTerm): Bound {
  if (operator === ':' || operator === '=' || operator === '!=') return all
  const limit = numberOf(values[0]?.text ?? '')
  if (limit === null) return all
  return when(({ zones }) => {
    const zone = zoneAt(zones, path)
    return zone === 'unknown' || (zone !== 'none' && zone.some((end) => compare(end, operator, limit)))
  })
}
