// The rows of the board as React state.

import { useLive, useView } from '../desk/desk-context.ts'
import { type BoardEntry, boardList } from '../store/board-list.ts'
import type { BoardQuery } from '../store/view-store.ts'
import { useAfterFrame } from '../ui/use-after-frame.ts'

/**
 * The filters and the order that the board shows; the same object while none changes. They follow what was chosen: a key or
 * a click is answered first, and the rows, their count and their heading change together right after it.
 */
export function useBoardQuery(): BoardQuery {
  return useAfterFrame(useView(({ view, kind, server, text, sort }) => ({ view, kind, server, text, sort })))
}

/** The rows after filters and order; the same array while no row is added, removed or moved. */
export function useBoardEntries(query: BoardQuery): readonly BoardEntry[] {
  return useLive((state) => boardList(state.runs.values(), query))
}
