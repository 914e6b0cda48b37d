// In a low window, as at 400 % zoom, what stands over the rows takes all of it: the page is scrolled to the rows at once.

import { type RefObject, useEffect } from 'react'

const lowPx = 420

/** Brings the list into sight when the log is opened, where the window is low. */
export function useRowsInSight(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (window.innerHeight <= lowPx) list.current?.scrollIntoView({ block: 'nearest' })
  }, [list])
}
