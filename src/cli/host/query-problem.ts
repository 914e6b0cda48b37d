// What is wrong with a query, on a terminal: the sentence, then the query with the place marked under it.

import type { Problem } from '../../core/query/ast.ts'
import { printable } from '../terminal/printable.ts'
import { widthOf } from '../terminal/width.ts'

/** So much of a query is shown around a place. UTF-16 units. */
const around = 60

/** Every problem of `query`, each in three lines. */
export function formatProblems(query: string, problems: readonly Problem[]): string {
  return problems.map((problem) => formatProblem(query, problem)).join('')
}

function formatProblem(query: string, { from, to, message, mend }: Problem): string {
  const start = Math.max(0, from - around)
  const end = Math.min(query.length, Math.max(to, from + 1) + around)
  const before = `${start > 0 ? '…' : ''}${printable(query.slice(start, from))}`
  const marked = printable(query.slice(from, Math.min(to, from + around)))
  const after = `${printable(query.slice(Math.min(to, from + around), end))}${end < query.length ? '…' : ''}`
  const carets = `${' '.repeat(widthOf(before))}${'^'.repeat(Math.max(1, widthOf(marked)))}`
  return `runlight: ${printable(message)} ${printable(mend)}\n  ${before}${marked}${after}\n  ${carets}\n`
}
