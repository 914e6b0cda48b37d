// Keeps visible rows in place when dividing lines are inserted above them. The indexes of the lines are often found after
// the rows are drawn, and a row that is being read or clicked must not move.

import { useLayoutEffect, useRef } from 'react'
import type { Log } from '../data/use-log.ts'
import { indexAt } from './log-positions.ts'
import { slotOf } from './slots.ts'
import type { VirtualScroll } from './use-virtual-scroll.ts'

/** Keeps the row at the upper edge in place while lines are inserted or removed above it. */
export function useScrollAnchor(
  { placed, total, pages }: Log,
  { following, top, shift }: VirtualScroll,
): void {
  const before = useRef(placed)
  useLayoutEffect(() => {
    const known = before.current
    before.current = placed
    // At the start of the log, lines before the first row shall be visible.
    if (known === placed || following || top === 0) return
    const index = indexAt(top, { placed: known, total, pages })
    shift(slotOf(index, placed) - slotOf(index, known))
  }, [placed, total, pages, following, top, shift])
}
