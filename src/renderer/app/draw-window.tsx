// Makes the window's frame from a bridge and draws it into a page. The hosts do so once (main.tsx); the gallery does it again
// for every scene, in the same page.

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Bridge } from '../../core/contract/contract.ts'
import { createFrame } from '../desk/frame.ts'
import { FrameContext } from '../desk/frame-context.ts'
import { CrashBoundary } from '../ui/crash-boundary.tsx'
import { loadChunks } from '../ui/lazy-part.tsx'
import { whenIdle } from '../ui/when-idle.ts'
import { afterAnswer } from './after-answer.ts'
import { App } from './app.tsx'

/** Draws the window into `root`; returns what takes it away again. */
export function drawWindow(root: HTMLElement, bridge: Bridge): () => void {
  const frame = createFrame(bridge)
  const stop = frame.start()
  const drawn = createRoot(root)
  drawn.render(
    <StrictMode>
      <CrashBoundary>
        <FrameContext value={frame}>
          <App />
        </FrameContext>
      </CrashBoundary>
    </StrictMode>,
  )
  const stopLoading = afterAnswer(frame.live, () => loadChunks(whenIdle, sayLoaded))
  return () => {
    stopLoading()
    drawn.unmount()
    stop()
  }
}

/** `data-loaded` on the document: nothing is loaded any more, whatever is opened, but for what could not be. */
function sayLoaded(): void {
  document.documentElement.dataset.loaded = ''
}
