// Facets as what they are: parts of the log's query. Including and excluding edits the text of the query and nothing else,
// so that the box, the facets and the address can never tell different stories. Pure.

import type { Clause, FilterName, FilterTerm, Query, Value } from '../../../core/query/ast.ts'
import { parseQuery } from '../../../core/query/parse.ts'
import { printQuery, printValue } from '../../../core/query/print.ts'

export type Facet = { readonly name: Extract<FilterName, 'level' | 'event' | 'is'>; readonly value: string }
export type FacetState = 'included' | 'excluded' | null

/** What `text` says of `facet` by itself. A facet that is one of several alternatives is not said to be anything. */
export function facetState(text: string, facet: Facet): FacetState {
  for (const clause of parseQuery(text).query) {
    const term = termOf(clause, facet.name)
    if (term?.values.some((value) => isValue(value, facet))) return term.negated ? 'excluded' : 'included'
  }
  return null
}

/** `text` with `facet` included, excluded or left alone. A text that cannot be understood keeps what it has. */
export function withFacet(text: string, facet: Facet, state: FacetState): string {
  const { query, problems } = parseQuery(text)
  const said = `${facet.name}:${printValue({ text: facet.value, prefix: false })}`
  if (problems.length > 0) {
    return state === null ? text : `${text.trimEnd()} ${state === 'excluded' ? '-' : ''}${said}`
  }
  const without = query.flatMap((clause) => {
    const term = termOf(clause, facet.name)
    if (term === null) return [clause]
    const values = term.values.filter((value) => !isValue(value, facet))
    return values.length === 0 ? [] : [[{ ...term, values }]]
  })
  return printQuery(state === null ? without : joined(without, facet, state === 'excluded'))
}

/** With the value in the clause that there is for it: included values are alternatives, excluded ones are all left out. */
function joined(query: Query, { name, value }: Facet, negated: boolean): Query {
  const added: Value = { from: 0, to: 0, text: value, prefix: false }
  const home = query.findIndex((clause) => termOf(clause, name)?.negated === negated)
  if (home === -1) return [...query, [{ type: 'filter', from: 0, to: 0, negated, name, values: [added] }]]
  return query.map((clause, i): Clause => {
    const term = i === home ? termOf(clause, name) : null
    return term === null ? clause : [{ ...term, values: [...term.values, added] }]
  })
}

/** The clause's one term, where it is a filter of that name. */
function termOf(clause: Clause, name: FilterName): FilterTerm | null {
  const [only] = clause
  return clause.length === 1 && only?.type === 'filter' && only.name === name ? only : null
}

function isValue(value: Value, facet: Facet): boolean {
  return !value.prefix && value.text.toLowerCase() === facet.value.toLowerCase()
}
