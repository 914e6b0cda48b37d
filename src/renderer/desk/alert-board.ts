// The alerts that are open, the rules and what is snoozed, as the engine has them: asked for again when a push says that they
// may have changed. Not in the live store: the first frame shows none of it.

import { createStore } from 'zustand/vanilla'
import { needsSomeone } from '../../core/alerts/open-alert.ts'
import type { Output } from '../../core/contract/contract.ts'
import type { Client } from '../store/client.ts'
import type { LiveState, LiveStore } from '../store/live-store.ts'
import { type Polling, startPolling } from '../store/poll.ts'

/** Open alerts that are held at most. */
const mostOpenHeld = 500
const paceMs = 500

/** The channels with how they fare, and the commands that one may run here. */
export type Channels = Pick<Output<'alerts.rules'>, 'channels' | 'commands' | 'commandsProblem'>

export type AlertBoard = Output<'alerts.rules'> & {
  /** Whether the rules, snoozes and channels were answered once. */
  readonly isKnown: boolean
  /** The latest first; null until the first answer. */
  readonly open: Output<'alerts.list'>['alerts'] | null
  /** There are more open ones than are held. */
  readonly more: boolean
}

export function createAlertBoard(client: Client, live: LiveStore) {
  const store = createStore<AlertBoard>(() => ({
    isKnown: false,
    rules: [],
    snoozes: [],
    fired: [],
    channels: [],
    commands: [],
    commandsProblem: null,
    open: null,
    more: false,
  }))

  /** Returns what stops it. */
  function start(): () => void {
    const stops = [
      follow(
        live,
        // With an alert, when its rule last fired has changed.
        (state) => `${state.rulesVersion} ${state.alertsVersion}`,
        () => client.call('alerts.rules', {}),
        (answer) => store.setState({ ...answer, isKnown: true }),
      ),
      follow(
        live,
        (state) => `${state.alertsVersion}`,
        () => client.call('alerts.list', { open: true, limit: mostOpenHeld }),
        ({ alerts, more }) => store.setState({ open: alerts, more }),
      ),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  return { store, start }
}

/** Asks once the engine answers and then whenever `version` is another; returns what stops that. */
function follow<T>(
  live: LiveStore,
  version: (state: LiveState) => string,
  ask: () => Promise<T>,
  take: (answer: T) => void,
): () => void {
  let polling: Polling | null = null
  const askAgain = () => {
    // A snapshot, once there is one again, is another version: nothing is to be done about an error.
    if (polling === null)
      polling = startPolling(
        ask,
        () => paceMs,
        take,
        () => {},
      )
    else polling.refresh()
  }
  if (live.getState().link.state === 'ready') askAgain()
  const unsubscribe = live.subscribe((state, before) => {
    if (state.link.state === 'ready' && version(state) !== version(before)) askAgain()
  })
  return () => {
    unsubscribe()
    polling?.stop()
  }
}

/** How many open alerts need someone: `3`, `500+`; null for none. */
export function needingCount({ open, more }: Pick<AlertBoard, 'open' | 'more'>): string | null {
  const count = open?.filter(needsSomeone).length ?? 0
  if (count === 0) return null
  return `${count.toLocaleString('en-US')}${more ? '+' : ''}`
}
