// What the keys do to the cursor of the board.

import { needsPerson } from '../../core/run/marks.ts'
import type { Desk } from '../desk/desk.ts'
import { entriesNow } from '../desk/entries-now.ts'
import type { BoardEntry } from '../store/board-groups.ts'
import {
  cursorAt,
  cursorIndex,
  focusBoard,
  groupAt,
  isFolded,
  neighbour,
  nextInNeed,
  seenRows,
} from './board-cursor.ts'

/** Puts the cursor on row `index`, and the open run with it; on no row with -1. */
function goTo({ view, actions }: Desk, entries: readonly BoardEntry[], index: number): void {
  if (index === -1) return
  const { open } = view.getState()
  const next = cursorAt(entries, index)
  view.setState(next)
  if (open !== null && next.cursor !== null) actions.open(next.cursor)
  focusBoard()
}

/** Moves the cursor one row down (1) or up (-1). */
export function moveCursor(desk: Desk, step: 1 | -1): void {
  const entries = entriesNow(desk)
  goTo(desk, entries, neighbour(entries, cursorIndex(entries, desk.view.getState()), step, seenRows()))
}

/** Marks `run` as seen and goes on to the next one that needs a person, or takes the mark off again. */
export function acknowledge(desk: Desk, run: number): void {
  const { live, view, actions } = desk
  const { runs } = live.getState()
  const summary = runs.get(run)
  const isNew = summary !== undefined && needsPerson(summary)
  const entries = isNew && view.getState().page === 'board' ? entriesNow(desk) : []
  const from = cursorIndex(entries, { ...view.getState(), cursor: run })
  const next = entries.length === 0 ? -1 : nextInNeed(entries, runs, from)
  void actions.acknowledge(run)
  goTo(desk, entries, next)
}

/** Folds the group under the cursor and leaves the cursor on its heading, or unfolds it. */
export function foldAtCursor(desk: Desk, fold: boolean): void {
  const entries = entriesNow(desk)
  const index = cursorIndex(entries, desk.view.getState())
  const cursorGroup = groupAt(entries, index)
  if (cursorGroup === null || isFolded(entries, index) === fold) return
  if (fold) desk.view.setState({ cursor: null, cursorGroup })
  void desk.actions.foldGroup(cursorGroup, fold)
}
