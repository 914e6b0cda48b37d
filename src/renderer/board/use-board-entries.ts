// The rows of the board as React state, for the board and for the keys that move through it.

import { useLive, useView } from '../desk/desk-context.ts'
import { type BoardEntry, boardList } from '../store/board-list.ts'
import type { BoardQuery } from '../store/view-store.ts'

/** The filters and the order; the same object while none changes. */
export function useBoardQuery(): BoardQuery {
  return useView(({ view, kind, server, text, sort }) => ({ view, kind, server, text, sort }))
}

/** The rows after filters and order; the same array while no row is added, removed or moved. */
export function useBoardEntries(): readonly BoardEntry[] {
  const query = useBoardQuery()
  return useLive((state) => boardList(state.runs.values(), query))
}
