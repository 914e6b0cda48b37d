// Many at once: when a server goes down with all of its runs, one alert names the server. Pure.

import type { Rule } from './rule.ts'

/** So long a firing waits for others, ms, where its rule gathers. */
export const gatherMs = 1_000

export type RunAt = { readonly run: number; readonly at: number }

/**
 * What becomes of the firings in `waiting`, which are one rule's on one server and have waited long enough: alerts of their
 * own, or one of several that includes those told of lately (`recent`). Times are epoch ms.
 */
export function gather<T extends RunAt>(
  together: Rule['together'],
  waiting: readonly T[],
  recent: readonly RunAt[],
  now: number,
): { readonly single: readonly T[]; readonly many: readonly number[] } {
  if (together === null) return { single: waiting, many: [] }
  const lately = recent.filter(({ at }) => at > now - together.withinMs)
  const runs = new Set([...lately, ...waiting].map(({ run }) => run))
  return runs.size >= together.runs && waiting.length > 0
    ? { single: [], many: [...runs] }
    : { single: waiting, many: [] }
}
