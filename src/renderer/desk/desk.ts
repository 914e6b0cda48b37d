// The window's composition root: the client, the stores, the clock and the acts, made once from the bridge. It knows no
// component. Module-level singletons were rejected: two of them in one process could not be told apart.

import type { Bridge } from '../../core/contract/contract.ts'
import { isFinished } from '../../core/run/states.ts'
import { createClient } from '../store/client.ts'
import { createClock } from '../store/clock.ts'
import { createLiveStore, type LiveStore } from '../store/live-store.ts'
import { createNotices } from '../store/notices.ts'
import { startPolling } from '../store/poll.ts'
import { startSync } from '../store/sync.ts'
import { createViewStore } from '../store/view-store.ts'
import { downloadFile } from '../ui/downloads.ts'
import { createActions } from './actions.ts'
import { followHost } from './follow-host.ts'
import { followPlace } from './follow-place.ts'
import { createScrub } from './scrub.ts'
import { tellStorage } from './tell-storage.ts'
import { createTransfers } from './transfers.ts'

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
  const scrub = createScrub(client)
  const transfers = createTransfers(client, downloadFile)
  const actions = createActions({ client, live, view, notices, transfers })

  function start(): () => void {
    const stopPlace = followPlace({ view, live, notices })
    const stopHost = client.onHost(followHost({ live, actions, notices }))
    const stopSync = startSync(client, live)
    const stopTelling = tellStorage(client, live, notices)
    const kinds = startPolling(
      () => Promise.all([client.call('kinds.list', {}), client.call('app.info', {})]),
      () => (live.getState().info === null ? 1_000 : kindsPaceMs),
      ([list, info]) => live.setState({ kinds: list, info }),
      () => kinds.refresh(),
    )
    const stopWatching = live.subscribe((state, before) => {
      if (state.runs !== before.runs && finishedCount(state.runs) !== finishedCount(before.runs))
        kinds.refresh()
      // A key store that answered late changes what is kept, and with it what is said of it.
      if (state.servers !== before.servers) kinds.refresh()
    })
    return () => {
      stopWatching()
      kinds.stop()
      stopTelling()
      stopSync()
      stopHost()
      stopPlace()
    }
  }

  return { client, live, view, notices, clock, scrub, transfers, actions, start }
}

function finishedCount(runs: ReturnType<LiveStore['getState']>['runs']): number {
  let count = 0
  for (const run of runs.values()) if (isFinished(run.job.state)) count++
  return count
}
