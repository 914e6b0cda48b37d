// The model of the window and its composition root: client, stores, clock and actions, made once from the bridge. Contains
// no component. Module-level singletons were rejected: tests need several desks in one process.

import type { Bridge } from '../../core/contract/contract.ts'
import { createClient } from '../store/client.ts'
import { createClock } from '../store/clock.ts'
import { createLiveStore } from '../store/live-store.ts'
import { createNotices } from '../store/notices.ts'
import { startPolling } from '../store/poll.ts'
import { documentPresence } from '../store/presence.ts'
import { startSync } from '../store/sync.ts'
import { createViewStore } from '../store/view-store.ts'
import { downloadFile } from '../ui/downloads.ts'
import { createActions } from './actions.ts'
import { hostMessageHandler } from './host-messages.ts'
import { notifyStorage } from './notify-storage.ts'
import { startPreferences } from './preferences.ts'
import { createRecentSearches } from './recent-searches.ts'
import { createScrub } from './scrub.ts'
import { syncMoment } from './sync-moment.ts'
import { syncRoute } from './sync-route.ts'
import { createTransfers } from './transfers.ts'

/** Usual durations change slowly; this often is enough. */
const kindsPaceMs = 15_000

export type Desk = ReturnType<typeof createDesk>

/** Everything the components need, over `bridge`. `start` connects it and returns what stops it. */
export function createDesk(bridge: Bridge) {
  const client = createClient(bridge)
  const live = createLiveStore()
  const view = createViewStore()
  const notices = createNotices()
  const presence = documentPresence()
  const clock = createClock(presence)
  const scrub = createScrub(client)
  const transfers = createTransfers(client, downloadFile)
  const recents = createRecentSearches()
  const actions = createActions({ client, live, view, notices, transfers, recents })

  function start(): () => void {
    const stopPreferences = startPreferences(live)
    const stopRoute = syncRoute({ view, live, notices })
    const stopMoment = syncMoment({ view, live, scrub })
    const stopHost = client.onHost(hostMessageHandler({ live, actions, notices }))
    const stopSync = startSync({ client, live, presence, openRun: () => view.getState().open })
    const stopStorage = notifyStorage(client, live, notices)
    const kinds = startPolling(
      () => Promise.all([client.call('kinds.list', {}), client.call('app.info', {})]),
      () => (live.getState().info === null ? 1_000 : kindsPaceMs),
      ([list, info]) => live.setState({ kinds: list, info }),
      () => kinds.refresh(),
    )
    const stopWatching = live.subscribe((state, before) => {
      // A job that has ended changes what is usual.
      if (state.board !== before.board) kinds.refresh()
      // Where secrets are kept may have changed with the servers; `app.info` says so.
      if (state.servers !== before.servers) kinds.refresh()
      // A kind file was saved: whoever did it waits for the kind.
      if (state.kindsVersion !== before.kindsVersion)
        client.call('kinds.list', {}).then(
          (list) => live.setState({ kinds: list }),
          () => kinds.refresh(),
        )
    })
    return () => {
      stopWatching()
      kinds.stop()
      stopStorage()
      stopSync()
      stopHost()
      stopMoment()
      stopRoute()
      stopPreferences()
    }
  }

  return { client, live, view, notices, clock, scrub, transfers, recents, actions, start }
}
