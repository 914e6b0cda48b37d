// A page that dies or hangs is loaded again: it holds nothing that the engine has not stored. Not for ever, though: a page
// that dies each time it is loaded is left alone until a person opens the window again.

import type { BrowserWindow } from 'electron'

export type KeepAlive = {
  /** Loads a page that was left alone, because a person asked for the window. */
  readonly retry: () => void
}

export type KeepAliveOptions = {
  /** The page is loaded again, for this reason. */
  readonly onReload: (reason: 'stopped' | 'hung') => void
  /** It died too often and is left alone. */
  readonly onLost: (window: BrowserWindow) => void
  readonly note: (where: string, thrown: unknown) => void
}

/** A page that dies more often than this within a minute is not loaded again. */
const mostDeaths = 3
const deathsForgottenMs = 60_000
/** A page under load may be silent for a while; one that is silent for longer is of no use to anybody. */
const patienceMs = 10_000

export function keepAlive(window: BrowserWindow, { onReload, onLost, note }: KeepAliveOptions): KeepAlive {
  const { webContents } = window
  let deaths: number[] = []
  let lost = false
  let hung = false
  let patience: NodeJS.Timeout | undefined

  const calm = () => clearTimeout(patience)
  window.on('unresponsive', () => {
    calm()
    patience = setTimeout(() => {
      if (window.isDestroyed()) return
      hung = true
      webContents.forcefullyCrashRenderer()
    }, patienceMs)
  })
  window.on('responsive', calm)
  window.on('closed', calm)
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    calm()
    if (reason === 'clean-exit' || window.isDestroyed()) return
    note('window', new Error(`The page ended: ${hung ? 'it hung' : reason}, code ${exitCode}`))
    const now = performance.now()
    deaths = [...deaths.filter((at) => now - at < deathsForgottenMs), now]
    lost = deaths.length > mostDeaths
    if (lost) onLost(window)
    else {
      onReload(hung ? 'hung' : 'stopped')
      webContents.reload()
    }
    hung = false
  })
  return {
    retry: () => {
      if (!lost || window.isDestroyed()) return
      lost = false
      deaths = []
      onReload('stopped')
      webContents.reload()
    },
  }
}

/** What the page says of itself when it is there again. */
export function reloadedMessage(reason: 'stopped' | 'hung'): string {
  const what = reason === 'hung' ? 'The window did not answer any more' : 'The window stopped'
  return `${what} and was loaded again. Your runs were watched and stored all the while.`
}
