// The entry of the window: takes the bridge and draws the window over it. Only this file may use `window.runlight`.

import './styles/index.css'
import type { Bridge } from '../core/contract/contract.ts'
import { drawWindow } from './app/draw-window.tsx'

declare global {
  interface Window {
    readonly runlight?: Bridge
  }
}

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element #root to draw the window in.')
if (window.runlight === undefined) {
  root.textContent =
    'This window was opened without its engine. Start Runlight itself; this page alone shows nothing.'
  throw new Error('window.runlight is missing: the preload script did not run, or the host gave no bridge.')
}

// In a task of its own: a page is read from the cache and its script run for longer than an input should wait for both.
setTimeout(drawWindow, 0, root, window.runlight)
