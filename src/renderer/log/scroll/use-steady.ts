// Lines are put between rows when their places are found, often after the rows are on the screen. Rows that are being read,
// or are about to be clicked, must not move because of a line above them.

import { useLayoutEffect, useRef } from 'react'
import type { Log } from '../data/use-log.ts'
import { indexAt } from './log-places.ts'
import { slotOf } from './slots.ts'
import type { GiantScroll } from './use-giant-scroll.ts'

/** Keeps the row at the upper edge where it is while lines come and go above it. */
export function useSteady({ placed, total, pages }: Log, { following, top, shift }: GiantScroll): void {
  const before = useRef(placed)
  useLayoutEffect(() => {
    const known = before.current
    before.current = placed
    // At the very start the lines before the first row are to be seen.
    if (known === placed || following || top === 0) return
    const index = indexAt(top, { placed: known, total, pages })
    shift(slotOf(index, placed) - slotOf(index, known))
  }, [placed, total, pages, following, top, shift])
}
