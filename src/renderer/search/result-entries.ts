// The rows of the results: each run, its hits, and a last row where it has more. Pure.

import type { Hit, SearchGroup } from '../../core/contract/calls/search.ts'

export type ResultEntry =
  | { readonly type: 'run'; readonly key: string; readonly group: SearchGroup }
  | { readonly type: 'hit'; readonly key: string; readonly group: SearchGroup; readonly hit: Hit }
  | { readonly type: 'more'; readonly key: string; readonly group: SearchGroup }

/** The rows of `groups`, in order. */
export function resultEntries(groups: readonly SearchGroup[]): readonly ResultEntry[] {
  return groups.flatMap((group) => {
    const { run, hits, more } = group
    const entries: ResultEntry[] = [{ type: 'run', key: `r${run.id}`, group }]
    for (const hit of hits) entries.push({ type: 'hit', key: `h${run.id}.${hit.seq}`, group, hit })
    if (more) entries.push({ type: 'more', key: `m${run.id}`, group })
    return entries
  })
}
