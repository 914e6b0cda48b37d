// Whether a query can be answered by an event alone, before anything is known of its run or was stored of it.

import type { Query } from './ast.ts'

/** Whether `query` asks for nothing but an event's name, its words and the fields of its data. */
export function asksEventAlone(query: Query): boolean {
  return query.flat().every((term) => term.type !== 'filter' || term.name === 'event')
}
