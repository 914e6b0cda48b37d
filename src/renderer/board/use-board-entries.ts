// The rows of the board as React state, for the board and for the keys that move through it.

import { useLive, useView } from '../desk/desk-context.ts'
import { type BoardEntry, boardList } from '../store/board-list.ts'

/** The rows after filters and order; the same array while no row is added, removed or moved. */
export function useBoardEntries(): readonly BoardEntry[] {
  const query = useView(({ view, kind, server, text, sort }) => ({ view, kind, server, text, sort }))
  return useLive((state) => boardList(state.runs.values(), query))
}

/** The run `step` rows away from `cursor` in `entries`; the first one where there is no cursor. Null on an empty board. */
export function neighbour(
  entries: readonly BoardEntry[],
  cursor: number | null,
  step: number,
): number | null {
  const runs = entries.filter((entry) => typeof entry === 'number')
  const at = cursor === null ? -1 : runs.indexOf(cursor)
  if (at === -1) return runs[0] ?? null
  return runs[Math.min(runs.length - 1, Math.max(0, at + step))] ?? null
}
