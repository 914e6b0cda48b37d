// The app's own window, of which there is one: kept alive, and holding no state of a run. Whatever happens to it, the engine goes
// on.

import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import type { PageAddress } from '../page/page-address.ts'
import { type KeepAlive, type KeepAliveOptions, keepAlive } from './keep-alive.ts'
import type { PlaceKeeper } from './keep-place.ts'
import { bringToFront, makeWindow } from './make-window.ts'

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
    const preload = join(import.meta.dirname, '../preload/index.cjs')
    const made = makeWindow({ title: 'Runlight', preload, ...options })
    window = made
    // Only a development server can be missing; the window then shows Chromium's own page about it.
    made.loadURL(options.page.url).catch(() => {})
    alive = keepAlive(made, options.alive)
    options.onMade(made)
    made.on('session-end', options.onSessionEnd)
    made.once('closed', () => {
      window = null
    })
  }
  return { get: () => window, open }
}
