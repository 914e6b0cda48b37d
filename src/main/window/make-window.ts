// A window of the app, however many there are: made where it last stood, sandboxed and isolated, and shown when it has something
// to show. The one place where windows are made, so that none has fewer guards than another.

import { join } from 'node:path'
import { BrowserWindow, nativeTheme, type Session, screen } from 'electron'
import type { PlaceKeeper } from './keep-place.ts'
import { backgroundColour } from './theme.ts'
import { leastSize, placeOn } from './window-place.ts'

export type WindowMake = {
  readonly title: string
  readonly places: PlaceKeeper
  /** Developer tools can be opened: never in a packaged app. */
  readonly developing: boolean
  /** The window is not shown before this resolves. */
  readonly ready: Promise<unknown>
  /** The script that gives the page its bridge; absent where a page gets none. */
  readonly preload?: string
  /** Absent for the app's own. */
  readonly session?: Session
}

/** The window, without a page. */
export function makeWindow({
  title,
  places,
  developing,
  ready,
  preload,
  session,
}: WindowMake): BrowserWindow {
  const { bounds, maximized } = placeOn(workAreas(), places.kept())
  const window = new BrowserWindow({
    ...bounds,
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    title,
    icon: join(import.meta.dirname, '../../resources/icon-256.png'),
    show: false,
    backgroundColor: backgroundColour(nativeTheme.shouldUseDarkColors),
    webPreferences: {
      ...(preload === undefined ? {} : { preload }),
      ...(session === undefined ? {} : { session }),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // A page that shows one box after the other can be told to stop.
      safeDialogs: true,
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
  return window
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function workAreas() {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary, ...others].map(({ workArea }) => workArea)
}
