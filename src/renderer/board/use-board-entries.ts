// The rows of the board as React state.

import { useMemo } from 'react'
import type { GroupBy } from '../../core/contract/board-settings.ts'
import { type Tallies, tallyOf } from '../../core/run/tally.ts'
import { useLive, useView } from '../desk/desk-context.ts'
import {
  type BoardEntry,
  boardEntries,
  boardGroups,
  type Listed,
  type RunGroup,
} from '../store/board-groups.ts'
import type { LiveState } from '../store/live-store.ts'
import type { BoardQuery } from '../store/view-store.ts'
import { useAfterFrame } from '../ui/use-after-frame.ts'

/**
 * The filters and the order that the board shows; the same object while none changes. They follow what was chosen: a key or
 * a click is answered first, and the rows, their count and their heading change together right after it.
 */
export function useBoardQuery(): BoardQuery {
  return useAfterFrame(useView(({ view, kind, server, text, sort }) => ({ view, kind, server, text, sort })))
}

/** The groups of a state of the store; those of the same state are made once, whoever asks. */
export type GroupsOf = (state: LiveState) => readonly RunGroup[]

/** Gives the groups that `query` and the person's choice make; the same function while neither changes. */
export function useGroupsOf(query: BoardQuery): GroupsOf {
  const by = useLive((state) => state.settings.board.group)
  return useMemo(() => remembered(query, by), [query, by])
}

function remembered(query: BoardQuery, by: GroupBy): GroupsOf {
  let last: { readonly of: Listed; readonly groups: readonly RunGroup[] } | null = null
  return (state) => {
    const { runs, kinds, servers } = state
    const isSame = last?.of.runs === runs && last.of.kinds === kinds && last.of.servers === servers
    if (last === null || !isSame)
      last = { of: { runs, kinds, servers }, groups: boardGroups(state, query, by) }
    return last.groups
  }
}

/** The rows; the same array while no row is added, removed or moved. */
export function useBoardEntries(groupsOf: GroupsOf): readonly BoardEntry[] {
  return useLive((state) => boardEntries(groupsOf(state), state.settings.board.folded))
}

/** The number of runs in all groups together, each counted once. */
export function useShownCount(groupsOf: GroupsOf): number {
  return useLive((state) => new Set(groupsOf(state).flatMap(({ runs }) => runs)).size)
}

/** The name of a group and what its runs count as; null once it has none. */
export function useGroup(groupsOf: GroupsOf, key: string): ({ readonly label: string } & Tallies) | null {
  return useLive((state) => {
    const group = groupsOf(state).find((one) => one.key === key)
    return group === undefined ? null : { label: group.label, ...tallyOf(group.runs) }
  })
}
