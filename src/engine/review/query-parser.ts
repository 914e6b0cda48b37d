// The queries that are being searched by, parsed once each: a search is answered in slices, and every slice brings the text.

import type { Query } from '../../core/query/ast.ts'
import { parseOrThrow } from './parse-or-throw.ts'

const keptQueries = 8

/** Gives `parseOrThrow` with a memory of the queries that were asked for last. */
export function createQueryParser() {
  const parsed = new Map<string, Query>()
  return (text: string): Query => {
    const query = parsed.get(text) ?? parseOrThrow(text)
    parsed.delete(text)
    parsed.set(text, query)
    if (parsed.size > keptQueries) parsed.delete(parsed.keys().next().value ?? text)
    return query
  }
}
