// What the pointer does with rows: a press moves the cursor, a click opens the event, Shift or a drag selects all rows on
// the way. The functions stay the same, so that unchanged rows are not drawn again.

import { useMemo, useRef } from 'react'
import type { VirtualScroll } from '../scroll/use-virtual-scroll.ts'
import type { LogCursor } from '../selection/use-log-cursor.ts'
import type { RowActions } from './log-row.tsx'

type Deps = {
  readonly cursor: LogCursor
  readonly scroll: VirtualScroll
  /** Focuses the list. */
  readonly focus: () => void
  /** Joins the pieces of a text that begin with event `seq`, or shows them one by one. */
  readonly toggle: (seq: number) => void
}

/** The actions on `deps.cursor`. */
export function useRowActions(deps: Deps): RowActions {
  const latest = useRef(deps)
  latest.current = deps
  /** The row where the button was pressed, for the click that follows. */
  const pressed = useRef<number | null>(null)
  const isDown = useRef(false)
  return useMemo(
    () => ({
      press: (index, extend) => {
        pressed.current = index
        isDown.current = true
        window.addEventListener('pointerup', () => (isDown.current = false), { once: true })
        latest.current.scroll.stopFollowing()
        latest.current.cursor.move(index, extend)
      },
      drag: (index) => {
        if (isDown.current) latest.current.cursor.move(index, true)
      },
      open: (index) => {
        // Rows may have moved since the press: the pressed row is meant.
        latest.current.cursor.move(pressed.current ?? index, false)
        pressed.current = null
        latest.current.cursor.setOpened(true)
        latest.current.focus()
      },
      toggle: (seq, index) => {
        latest.current.scroll.stopFollowing()
        latest.current.cursor.move(index, false)
        latest.current.toggle(seq)
        latest.current.focus()
      },
    }),
    [],
  )
}
