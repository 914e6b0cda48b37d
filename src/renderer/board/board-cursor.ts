// Where the keys take the cursor of the board: to the next row, to the next run that needs a person, and on from what is seen
// once the list was scrolled away from it. A row is named by its index: under tags a run may have several.

import type { StoreApi } from 'zustand/vanilla'
import { needsPerson } from '../../core/run/marks.ts'
import type { BoardEntry } from '../store/board-groups.ts'
import type { LiveState } from '../store/live-store.ts'
import type { ViewState } from '../store/view-store.ts'

/** The id of the list. */
export const boardId = 'board-runs'

export type Cursor = Pick<ViewState, 'cursor' | 'cursorGroup'>

/** The row of `cursor`: in its group, else the first of its run; -1 for none. */
export function cursorIndex(entries: readonly BoardEntry[], { cursor, cursorGroup }: Cursor): number {
  const heading = cursorGroup === null ? -1 : entries.indexOf(cursorGroup)
  if (cursor === null) return heading
  for (let i = heading + 1; heading !== -1 && typeof entries[i] === 'number'; i++)
    if (entries[i] === cursor) return i
  return entries.indexOf(cursor)
}

/** The cursor on row `index`; on none where there is no such row. */
export function cursorAt(entries: readonly BoardEntry[], index: number): Cursor {
  const entry = entries[index]
  if (typeof entry === 'string') return { cursor: null, cursorGroup: entry }
  return { cursor: entry ?? null, cursorGroup: groupAt(entries, index) }
}

/** The list puts its cursor there by itself: who follows what a person does is told only where it moved. */
export function putCursor(view: StoreApi<ViewState>, { cursor, cursorGroup }: Cursor): void {
  const now = view.getState()
  if (now.cursor !== cursor || now.cursorGroup !== cursorGroup) view.setState({ cursor, cursorGroup })
}

/** The key of the group of row `index`; null where the runs are in none. */
export function groupAt(entries: readonly BoardEntry[], index: number): string | null {
  return entries.slice(0, Math.max(0, index + 1)).findLast((entry) => typeof entry === 'string') ?? null
}

/** Whether the keys stop at row `index`: at runs, and at the heading that stands for the runs of a folded group. */
function isStop(entries: readonly BoardEntry[], index: number): boolean {
  return typeof entries[index] === 'number' || isFolded(entries, index)
}

/** Whether row `index` is the heading of a folded group: no group is empty. */
export function isFolded(entries: readonly BoardEntry[], index: number): boolean {
  return typeof entries[index] === 'string' && typeof entries[index + 1] !== 'number'
}

/**
 * The row one step (1 or -1) from row `at`. Where that is not among the rows that are `seen`, or -1, the first of these, going
 * down, or the last, going up. -1 on an empty board.
 */
export function neighbour(
  entries: readonly BoardEntry[],
  at: number,
  step: 1 | -1,
  seen: readonly number[],
): number {
  const stops = entries.flatMap((_, index) => (isStop(entries, index) ? [index] : []))
  if (at === -1 || (seen.length > 0 && !seen.includes(at))) {
    const shown = stops.filter((index) => seen.includes(index))
    return (step > 0 ? shown[0] : shown.at(-1)) ?? stops[0] ?? -1
  }
  const next = step > 0 ? stops.find((index) => index > at) : stops.findLast((index) => index < at)
  return next ?? at
}

/** The row after row `from` whose run needs a person, else the nearest before it; -1 where it is the only one. */
export function nextInNeed(entries: readonly BoardEntry[], runs: LiveState['runs'], from: number): number {
  const isWanted = (entry: BoardEntry) => {
    const run = typeof entry === 'number' && entry !== entries[from] ? runs.get(entry) : undefined
    return run !== undefined && needsPerson(run)
  }
  const after = entries.findIndex((entry, index) => index > from && isWanted(entry))
  return after === -1 ? entries.slice(0, Math.max(0, from)).findLastIndex(isWanted) : after
}

/** Row `index` or the nearest after it where the keys stop, else the nearest before it; -1 on an empty board. */
export function stopNear(entries: readonly BoardEntry[], index: number): number {
  const after = entries.findIndex((_, i) => i >= index && isStop(entries, i))
  return after === -1 ? entries.findLastIndex((_, i) => i < index && isStop(entries, i)) : after
}

/** The row of `after` that takes the place of row `index` of `before`: that of the next run that is still there. */
export function rowInPlace(
  before: readonly BoardEntry[],
  index: number,
  after: readonly BoardEntry[],
): number {
  const stays = (entry: BoardEntry) => typeof entry === 'number' && after.includes(entry)
  const next = before.slice(index + 1).find(stays) ?? before.slice(0, index).findLast(stays)
  return next === undefined ? stopNear(after, index) : after.indexOf(next)
}

/** The rows that are seen by more than half, from top to bottom, filled yet or not; none while the list is hidden. */
export function seenRows(): readonly number[] {
  const list = document.getElementById(boardId)
  if (list === null || list.clientHeight === 0) return []
  const { top, bottom } = list.getBoundingClientRect()
  return [...list.querySelectorAll<HTMLElement>('[data-index]')]
    .map((row) => ({
      index: Number(row.dataset.index),
      box: row.getBoundingClientRect(),
    }))
    .map(({ index, box }) => ({ index, middle: (box.top + box.bottom) / 2 }))
    .filter(({ middle }) => middle > top && middle < bottom)
    .map(({ index }) => index)
    .toSorted((a, b) => a - b)
}

/** The id of the row of `entry`; `index` counts from 1. A run that has several rows has one of them under its own name. */
export function rowId(entry: BoardEntry, index: number, isAgain = false): string {
  return typeof entry === 'string' ? `group-${index}` : isAgain ? `run-${entry}-${index}` : `run-${entry}`
}

/** Gives the focus to the list, so that there is one cursor in the window and a screen reader tells its moves. */
export function focusBoard(): void {
  document.getElementById(boardId)?.focus({ preventScroll: true })
}
