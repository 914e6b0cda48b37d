// What closing the window means: the app ends, or goes on watching in the tray. Asked in the page, once: a modal box would
// hold up the whole process, and its runs. Where no tray is seen the app always ends, because a hidden window could not be
// found again; macOS keeps apps without a window by itself.

import type { BrowserWindow } from 'electron'
import type { AppSettings } from '../../core/contract/settings.ts'

export type ClosingOptions = {
  /** False once the app quits: then windows close. */
  readonly isGoing: () => boolean
  readonly chosen: () => AppSettings['desktop']['closing']
  readonly isTraySeen: () => Promise<boolean>
  /** Has the page ask the person. False where there is no page that could. */
  readonly ask: () => boolean
  readonly quit: () => void
}

/** Decides for `window`, from now on, what its closing means. */
export function decideClosing(window: BrowserWindow, options: ClosingOptions): void {
  const { isGoing, chosen, isTraySeen, ask, quit } = options
  let deciding = false

  const decide = async () => {
    const hasTray = await isTraySeen()
    if (!isGoing() || window.isDestroyed()) return
    const choice = chosen()
    if (!hasTray || choice === 'end') return quit()
    // Without a page there is nobody to ask, and nothing is lost by going on.
    if (choice === 'stay' || !ask()) window.hide()
  }
  window.on('close', (event) => {
    if (!isGoing()) return
    event.preventDefault()
    if (deciding) return
    deciding = true
    void decide().finally(() => {
      deciding = false
    })
  })
}
