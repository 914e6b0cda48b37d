// Where the focus goes when a pane comes or leaves: never to the page's body, where the keyboard would have to begin anew.

import { type RefObject, useLayoutEffect, useRef } from 'react'

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
    if (closed && isNowhere(document.activeElement)) {
      before.current?.focus({ preventScroll: true })
      if (isNowhere(document.activeElement)) focusIn(firstPane.current)
    }
  }, [firstPane, secondPane, open, alone])
}

function isNowhere(element: Element | null): boolean {
  return element === null || element === document.body
}

/** What takes the keys of a pane, the best first: its page, its list, its tab. */
const takers = ['[data-tab-focus]', '[role=grid]', '[role=tab][data-state=active]', '[tabindex="0"]']

function focusIn(pane: HTMLElement | null): void {
  for (const selector of takers) {
    const taker = pane?.querySelector<HTMLElement>(selector)
    if (taker == null) continue
    taker.focus({ preventScroll: true })
    return
  }
}
