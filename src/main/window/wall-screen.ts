// The whole screen for the wall when it comes from the menu: a page may fill the screen in answer to a key or a click in it alone.
// The screen is given back when the page leaves the wall, which shows in its address. It may go elsewhere before it is there.

import type { BrowserWindow } from 'electron'

type Screen = Pick<BrowserWindow, 'isFullScreen' | 'setFullScreen'> & {
  readonly webContents: Pick<BrowserWindow['webContents'], 'on' | 'off' | 'getURL'>
}

/** Fills the screen with `window` until its page leaves the wall; a window that fills it already stays as it is. */
export function fillForWall(window: Screen): void {
  if (window.isFullScreen()) return
  window.setFullScreen(true)
  let wasThere = isWall(window.webContents.getURL())
  const moved = (_event: unknown, url: string) => {
    const isThere = isWall(url)
    wasThere ||= isThere
    if (isThere || !wasThere) return
    window.webContents.off('did-navigate-in-page', moved)
    window.setFullScreen(false)
  }
  window.webContents.on('did-navigate-in-page', moved)
}

/** A window that was made just now has no address yet. */
function isWall(url: string): boolean {
  return URL.parse(url)?.hash.startsWith('#/wall') === true
}
