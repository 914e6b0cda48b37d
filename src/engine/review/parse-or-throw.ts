// A query's text for whoever searches by it: what cannot be understood is refused, with every problem in its place.

import { RunlightError } from '../../core/basics/errors.ts'
import type { Problem, Query } from '../../core/query/ast.ts'
import { parseQuery } from '../../core/query/parse.ts'

/** The query that `text` is; throws `bad-input` with its `problems` as detail. */
export function parseOrThrow(text: string): Query {
  const { query, problems } = parseQuery(text)
  const [first] = problems
  if (first === undefined) return query
  throw new RunlightError('bad-input', formatProblem(first), { problems })
}

/** One sentence or two: what is wrong, where, and what to do. */
function formatProblem({ from, message, mend }: Problem): string {
  return `The query cannot be understood at character ${(from + 1).toLocaleString('en-US')}: ${message} ${mend}`
}
