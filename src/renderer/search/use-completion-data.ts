// The data for completion: kinds, servers, tags and runs from the live store, and event names and JSON fields that the
// engine samples from the log, requested when typing begins.

import { useEffect, useMemo, useState } from 'react'
import type { Output } from '../../core/contract/contract.ts'
import type { Known } from '../../core/query/complete.ts'
import { useDesk } from '../desk/desk-context.ts'

/** What a query is about: all runs, or one. */
export type QueryScope = 'all' | { readonly run: number }

const latestRuns = 200
const none: Output<'search.known'> = { events: [], fields: [] }

/** The data for `scope`; the engine is asked whenever `active` becomes true. */
export function useCompletionData(scope: QueryScope, active: boolean): Known {
  const { client, live } = useDesk()
  const [sampled, setSampled] = useState(none)
  const run = scope === 'all' ? null : scope.run
  useEffect(() => {
    if (!active) return
    let stopped = false
    client.call('search.known', { run }).then(
      (known) => {
        if (!stopped) setSampled(known)
      },
      // Without an answer, the names of the filters are still suggested.
      () => undefined,
    )
    return () => {
      stopped = true
    }
  }, [client, run, active])
  return useMemo(() => {
    if (!active)
      return { kinds: [], servers: [], tags: [], models: [], tools: [], clients: [], runs: [], ...sampled }
    const { kinds, runs } = live.getState()
    const all = [...runs.values()]
    return {
      kinds: kinds.map(({ id, label }) => ({ id, label })),
      servers: distinct(all.map((one) => one.server)),
      tags: distinct(all.flatMap((one) => one.marks.tags)),
      models: distinct(all.flatMap((one) => one.job.usage?.model ?? [])),
      tools: distinct(all.flatMap((one) => one.job.toolNames ?? [])),
      clients: distinct(
        all.flatMap(({ tapped }) =>
          tapped === undefined ? [] : [tapped.client.address, tapped.client.agent ?? []].flat(),
        ),
      ),
      runs: all
        .slice(-latestRuns)
        .reverse()
        .map(({ id, title }) => ({ id, title })),
      ...sampled,
    }
  }, [live, active, sampled])
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted()
}
