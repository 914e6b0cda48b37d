// Where the focus goes when another page is shown: to its heading, so that the keyboard and a screen reader go on there. A
// person who types in a field that is still there, as in the search, goes on typing.

import { useEffect } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import { isDialogOpen, textFields } from '../desk/use-shortcuts.ts'

/** Gives the focus to the heading of the page, else to all of it. */
export function focusPage(): void {
  const main = document.querySelector<HTMLElement>('main')
  const heading = [...(main?.querySelectorAll<HTMLElement>('h2') ?? [])].find((one) => one.checkVisibility())
  const target = heading ?? main
  if (target === undefined || target === null) return
  target.tabIndex = -1
  target.focus({ preventScroll: true })
}

/** Moves the focus whenever another page is shown. */
export function usePageFocus(): void {
  const { view } = useDesk()
  useEffect(
    () =>
      view.subscribe(({ page }, before) => {
        if (page === before.page) return
        // Once the page is drawn, and a dialog that led there has given the focus back.
        requestAnimationFrame(() => {
          const focused = document.activeElement
          const isTyping = focused?.matches(textFields) === true && focused.checkVisibility()
          if (!isTyping && !isDialogOpen()) focusPage()
        })
      }),
    [view],
  )
}
