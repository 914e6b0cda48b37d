// Back and forward, where no browser around the page has buttons for them.

import { ArrowLeft, ArrowRight } from 'lucide-react'
import { type ReactElement, useSyncExternalStore } from 'react'
import { useLive } from '../desk/frame-context.ts'
import { frameHint } from '../desk/frame-shortcuts.ts'
import { IconButton } from '../ui/icon-button.tsx'

/** Both buttons; nothing in a browser, which has its own. */
export function HistoryButtons(): ReactElement | null {
  const shown = useLive((state) => state.info?.capabilities.ownWindow === true)
  const canGoBack = useSyncExternalStore(onNavigate, () => navigation.canGoBack)
  const canGoForward = useSyncExternalStore(onNavigate, () => navigation.canGoForward)
  if (!shown) return null
  return (
    <span className="-ml-2 flex shrink-0 items-center">
      <IconButton label="Back" keys={frameHint('back')} disabled={!canGoBack} onClick={() => history.back()}>
        <ArrowLeft aria-hidden="true" size={15} />
      </IconButton>
      <IconButton
        label="Forward"
        keys={frameHint('forward')}
        disabled={!canGoForward}
        onClick={() => history.forward()}
      >
        <ArrowRight aria-hidden="true" size={15} />
      </IconButton>
    </span>
  )
}

function onNavigate(listener: () => void): () => void {
  navigation.addEventListener('currententrychange', listener)
  return () => navigation.removeEventListener('currententrychange', listener)
}
