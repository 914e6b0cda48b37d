// The window of one hub, on the screens that the hub serves: without a bridge, in a session of its own, held to the hub's address,
// and never blank: where the hub is not reached, or does not answer soon, the window says so, and why.

import type { BrowserWindow } from 'electron'
import type { HubPlace } from '../../core/contract/calls/hubs.ts'
import { hubHost } from '../../core/team/hub-address.ts'
import type { Way } from '../page/guard-contents.ts'
import { keepAlive } from '../window/keep-alive.ts'
import type { PlaceKeeper } from '../window/keep-place.ts'
import { bringToFront, makeWindow } from '../window/make-window.ts'
import { showLost } from '../window/show-lost.ts'
import { type Away, awayUrl, isAway } from './away-page.ts'
import type { HubSession } from './hub-session.ts'
import { hubTitle } from './hub-title.ts'
import { createHubWay } from './hub-way.ts'
import { loadProblem } from './load-problem.ts'

export type HubWindowOptions = {
  readonly hub: HubPlace
  readonly own: HubSession
  readonly places: PlaceKeeper
  readonly developing: boolean
  /** Where the pages of the session may go from now on. */
  readonly setWay: (way: Way) => void
  /** What the page about an unreachable hub says from now on. */
  readonly setAway: (away: Away) => void
  readonly note: (where: string, thrown: unknown) => void
  readonly onClosed: () => void
  /** Windows ends the person's session, and the process soon after. */
  readonly onSessionEnd: () => void
}

export type HubWindow = {
  readonly window: BrowserWindow
  /** Whether it was told to close: it then does, a moment later, and cannot be shown again. */
  readonly isClosing: () => boolean
  /** Brings it to the front, and asks the hub again where it was not reached. With `token` the hub is opened by that. */
  readonly open: (token: string | null) => void
  readonly rename: (name: string) => void
}

/** The load was given up for another one. */
const aborted = -3

export function openHubWindow(options: HubWindowOptions, token: string | null): HubWindow {
  const { hub, own, places, developing, setWay, setAway, note, onClosed, onSessionEnd } = options
  const { origin } = hub
  let { name } = hub
  let pageTitle = ''
  const window = makeWindow({
    title: name,
    places,
    developing,
    ready: Promise.resolve(),
    session: own.session,
  })
  const { webContents } = window
  const way = createHubWay(origin, (url) =>
    // Once the load has ended that was stopped.
    setImmediate(() =>
      showAway(`It led to ${hostIn(url)}, which is not its own address, and was stopped there.`),
    ),
  )
  setWay(way)

  const load = (url: string) => void webContents.loadURL(url).catch(() => {})
  /** What the hub was last asked to open by, until it has answered. */
  let asked = token
  const goHome = (given: string | null) => {
    asked = given
    load(`${origin}/${given === null ? '' : `#token=${given}`}`)
  }
  let isOpening = false
  const showAway = (sentence: string | null) => {
    if (window.isDestroyed()) return
    isOpening = sentence === null
    setAway({ name, origin, sentence })
    load(awayUrl)
  }
  const retitle = () => {
    if (!window.isDestroyed()) window.setTitle(hubTitle(name, webContents.getURL(), pageTitle, way.isOut()))
  }

  webContents.on('did-fail-load', (_event, code, text, url, isMainFrame) => {
    if (isMainFrame && code !== aborted && !isAway(url)) showAway(loadProblem(text, hostIn(url)))
  })
  webContents.on('did-navigate', (_event, url) => {
    way.arrived(url)
    // Our page stays in sight until the hub's comes.
    if (!isAway(url)) asked = null
    else if (isOpening) goHome(asked)
    pageTitle = ''
    retitle()
  })
  window.on('page-title-updated', (event, title) => {
    event.preventDefault()
    pageTitle = title
    retitle()
  })
  // A page that does not want to be left would hold up quitting.
  webContents.on('will-prevent-unload', (event) => event.preventDefault())
  // By itself Electron sends the first certificate there is.
  webContents.on('select-client-certificate', (event, _url, _list, choose) => {
    event.preventDefault()
    // None is what the API takes for a refusal, and what its types leave out.
    Reflect.apply(choose, null, [])
  })
  const alive = keepAlive(window, {
    onReload: () => {},
    onLost: (lost) => showLost(lost, name, 'Open the hub again to load its window once more.'),
    note,
  })
  let isClosing = false
  window.on('close', () => {
    isClosing = true
  })
  window.on('session-end', onSessionEnd)
  window.once('closed', onClosed)
  showAway(null)

  return {
    window,
    isClosing: () => isClosing,
    open: (given) => {
      alive.retry()
      if (given !== null || isAway(webContents.getURL())) goHome(given ?? (isOpening ? asked : null))
      bringToFront(window)
    },
    rename: (next) => {
      if (next === name) return
      name = next
      retitle()
    },
  }
}

function hostIn(url: string): string {
  return URL.canParse(url) ? hubHost(url) : 'another address'
}
