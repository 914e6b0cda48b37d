// Where the focus goes when what had it is gone: never to the page's body, where the keyboard would have to begin anew.

/** What takes the keys of a part of the window, the best first: its page, its list, its tab. */
const takers = [
  '[data-tab-focus]',
  '[role=grid]',
  '[role=tab][data-state=active]',
  '[tabindex="0"]',
  'button',
]

/** Whether nothing has the focus. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** Gives the focus to what takes the keys of `part`. */
export function focusIn(part: Element | null): void {
  for (const selector of takers) {
    const found = [...(part?.querySelectorAll<HTMLElement>(selector) ?? [])].find((one) =>
      one.checkVisibility(),
    )
    if (found === undefined) continue
    found.focus({ preventScroll: true })
    return
  }
}
