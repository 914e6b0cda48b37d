// Where the keys take the cursor of the board: to the next row, to the next run that needs a person, and on from what is seen
// once the list was scrolled away from it.

import { needsPerson } from '../../core/run/marks.ts'
import type { BoardEntry } from '../store/board-list.ts'
import type { LiveState } from '../store/live-store.ts'

/** The id of the list. */
export const boardId = 'board-runs'

/**
 * The run `step` rows away from `cursor` in `entries`. Where `cursor` is not among the runs that are `seen`, or nowhere, the
 * first of these, going down, or the last, going up. Null on an empty board.
 */
export function neighbour(
  entries: readonly BoardEntry[],
  cursor: number | null,
  step: number,
  seen: readonly number[],
): number | null {
  const runs = entries.filter((entry) => typeof entry === 'number')
  const at = cursor === null ? -1 : runs.indexOf(cursor)
  if (at === -1 || (seen.length > 0 && !seen.includes(runs[at] ?? 0))) {
    return (step > 0 ? seen[0] : seen.at(-1)) ?? runs[0] ?? null
  }
  return runs[Math.min(runs.length - 1, Math.max(0, at + step))] ?? null
}

/** The run after `from` that needs a person, else the nearest before it; null where it is the only one. */
export function nextInNeed(
  entries: readonly BoardEntry[],
  runs: LiveState['runs'],
  from: number,
): number | null {
  const isWanted = (entry: BoardEntry | undefined): entry is number => {
    const run = typeof entry === 'number' ? runs.get(entry) : undefined
    return run !== undefined && run.id !== from && needsPerson(run)
  }
  const at = entries.indexOf(from)
  return entries.slice(at + 1).find(isWanted) ?? entries.slice(0, Math.max(0, at)).findLast(isWanted) ?? null
}

/** The run at `index` of `entries`, else the nearest before it. */
export function runNear(entries: readonly BoardEntry[], index: number): number | null {
  const after = entries.slice(index).find((entry) => typeof entry === 'number')
  return after ?? entries.slice(0, index).findLast((entry) => typeof entry === 'number') ?? null
}

/** The runs whose rows are seen, by more than half, from top to bottom; none while the list is hidden. */
export function seenRuns(): readonly number[] {
  const list = document.getElementById(boardId)
  if (list === null || list.clientHeight === 0) return []
  const { top, bottom } = list.getBoundingClientRect()
  return [...list.querySelectorAll<HTMLElement>('[data-run]')]
    .map((row) => ({ run: Number(row.dataset.run), box: row.getBoundingClientRect() }))
    .map(({ run, box }) => ({ run, middle: (box.top + box.bottom) / 2 }))
    .filter(({ middle }) => middle > top && middle < bottom)
    .toSorted((a, b) => a.middle - b.middle)
    .map(({ run }) => run)
}

/** Gives the focus to the list, so that there is one cursor in the window and a screen reader tells its moves. */
export function focusBoard(): void {
  document.getElementById(boardId)?.focus({ preventScroll: true })
}
