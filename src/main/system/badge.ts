// The number of runs that need somebody on the app's own icon: in the dock of macOS, on those docks of Linux that show one,
// and over the button of the window in the taskbar of Windows.

import type { App, BrowserWindow } from 'electron'
import { formatNeeds } from '../../core/run/tally.ts'
import { overlayImageName } from './image-names.ts'
import { imageNamed } from './images.ts'

export type Badge = {
  readonly show: (needs: number) => void
  /** A new window has a button of its own. */
  readonly onWindow: (window: BrowserWindow) => void
}

export function createBadge(
  platform: NodeJS.Platform,
  app: Pick<App, 'setBadgeCount'>,
  window: () => Pick<BrowserWindow, 'setOverlayIcon'> | null,
): Badge {
  let shown = 0
  const draw = () => {
    if (platform !== 'win32') {
      app.setBadgeCount(shown)
      return
    }
    const name = overlayImageName(shown)
    window()?.setOverlayIcon(name === null ? null : imageNamed(name), shown > 0 ? formatNeeds(shown) : '')
  }
  return {
    show: (needs) => {
      if (needs === shown) return
      shown = needs
      draw()
    },
    // Windows makes the button when the window is shown.
    onWindow: (made) => made.on('show', () => shown > 0 && draw()),
  }
}
