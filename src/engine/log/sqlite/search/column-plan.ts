// The clauses of a query that number columns can answer: comparisons of fields, `progress<50` or `-tokens>=10 OR a.b<1`. What
// is answered for a block is exact for each of its events; where a column is missing the clause is left to the matcher.

import type { Block } from '../../../../core/log/blocks.ts'
import {
  bothOf,
  type EventBits,
  eitherOf,
  everyEvent,
  noEvent,
  othersThan,
} from '../../../../core/log/event-bits.ts'
import { eventsThat } from '../../../../core/log/number-column.ts'
import { zoneAt } from '../../../../core/log/zones.ts'
import type { Clause, Query, Term } from '../../../../core/query/ast.ts'
import { compare } from '../../../../core/query/fields.ts'
import { numberOf } from '../../../../core/query/numbers.ts'

/** The events of a whole block that fit those clauses that could be answered; `isAll`: that was all of them. */
export type Answered = { readonly bits: EventBits; readonly isAll: boolean }

export type ColumnPlan = {
  /** Of the columns that are needed; members are joined by dots. */
  readonly paths: readonly string[]
  readonly answer: (block: Block, columns: ReadonlyMap<string, Uint8Array>) => Answered
}

/** Whether columns may answer `clause`. */
export function isOfColumns(clause: Clause): boolean {
  return clause.every((term) => testOf(term) !== null)
}

/** The plan for `clauses`, each of which `isOfColumns`; null where there are none. */
export function planColumns(clauses: Query): ColumnPlan | null {
  if (clauses.length === 0) return null
  const tests = clauses.map((clause) => clause.flatMap((term) => testOf(term) ?? []))
  return {
    paths: [...new Set(tests.flat().map(({ path }) => path))],
    answer: (block, columns) => {
      let bits = everyEvent
      let isAll = true
      for (const terms of tests) {
        const fitting = anyOf(terms, block, columns)
        if (fitting === null) isAll = false
        else bits = bits === everyEvent ? fitting : bothOf(bits, fitting)
      }
      return { bits, isAll }
    },
  }
}

type ColumnTest = {
  readonly path: string
  /** Null where the block does not know. */
  readonly bits: (block: Block, columns: ReadonlyMap<string, Uint8Array>) => EventBits | null
}

function anyOf(
  tests: readonly ColumnTest[],
  block: Block,
  columns: ReadonlyMap<string, Uint8Array>,
): EventBits | null {
  let some: EventBits = noEvent
  for (const test of tests) {
    const bits = test.bits(block, columns)
    if (bits === null) return null
    some = some === noEvent ? bits : eitherOf(some, bits)
  }
  return some
}

/** Null where columns know nothing of the term. */
function testOf(term: Term): ColumnTest | null {
  if (term.type !== 'field') return null
  const { operator, negated, values } = term
  const limit = numberOf(values[0]?.text ?? '')
  if (limit === null || operator === ':' || operator === '=' || operator === '!=') return null
  // A dot in a member would make the path that of another field.
  if (term.path.some((member) => member.includes('.'))) return null
  const fits = (value: number) => compare(value, operator, limit)
  const path = term.path.join('.')
  return {
    path,
    bits: ({ zones }, columns) => {
      const zone = zoneAt(zones, term.path)
      if (zone === 'unknown') return null
      const stored = zone === 'none' ? undefined : columns.get(path)
      const bits =
        zone === 'none' || !zone.some(fits) ? noEvent : stored === undefined ? null : eventsThat(stored, fits)
      return bits === null || !negated ? bits : othersThan(bits)
    },
  }
}
