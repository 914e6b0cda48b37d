// What the first frame of the window needs of the desk, made once from the bridge: client, stores, clock, route and the
// answers of the engine. The rest of the desk (`deskOf`) is loaded after it. Contains no component. Module-level singletons
// were rejected: tests need several windows in one process.

import type { Bridge } from '../../core/contract/contract.ts'
import { type Client, createClient } from '../store/client.ts'
import { createClock } from '../store/clock.ts'
import { createLiveStore, type LiveStore } from '../store/live-store.ts'
import { createMail } from '../store/mail.ts'
import { createNotices } from '../store/notices.ts'
import { startPolling } from '../store/poll.ts'
import { documentPresence } from '../store/presence.ts'
import { startSync } from '../store/sync.ts'
import { createViewStore } from '../store/view-store.ts'
import { createFrameActions } from './frame-actions.ts'
import { startPreferences } from './preferences.ts'
import { syncRoute } from './sync-route.ts'

/** Usual durations change slowly; this often is enough. */
const kindsPaceMs = 15_000

export type Frame = ReturnType<typeof createFrame>

/** The frame over `bridge`. `start` connects it and returns what stops it. */
export function createFrame(bridge: Bridge) {
  const client = createClient(bridge)
  const live = createLiveStore()
  const view = createViewStore()
  const notices = createNotices()
  const presence = documentPresence()
  const clock = createClock(presence)
  const actions = createFrameActions({ client, live, view, notices })
  /** What was pressed, from the first frame on: what each key does is loaded after it. */
  const keyMail = createMail<KeyboardEvent>()
  /** What the host itself says, until the desk is there to hear it. */
  const hostMail = createMail<object>()
  const stops: (() => void)[] = []
  let isStopped = false

  /** Starts what came later than the frame; it is stopped with the frame. */
  function startLate(start: () => () => void): void {
    if (!isStopped) stops.push(start())
  }

  function start(): () => void {
    stops.push(
      startPreferences(live),
      listenForKeys(keyMail.put),
      syncRoute({ view, live, notices }),
      client.onHost(hostMail.put),
      startSync({ client, live, presence, clock, openRun: () => view.getState().open }),
      followKinds(client, live),
    )
    return () => {
      isStopped = true
      for (const stop of stops.splice(0).reverse()) stop()
    }
  }

  return { client, live, view, notices, clock, actions, keyMail, hostMail, start, startLate }
}

function listenForKeys(listener: (event: KeyboardEvent) => void): () => void {
  addEventListener('keydown', listener)
  return () => removeEventListener('keydown', listener)
}

/** What the host can do, and in a team who asks. */
async function infoAndMe(client: Client) {
  const info = await client.call('app.info', {})
  return { info, me: info.capabilities.team ? await client.call('team.me', {}) : null }
}

/** Keeps the kinds, and what the host can do, up to date; returns what stops that. */
function followKinds(client: Client, live: LiveStore): () => void {
  const take = (here: Awaited<ReturnType<typeof infoAndMe>>) => {
    const { me } = live.getState()
    // Somebody else has signed in: nothing of what the one before them saw or typed is theirs.
    if (me !== null && here.me !== null && me.key !== here.me.key) location.reload()
    else live.setState(here)
  }
  const kinds = startPolling(
    () => Promise.all([client.call('kinds.list', {}), infoAndMe(client)]),
    () => (live.getState().info === null ? 1_000 : kindsPaceMs),
    ([list, here]) => {
      live.setState({ kinds: list })
      take(here)
    },
    () => kinds.refresh(),
  )
  const stopWatching = live.subscribe((state, before) => {
    // A job that has ended changes what is usual.
    if (state.board !== before.board) kinds.refresh()
    // What somebody may do may be other than it was.
    if (state.link.state === 'ready' && before.link.state === 'lost')
      infoAndMe(client).then(take, () => kinds.refresh())
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
  }
}
