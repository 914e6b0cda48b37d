// The rows of the board, made when a key or a click needs them: as state, they would be sorted again for every push.

import { type BoardEntry, boardEntries, boardGroups } from '../store/board-groups.ts'
import type { Desk } from './desk.ts'

/** The rows that the board shows, in their order. */
export function entriesNow({ live, view }: Pick<Desk, 'live' | 'view'>): readonly BoardEntry[] {
  const state = live.getState()
  const { group, folded } = state.settings.board
  return boardEntries(boardGroups(state, view.getState(), group), folded)
}
