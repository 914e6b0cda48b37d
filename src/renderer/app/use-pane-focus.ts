// Where the focus goes when a pane comes or leaves.

import { type RefObject, useLayoutEffect, useRef } from 'react'
import { focusIn, isFocusLost } from '../ui/focus-in.ts'

type Panes = {
  readonly firstPane: RefObject<HTMLElement | null>
  readonly secondPane: RefObject<HTMLElement | null>
  readonly open: boolean
  /** The first pane is hidden. */
  readonly alone: boolean
}

/**
 * A pane that covers the one with the focus gets it; a pane that leaves gives it back to where it was, or else to what the
 * first pane has for it.
 */
export function usePaneFocus({ firstPane, secondPane, open, alone }: Panes): void {
  const before = useRef<HTMLElement | null>(null)
  const wasOpen = useRef(open)

  useLayoutEffect(() => {
    const focused = document.activeElement
    if (open && firstPane.current?.contains(focused) && focused instanceof HTMLElement) {
      before.current = focused
      if (alone) focusIn(secondPane.current)
    }
    const closed = wasOpen.current && !open
    wasOpen.current = open
    if (closed && isFocusLost()) {
      before.current?.focus({ preventScroll: true })
      if (isFocusLost()) focusIn(firstPane.current)
    }
  }, [firstPane, secondPane, open, alone])
}
