// The hubs that a person opens, beside the app's own window: at most one window for each. Which there are and what they are called
// is kept by the engine's settings; the tray, the number on the icon and what is told are this computer's alone.

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { HubPlace } from '../../core/contract/calls/hubs.ts'
import type { DeskPort } from '../../engine/index.ts'
import { showError } from '../life/error-box.ts'
import type { Ways } from '../page/guard-contents.ts'
import { createPlaceKeeper, type PlaceKeeper } from '../window/keep-place.ts'
import { askHub } from './ask-hub.ts'
import type { Away } from './away-page.ts'
import { type HubSession, hubKey, openHubSession } from './hub-session.ts'
import { type HubWindow, openHubWindow } from './hub-window.ts'

export type HubsOptions = {
  readonly profileDir: string
  readonly developing: boolean
  readonly ways: Ways
  /** Chromium's, with the system's certificates and proxies. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** False once the app quits. */
  readonly isGoing: () => boolean
  readonly note: (where: string, thrown: unknown) => void
  readonly onSessionEnd: () => void
}

export type Hubs = {
  readonly desk: Pick<DeskPort, 'askHub' | 'openHub' | 'forgetHub'>
  /** The names are these now. */
  readonly apply: (hubs: readonly HubPlace[]) => void
  /** Colours what is seen of a window before its page. */
  readonly repaint: (colour: string) => void
  readonly hide: () => void
  /** Resolves when what was to be written is written. */
  readonly settled: () => Promise<void>
}

/** What is kept of a hub as long as the app runs: a session can be set up once. */
type Known = {
  readonly own: HubSession
  readonly places: PlaceKeeper
  readonly setAway: (away: Away) => void
  window: HubWindow | null
}

export function createHubs(options: HubsOptions): Hubs {
  const { profileDir, developing, ways, fetch, isGoing, note, onSessionEnd } = options
  const known = new Map<string, Known>()
  const placeFile = (origin: string) => join(profileDir, `hub-${hubKey(origin)}.json`)

  const meet = (origin: string): Known => {
    const before = known.get(origin)
    if (before !== undefined) return before
    let away: Away | null = null
    const own = openHubSession(
      origin,
      () => away,
      ({ text, tone }) => {
        if (tone === 'bad') void showError('Not saved', text, known.get(origin)?.window?.window ?? null)
      },
    )
    const met: Known = {
      own,
      places: createPlaceKeeper(placeFile(origin)),
      setAway: (next) => {
        away = next
      },
      window: null,
    }
    known.set(origin, met)
    return met
  }
  const each = (act: (window: HubWindow) => void) => {
    for (const { window } of known.values()) if (window !== null) act(window)
  }

  const openHub: DeskPort['openHub'] = (hub, token) => {
    if (!isGoing()) return
    const met = meet(hub.origin)
    const { own, places, setAway, window } = met
    if (window?.isClosing() === true) return void window.window.once('closed', () => openHub(hub, token))
    if (window !== null) return window.open(token)
    const setWay = (way: Parameters<Ways['set']>[1]) => ways.set(own.session, way)
    const onClosed = () => {
      met.window = null
    }
    met.window = openHubWindow(
      { hub, own, places, developing, setWay, setAway, note, onClosed, onSessionEnd },
      token,
    )
  }

  return {
    desk: {
      askHub: (origin) => askHub(fetch, origin),
      openHub,
      forgetHub: async (origin) => {
        const { own, places, window } = meet(origin)
        window?.window.destroy()
        await Promise.all([own.forget(), places.settled()])
        await rm(placeFile(origin), { force: true })
      },
    },
    apply: (hubs) => {
      for (const { origin, name } of hubs) known.get(origin)?.window?.rename(name)
    },
    repaint: (colour) => each(({ window }) => window.setBackgroundColor(colour)),
    hide: () => each(({ window }) => window.hide()),
    settled: async () => {
      await Promise.all([...known.values()].map(({ places }) => places.settled()))
    },
  }
}
