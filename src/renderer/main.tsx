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

drawWindow(root, window.runlight)
