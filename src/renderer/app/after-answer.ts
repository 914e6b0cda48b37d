// The moment after the frame that shows the engine's first answer: for what would keep that waiting, were it loaded before.

import type { LiveStore } from '../store/live-store.ts'
import { afterFrame } from '../ui/after-frame.ts'

/** An engine that takes longer than this is not waited for. */
const mostMs = 1_000

/** Calls `then` at that moment; returns what prevents it. */
export function afterAnswer(live: LiveStore, then: () => void): () => void {
  const go = () => {
    stopWaiting()
    cancel = afterFrame(then)
  }
  const timer = setTimeout(go, mostMs)
  const unsubscribe = live.subscribe(({ link }) => {
    if (link.state !== 'starting') go()
  })
  const stopWaiting = () => {
    clearTimeout(timer)
    unsubscribe()
  }
  let cancel = stopWaiting
  return () => cancel()
}
