// The window's composition root: the client, the stores, the clock and the acts, made once from the bridge. It knows no
// component. Module-level singletons were rejected: two of them in one process could not be told apart.

import type { Bridge } from '../../core/contract.ts'
import { isFinished } from '../../core/states.ts'
import { createClient } from '../store/client.ts'
import { createClock } from '../store/clock.ts'
import { createLiveStore, type LiveStore } from '../store/live-store.ts'
import { createNotices } from '../store/notices.ts'
import { startPull } from '../store/pull.ts'
import { startSync } from '../store/sync.ts'
import { createViewStore } from '../store/view-store.ts'
import { createActions } from './actions.ts'

/** The usual durations move slowly: asking for them this often is enough. */
const kindsPaceMs = 15_000

export type Desk = ReturnType<typeof createDesk>

/** Everything the components need, over `bridge`. `start` connects it and returns what stops it. */
export function createDesk(bridge: Bridge) {
  const client = createClient(bridge)
  const live = createLiveStore()
  const view = createViewStore()
  const notices = createNotices()
  const clock = createClock()
  const actions = createActions({ client, live, view, notices })

  function start(): () => void {
    const stopSync = startSync(client, live)
    const kinds = startPull(
      () => Promise.all([client.call('kinds.list', {}), client.call('app.info', {})]),
      () => (live.getState().info === null ? 1_000 : kindsPaceMs),
      ([list, info]) => live.setState({ kinds: list, info }),
      () => kinds.poke(),
    )
    const stopWatching = live.subscribe((state, before) => {
      if (state.runs !== before.runs && finishedCount(state.runs) !== finishedCount(before.runs)) kinds.poke()
    })
    return () => {
      stopWatching()
      kinds.stop()
      stopSync()
    }
  }

  return { client, live, view, notices, clock, actions, start }
}

function finishedCount(runs: ReturnType<LiveStore['getState']>['runs']): number {
  let count = 0
  for (const run of runs.values()) if (isFinished(run.job.state)) count++
  return count
}
