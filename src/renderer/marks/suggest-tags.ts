// Suggests tags while one is typed: those of other runs, most used first. Pure.

import { cleanTag, sameTag } from '../../core/run/marks.ts'
import type { RunSummary } from '../../core/run/run.ts'

const maxSuggested = 8

/** Tags of `runs` that begin with or contain `typed`, without those in `has`. */
export function suggestTags(
  runs: Iterable<RunSummary>,
  has: readonly string[],
  typed: string,
): readonly string[] {
  const text = cleanTag(typed).toLowerCase()
  const rank = (tag: string) => (tag.toLowerCase().startsWith(text) ? 0 : 1)
  return countTags(runs)
    .filter(({ tag }) => tag.toLowerCase().includes(text) && !has.some((one) => sameTag(one, tag)))
    .sort((a, b) => rank(a.tag) - rank(b.tag) || b.count - a.count || a.tag.localeCompare(b.tag))
    .slice(0, maxSuggested)
    .map(({ tag }) => tag)
}

/** The tags of `runs`, and how many of them have each. */
export function countTags(
  runs: Iterable<RunSummary>,
): readonly { readonly tag: string; readonly count: number }[] {
  const counts = new Map<string, { readonly tag: string; count: number }>()
  for (const { marks } of runs) {
    for (const tag of marks.tags) {
      const known = counts.get(tag.toLowerCase())
      if (known === undefined) counts.set(tag.toLowerCase(), { tag, count: 1 })
      else known.count++
    }
  }
  return [...counts.values()]
}
