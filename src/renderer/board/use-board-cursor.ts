// The cursor of the board and its scroll position: the list follows the cursor when it moves, and not when rows move under it;
// another view or filter begins at the top.

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useDesk, useView } from '../desk/desk-context.ts'
import type { BoardEntry } from '../store/board-groups.ts'
import type { BoardQuery } from '../store/view-store.ts'
import { cursorAt, cursorIndex, putCursor, rowInPlace, seenRows, stopNear } from './board-cursor.ts'

type List = {
  readonly query: BoardQuery
  readonly entries: readonly BoardEntry[]
  readonly scroller: RefObject<HTMLElement | null>
  readonly scrollTo: (index: number) => void
  readonly toTop: () => unknown
}

/** The index of the cursor's row, -1 for none, and what the list does when it gets the focus. */
export function useBoardCursor({ query, entries, scroller, scrollTo, toTop }: List) {
  const { view } = useDesk()
  const { cursor, cursorGroup, open } = useView((state) => ({
    cursor: state.cursor,
    cursorGroup: state.cursorGroup,
    open: state.open,
  }))
  const index = cursorIndex(entries, { cursor, cursorGroup })
  const latest = useRef({ index, scrollTo, toTop, entries })
  latest.current = { index, scrollTo, toTop, entries }

  const shown = useRef(query)
  useLayoutEffect(() => {
    if (shown.current === query) return
    shown.current = query
    latest.current.toTop()
    const now = view.getState()
    if (now.open !== null) {
      if (now.open !== now.cursor) view.setState({ cursor: now.open })
      return
    }
    // With the keys in the list the cursor goes on at its top; else nothing points at a row until a key does.
    const hasKeys = scroller.current?.contains(document.activeElement) === true
    const first = hasKeys ? stopNear(latest.current.entries, 0) : -1
    putCursor(view, cursorAt(latest.current.entries, first))
  }, [query, scroller, view])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the list follows a move of the cursor, and no move of its row
  useLayoutEffect(() => {
    if (latest.current.index >= 0) latest.current.scrollTo(latest.current.index)
  }, [cursor, cursorGroup])

  // A row that leaves the list leaves the cursor to the row that takes its place.
  const place = useRef({ index: -1, entries })
  useEffect(() => {
    const isNowhere = cursor === null && cursorGroup === null
    if (isNowhere || index >= 0) place.current = { index, entries }
    else if (open === null && place.current.index >= 0)
      putCursor(view, cursorAt(entries, rowInPlace(place.current.entries, place.current.index, entries)))
  }, [cursor, cursorGroup, index, open, entries, view])

  return {
    index,
    onFocus: () => {
      // A key may have put the cursor on a row just before it gave the focus to the list.
      const isNowhere = cursorIndex(entries, view.getState()) === -1
      if (isNowhere && scroller.current?.matches(':focus-visible') === true)
        putCursor(view, cursorAt(entries, stopNear(entries, seenRows()[0] ?? 0)))
    },
  }
}
