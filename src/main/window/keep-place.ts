// Keeps the window's place in a small file of the profile, written a moment after the window came to rest. A file that
// cannot be read or written costs the place and nothing else.

import { readFileSync } from 'node:fs'
import type { BrowserWindow } from 'electron'
import { writeAtomically } from '../files/atomic-file.ts'
import { parsePlace, type WindowPlace } from './window-place.ts'

export type PlaceKeeper = {
  /** What was kept, or null. */
  readonly kept: () => WindowPlace | null
  /** Keeps the place of `window` from now on. */
  readonly follow: (window: BrowserWindow) => void
  /** Resolves when all that was to be written is written. */
  readonly settled: () => Promise<void>
}

const restMs = 500

export function createPlaceKeeper(path: string): PlaceKeeper {
  let writing = Promise.resolve()
  let written = ''

  const write = (place: WindowPlace) => {
    const text = JSON.stringify(place)
    if (text === written) return
    written = text
    writing = writing.then(() => writeAtomically(path, text)).catch(() => {})
  }

  return {
    kept: () => {
      try {
        return parsePlace(readFileSync(path, 'utf8'))
      } catch {
        return null
      }
    },
    follow: (window) => {
      let timer: NodeJS.Timeout | undefined
      const keep = () => {
        clearTimeout(timer)
        write({ bounds: window.getNormalBounds(), maximized: window.isMaximized() })
      }
      const keepSoon = () => {
        clearTimeout(timer)
        timer = setTimeout(keep, restMs)
      }
      window.on('resize', keepSoon)
      window.on('move', keepSoon)
      window.on('close', keep)
      // Quitting hides the window, and waits for the file only then.
      window.on('hide', keep)
      // What is closed or destroyed within the rest has no place to be asked for.
      window.on('closed', () => clearTimeout(timer))
    },
    settled: () => writing,
  }
}
