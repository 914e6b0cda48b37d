// The log of a hub as the reading commands have a data directory's: the same functions, each by a call.

import { RunlightError } from '../../core/basics/errors.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { ReadOnlyLog } from '../../engine/index.ts'
import { createHub, type HubPlace } from '../../server/remote/hub.ts'
import { type Call, createCaller } from '../host/caller.ts'

/** What a hub's log can be read for. */
export type HubLog = Omit<ReadOnlyLog, 'alerts'>

const mostHits = 500
const mostRows = 500

/** Opens nothing: each function asks the hub and rejects with its refusal. */
export function openHubLog(place: HubPlace): HubLog {
  const call = createCaller(createHub(place).dispatch)
  return {
    runs: () => allRuns(call),
    isWatched: true,
    events: async (run, from, limit) => (await call('events.range', { run, from, limit })).rows,
    listed: async (run, from, limit) => {
      const filter = { pings: true, query: '' }
      const window = { run, filter, index: from - 1, limit: Math.min(limit, mostRows) }
      return (await call('events.window', window)).rows
    },
    search: (input) => call('search.run', { ...input, limit: Math.min(input.limit, mostHits) }),
    searchCount: (input) => call('search.count', input),
    figures: (run) =>
      call('review.figures', { run }).catch((thrown: unknown) => {
        if (thrown instanceof RunlightError && thrown.code === 'not-found') return null
        throw thrown
      }),
    usual: (kind) => call('review.usual', { kind }),
    digest: (since, until) => call('digest.read', { since, until }),
    close: async () => {},
  }
}

/** Every run, oldest first, page by page. */
async function allRuns(call: Call): Promise<RunSummary[]> {
  const byId = new Map<number, RunSummary>()
  let page: { readonly runs: readonly RunSummary[]; readonly next: number | null } = await call(
    'runs.snapshot',
    {},
  )
  for (;;) {
    for (const run of page.runs) byId.set(run.id, run)
    if (page.next === null) return [...byId.values()].toSorted((a, b) => a.id - b.id)
    page = await call('runs.page', { before: page.next })
  }
}
