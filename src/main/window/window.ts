// The one window: made where it last stood, shown when it has something to show, and kept alive. It holds no state of a
// run: whatever happens to it, the engine goes on.

import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { PageAddress } from '../page/page-address.ts'
import { type KeepAlive, type KeepAliveOptions, keepAlive } from './keep-alive.ts'
import type { PlaceKeeper } from './keep-place.ts'
import { backgroundColour } from './theme.ts'
import { leastSize, placeOn } from './window-place.ts'

export type WindowOptions = {
  readonly page: PageAddress
  readonly places: PlaceKeeper
  /** Developer tools can be opened: never in a packaged app. */
  readonly developing: boolean
  /** The window is not shown before this resolves. */
  readonly ready: Promise<unknown>
  /** There is a new window, whose page does not listen yet. */
  readonly onMade: (window: BrowserWindow) => void
  /** Windows ends the person's session, and the process soon after. */
  readonly onSessionEnd: () => void
  readonly alive: KeepAliveOptions
}

export type MainWindow = {
  /** The window there is now, or null. */
  readonly get: () => BrowserWindow | null
  /** Opens the window, or brings the one there is to the front. */
  readonly open: () => void
}

export function createMainWindow(options: WindowOptions): MainWindow {
  let window: BrowserWindow | null = null
  let alive: KeepAlive | null = null

  const open = () => {
    if (window !== null) {
      alive?.retry()
      return bringToFront(window)
    }
    const made = makeWindow(options)
    window = made
    alive = keepAlive(made, options.alive)
    options.onMade(made)
    made.on('session-end', options.onSessionEnd)
    made.once('closed', () => {
      window = null
    })
  }
  return { get: () => window, open }
}

function makeWindow({ page, places, developing, ready }: WindowOptions): BrowserWindow {
  const { bounds, maximized } = placeOn(workAreas(), places.kept())
  const window = new BrowserWindow({
    ...bounds,
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    title: 'Runlight',
    icon: join(import.meta.dirname, '../../resources/icon-256.png'),
    show: false,
    backgroundColor: backgroundColour(nativeTheme.shouldUseDarkColors),
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // The spelling checker fetches its dictionaries from the network.
      spellcheck: false,
      devTools: developing,
    },
  })
  places.follow(window)
  const show = () => {
    if (window.isDestroyed()) return
    if (maximized) window.maximize()
    window.show()
  }
  // Where `ready` is rejected, whoever made it ends the app; there is nothing to show.
  window.once('ready-to-show', () => void ready.then(show, () => {}))
  // Only a development server can be missing; the window then shows Chromium's own page about it.
  window.loadURL(page.url).catch(() => {})
  return window
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function workAreas() {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary, ...others].map(({ workArea }) => workArea)
}
