// A search as whoever waits for it wants it: its slices put together until there is a page to show.

import type { HitCount, SearchGroup } from '../../core/contract/calls/search.ts'
import type { Output } from '../../core/contract/contract.ts'
import { addCounts } from '../../core/contract/hit-counts.ts'
import type { CountInput, LogReview, SearchInput } from '../log/log-review.ts'

export type Search = LogReview['search']

/** Slices one after the other until `limit` things are found, nothing is left, or `ms` have passed. */
export async function gather(search: Search, input: SearchInput, ms: number): Promise<Output<'search.run'>> {
  const until = performance.now() + ms
  const groups: SearchGroup[] = []
  let { cursor } = input
  let found = 0
  for (;;) {
    const slice = await search({ ...input, cursor, limit: input.limit - found })
    cursor = slice.cursor
    for (const group of slice.groups) {
      found += group.hits.length + (group.itself ? 1 : 0)
      join(groups, group)
    }
    const { done, looked, runs } = slice
    if (done || found >= input.limit || performance.now() > until)
      return { groups, cursor, done, looked, runs }
  }
}

/** A run may be told of in several slices. */
function join(groups: SearchGroup[], group: SearchGroup): void {
  const last = groups.at(-1)
  if (last === undefined || last.run.id !== group.run.id) groups.push(group)
  else groups[groups.length - 1] = { ...last, hits: [...last.hits, ...group.hits], more: group.more }
}

/** Slices of a count one after the other until nothing is left, or `ms` have passed. */
export async function gatherCounts(
  count: LogReview['searchCount'],
  input: CountInput,
  ms: number,
): Promise<Output<'search.count'>> {
  const until = performance.now() + ms
  const byRun = new Map<number, HitCount>()
  let { cursor } = input
  for (;;) {
    const slice = await count({ ...input, cursor })
    cursor = slice.cursor
    addCounts(byRun, slice.counts)
    if (slice.done || performance.now() > until)
      return { counts: [...byRun.values()], cursor, done: slice.done }
  }
}
