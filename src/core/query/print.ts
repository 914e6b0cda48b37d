// Prints a query's terms in the canonical form, which parses back to the same terms.

import type { Clause, FieldTerm, FilterTerm, Query, Term, Value } from './ast.ts'

export function printQuery(query: Query): string {
  return query.map(printClause).join(' ')
}

function printClause(clause: Clause): string {
  return clause.map(printTerm).join(' OR ')
}

/** One term as a person could have written it. */
function printTerm(term: Term): string {
  return `${term.negated ? '-' : ''}${printBare(term)}`
}

function printBare(term: Term): string {
  if (term.type === 'text') {
    const { text, quoted, prefix, suffix } = term
    return `${suffix ? '*' : ''}${quoted ? quote(text) : text}${prefix ? '*' : ''}`
  }
  return term.type === 'filter' ? printFilter(term) : printField(term)
}

function printFilter({ name, comparison, values }: FilterTerm): string {
  return `${name}${comparison ?? ':'}${values.map(printValue).join(',')}`
}

/** Always with `data.`: a field may have the name of a filter. */
function printField({ path, operator, values }: FieldTerm): string {
  const shown = values.length === 0 ? '*' : values.map(printValue).join(',')
  return `data.${path.join('.')}${operator}${shown}`
}

/** `text` as a value of a filter, in quotes where it needs them. */
export function printValue({ text, prefix }: Pick<Value, 'text' | 'prefix'>): string {
  const bare = /^[^\s,"*][^\s,]*$/u.test(text) && !text.endsWith('*')
  return `${bare ? text : quote(text)}${prefix ? '*' : ''}`
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
