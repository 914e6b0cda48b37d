// The entry of the window: takes the bridge, makes the desk and draws the frame. Only this file may use `window.runlight`.

import '../core/basics/no-eval.ts'
import './styles/index.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Bridge } from '../core/contract/contract.ts'
import { App } from './app/app.tsx'
import { createDesk } from './desk/desk.ts'
import { DeskContext } from './desk/desk-context.ts'
import { CrashBoundary } from './ui/crash-boundary.tsx'

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

const desk = createDesk(window.runlight)
desk.start()
createRoot(root).render(
  <StrictMode>
    <CrashBoundary>
      <DeskContext value={desk}>
        <App />
      </DeskContext>
    </CrashBoundary>
  </StrictMode>,
)
