// Where the focus goes when another page is shown: to its heading, so that the keyboard and a screen reader go on there. A
// person who types in the search, which narrows the board and opens its page, goes on typing.

import { useEffect, useRef } from 'react'
import { isDialogOpen, textFields } from '../desk/focused.ts'
import type { Page } from '../store/view-store.ts'

/** Gives the focus to the heading of the page; to all of it, until the page with its heading is loaded. */
export function focusPage(): void {
  const main = document.querySelector<HTMLElement>('main')
  if (main === null) return
  const heading = headingOf(main)
  focus(heading ?? main)
  if (heading !== null) return
  const observer = new MutationObserver(() => {
    const loaded = headingOf(main)
    if (document.activeElement !== main) observer.disconnect()
    else if (loaded !== null) focus(loaded)
  })
  observer.observe(main, { childList: true, subtree: true })
}

function headingOf(main: HTMLElement): HTMLElement | null {
  return [...main.querySelectorAll<HTMLElement>('h2')].find((one) => one.checkVisibility()) ?? null
}

function focus(target: HTMLElement): void {
  target.tabIndex = -1
  target.focus({ preventScroll: true })
}

/** The pages that typing in the search leads to and away from. */
const typedTo: readonly Page[] = ['board', 'search']

/** Moves the focus whenever another `page` is drawn. */
export function usePageFocus(page: Page): void {
  const drawn = useRef(page)
  useEffect(() => {
    if (drawn.current === page) return
    drawn.current = page
    // Once a dialog that led there has given the focus back.
    const request = requestAnimationFrame(() => {
      const focused = document.activeElement
      const isTyping =
        typedTo.includes(page) && focused?.matches(textFields) === true && focused.checkVisibility()
      if (!isTyping && !isDialogOpen()) focusPage()
    })
    return () => cancelAnimationFrame(request)
  }, [page])
}
