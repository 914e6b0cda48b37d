// The board's rows as state: shared by the board that draws them and by the keys that move through them.

import { useLive, useView } from '../desk/desk-context.ts'
import { type BoardEntry, boardList } from '../store/board-list.ts'

/** The rows as the person's choices leave them; the same array as long as no row comes, goes or moves. */
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
