// Selecting runs on the board: what a click with a key held, the keys and the menu make of the selection, with the cursor
// where they were and no run opened. A plain click opens its run, as ever, and selects nothing.

import type { Desk } from '../desk/desk.ts'
import { entriesNow } from '../desk/entries-now.ts'
import { extended, only, toggled, withAll } from '../store/selection.ts'
import { noSelection, type Selection } from '../store/selection-state.ts'
import { type Cursor, cursorAt, cursorIndex, neighbour, seenRows } from './board-cursor.ts'

type Needs = Pick<Desk, 'live' | 'view'>
type Click = Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey' | 'target'>

/** The attribute of what selects when it is clicked, whatever key is held. */
export const selectsBox = { 'data-selects': '' } as const

/** Selects by a click on the row `at`, where it is one that selects; whether it was. */
export function selectByClick(desk: Needs, at: Cursor, click: Click): boolean {
  const now = desk.view.getState()
  const run = at.cursor ?? 0
  if (click.shiftKey) {
    const entries = entriesNow(desk)
    const [from, to] = [cursorIndex(entries, now), cursorIndex(entries, at)]
    set(desk, extended(now.selection, entries, from, to), at)
  } else if (click.ctrlKey || click.metaKey || isOnBox(click)) set(desk, toggled(now.selection, run), at)
  else return false
  return true
}

/** Selects from the cursor on, to the row one step away. */
export function selectStep(desk: Needs, step: 1 | -1): void {
  const now = desk.view.getState()
  const entries = entriesNow(desk)
  const from = cursorIndex(entries, now)
  const to = neighbour(entries, from, step, seenRows())
  if (to !== -1) set(desk, extended(now.selection, entries, from, to), cursorAt(entries, to))
}

/** Selects the run under the cursor, or no longer. */
export function selectAtCursor(desk: Needs): void {
  const now = desk.view.getState()
  const entry = entriesNow(desk)[cursorIndex(entriesNow(desk), now)]
  if (typeof entry === 'number') set(desk, toggled(now.selection, entry), now)
}

/** What a menu on the row `at` is for: the selection that its run is part of, else it alone. */
export function selectForMenu(desk: Needs, at: Cursor): void {
  const { selection } = desk.view.getState()
  if (at.cursor !== null) set(desk, selection.runs.has(at.cursor) ? selection : only(at.cursor), at)
}

export function selectAll(desk: Needs): void {
  const now = desk.view.getState()
  set(desk, withAll(now.selection, entriesNow(desk)), now)
}

export function selectNothing({ view }: Needs): void {
  view.setState({ selection: noSelection })
}

function set({ view }: Needs, selection: Selection, { cursor, cursorGroup }: Cursor): void {
  view.setState({ selection, cursor, cursorGroup })
}

function isOnBox({ target }: Click): boolean {
  return target instanceof Element && target.closest('[data-selects]') !== null
}
