// What the pointer does with rows: a press puts the cursor there, a click opens the event, Shift or a drag selects all rows
// on the way. The acts stay the same functions, so that a row is drawn anew only when it has changed.

import { useMemo, useRef } from 'react'
import type { GiantScroll } from '../scroll/use-giant-scroll.ts'
import type { LogCursor } from '../selection/use-log-cursor.ts'
import type { RowActions } from './log-row.tsx'

/** The acts over `cursor`; `focus` gives the keys to the list. */
export function useRowActs(cursor: LogCursor, scroll: GiantScroll, focus: () => void): RowActions {
  const latest = useRef({ cursor, scroll, focus })
  latest.current = { cursor, scroll, focus }
  /** The row that the button went down on, for the click that follows. */
  const pressed = useRef<number | null>(null)
  const isDown = useRef(false)
  return useMemo(
    () => ({
      press: (index, extend) => {
        pressed.current = index
        isDown.current = true
        window.addEventListener('pointerup', () => (isDown.current = false), { once: true })
        latest.current.scroll.leaveEnd()
        latest.current.cursor.move(index, extend)
      },
      drag: (index) => {
        if (isDown.current) latest.current.cursor.move(index, true)
      },
      open: (index) => {
        // Rows may have moved since: what was pressed is what was meant.
        latest.current.cursor.move(pressed.current ?? index, false)
        pressed.current = null
        latest.current.cursor.setOpened(true)
        latest.current.focus()
      },
    }),
    [],
  )
}
