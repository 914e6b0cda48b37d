// The whole screen for the wall when it comes from the menu: a page may fill the screen in answer to a key or a click in it alone.
// The screen is given back when the page leaves the wall, which shows in its address.

import type { BrowserWindow } from 'electron'

type Screen = Pick<BrowserWindow, 'isFullScreen' | 'setFullScreen'> & {
  readonly webContents: Pick<BrowserWindow['webContents'], 'on' | 'off'>
}

/** Fills the screen with `window` until its page leaves the wall; a window that fills it already stays as it is. */
export function fillForWall(window: Screen): void {
  if (window.isFullScreen()) return
  window.setFullScreen(true)
  const moved = (_event: unknown, url: string) => {
    if (new URL(url).hash.startsWith('#/wall')) return
    window.webContents.off('did-navigate-in-page', moved)
    window.setFullScreen(false)
  }
  window.webContents.on('did-navigate-in-page', moved)
}
