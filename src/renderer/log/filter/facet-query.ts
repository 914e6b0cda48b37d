// Facets as parts of the query. Including and excluding only edit the text of the query, so that the field, the facets and
// the URL always agree. Pure.

import type { Clause, FilterName, FilterTerm, Query, Value } from '../../../core/query/ast.ts'
import { parseQuery } from '../../../core/query/parse.ts'
import { printQuery, printValue } from '../../../core/query/print.ts'

export type Facet = { readonly name: Extract<FilterName, 'level' | 'event' | 'is'>; readonly value: string }
export type FacetState = 'included' | 'excluded' | null

/** The state of `facet` in the query `text`; null where it is one of several OR alternatives. */
export function facetState(text: string, facet: Facet): FacetState {
  for (const clause of parseQuery(text).query) {
    const term = termOf(clause, facet.name)
    if (term?.values.some((value) => isValue(value, facet))) return term.negated ? 'excluded' : 'included'
  }
  return null
}

/** The query `text` with `facet` included, excluded or removed. Invalid text is only appended to. */
export function withFacet(text: string, facet: Facet, state: FacetState): string {
  const { query, problems } = parseQuery(text)
  const term = `${facet.name}:${printValue({ text: facet.value, prefix: false })}`
  if (problems.length > 0) {
    return state === null ? text : `${text.trimEnd()} ${state === 'excluded' ? '-' : ''}${term}`
  }
  const without = query.flatMap((clause) => {
    const term = termOf(clause, facet.name)
    if (term === null) return [clause]
    const values = term.values.filter((value) => !isValue(value, facet))
    return values.length === 0 ? [] : [[{ ...term, values }]]
  })
  return printQuery(state === null ? without : joined(without, facet, state === 'excluded'))
}

/** Adds the value to the clause of its name: included values are alternatives, excluded values are all left out. */
function joined(query: Query, { name, value }: Facet, negated: boolean): Query {
  const added: Value = { from: 0, to: 0, text: value, prefix: false }
  const home = query.findIndex((clause) => termOf(clause, name)?.negated === negated)
  if (home === -1) return [...query, [{ type: 'filter', from: 0, to: 0, negated, name, values: [added] }]]
  return query.map((clause, i): Clause => {
    const term = i === home ? termOf(clause, name) : null
    return term === null ? clause : [{ ...term, values: [...term.values, added] }]
  })
}

/** The only term of `clause`, if it is a filter of that name. */
function termOf(clause: Clause, name: FilterName): FilterTerm | null {
  const [only] = clause
  return clause.length === 1 && only?.type === 'filter' && only.name === name ? only : null
}

function isValue(value: Value, facet: Facet): boolean {
  return !value.prefix && value.text.toLowerCase() === facet.value.toLowerCase()
}
