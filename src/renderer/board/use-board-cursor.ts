// The cursor of the board and its scroll position: the list follows the cursor when it moves, and not when rows move under it;
// another view or filter begins at the top.

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useDesk, useView } from '../desk/desk-context.ts'
import type { BoardEntry } from '../store/board-list.ts'
import type { BoardQuery } from '../store/view-store.ts'
import { runNear, seenRuns } from './board-cursor.ts'

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
  const { cursor, open } = useView((state) => ({ cursor: state.cursor, open: state.open }))
  const index = cursor === null ? -1 : entries.indexOf(cursor)
  const latest = useRef({ index, scrollTo, toTop, entries })
  latest.current = { index, scrollTo, toTop, entries }

  const shown = useRef(query)
  useLayoutEffect(() => {
    if (shown.current === query) return
    shown.current = query
    latest.current.toTop()
    // With the keys in the list the cursor goes on at its top; else nothing points at a row until a key does.
    const first =
      scroller.current?.contains(document.activeElement) === true ? runNear(latest.current.entries, 0) : null
    const now = view.getState()
    const next = now.open ?? first
    if (next !== now.cursor) view.setState({ cursor: next })
  }, [query, scroller, view])

  useLayoutEffect(() => {
    if (cursor !== null && latest.current.index >= 0) latest.current.scrollTo(latest.current.index)
  }, [cursor])

  // A run that leaves the list leaves the cursor to the row that takes its place.
  const place = useRef(-1)
  useEffect(() => {
    if (cursor === null || index >= 0) place.current = index
    else if (open === null && place.current >= 0) view.setState({ cursor: runNear(entries, place.current) })
  }, [cursor, index, open, entries, view])

  return {
    index,
    onFocus: () => {
      if (index === -1 && scroller.current?.matches(':focus-visible') === true)
        view.setState({ cursor: seenRuns()[0] ?? runNear(entries, 0) })
    },
  }
}
