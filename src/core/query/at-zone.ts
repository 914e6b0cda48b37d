// A query for whoever sits in another zone than the engine: its times as instants, so that `today` and `12:30` mean what they do on
// the screen of the one who asks. Pure.

import type { Query, Term } from './ast.ts'
import { parseQuery } from './parse.ts'
import { printQuery } from './print.ts'
import { instantOf } from './times.ts'

/** `query` as it is meant at `now` in `zone`, with its places; terms that mean the same everywhere stay as they are. */
export function atZone(query: Query, now: number, zone: string): Query {
  return zone === 'system' ? query : query.map((clause) => clause.map((term) => termAt(term, now, zone)))
}

/** The same of a query's text; a text that cannot be understood, or has no times, stays as it is. */
export function textAtZone(text: string, now: number, zone: string): string {
  if (zone === 'system' || !/(?:after|before):/i.test(text)) return text
  const { query, problems } = parseQuery(text)
  return problems.length > 0 ? text : printQuery(atZone(query, now, zone))
}

function termAt(term: Term, now: number, zone: string): Term {
  if (term.type !== 'filter' || (term.name !== 'after' && term.name !== 'before')) return term
  const values = term.values.map((value) => {
    const at = instantOf(value.text, now, zone)
    const isFixed = at === null || at === instantOf(value.text, now, 'system')
    return isFixed || Math.abs(at) > 8.64e15 ? value : { ...value, text: new Date(at).toISOString() }
  })
  return { ...term, values }
}
