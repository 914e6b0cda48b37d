// Which runs a rule is about. Pure.

import type { FilterName, Problem, Query } from '../query/ast.ts'
import { matchesRun } from '../query/match.ts'
import { parseQuery } from '../query/parse.ts'
import { sameTag } from '../run/marks.ts'
import type { RunSummary } from '../run/run.ts'
import type { Watched } from './history.ts'
import type { Rule, Scope } from './rule.ts'

/** What a run is called and has on it: its states change while it is watched, and no scope asks for them. */
const lastingFilters: ReadonlySet<FilterName> = new Set([
  'kind',
  'server',
  'run',
  'title',
  'tag',
  'note',
  'client',
])

/** The search of a scope, and what is wrong with it. */
export function parseScope(text: string): { readonly query: Query; readonly problems: readonly Problem[] } {
  const { query, problems } = parseQuery(text)
  const wrong = query.flat().flatMap((term): Problem[] => {
    if (term.type === 'text' || (term.type === 'filter' && lastingFilters.has(term.name))) return []
    const { from, to } = term
    return [
      {
        from,
        to,
        message: 'A rule’s runs are chosen by what they are called, not by what becomes of them.',
        mend: 'Use words of the title, or kind:, server:, title:, tag:, note:, client: and run:.',
      },
    ]
  })
  return { query, problems: [...problems, ...wrong] }
}

/** Tells of `rule` whether a run is in its scope; made once for many runs. */
export function scopeTest({ scope }: Pick<Rule, 'scope'>): (run: Watched) => boolean {
  const { query } = parseScope(scope.query)
  return (run) => isInLists(scope, run) && (query.length === 0 || matchesRun(query, run as RunSummary, 0))
}

function isInLists({ kinds, servers, tags, run: only }: Scope, run: Watched): boolean {
  if (only !== null && run.id !== only) return false
  if (kinds.length > 0 && !kinds.includes(run.kind)) return false
  if (servers.length > 0 && !servers.includes(run.server)) return false
  return tags.length === 0 || tags.some((tag) => run.marks.tags.some((other) => sameTag(tag, other)))
}
