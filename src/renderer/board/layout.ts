// How the board draws its rows: by its own width, by the density and the columns that a person chose, and by whether there is
// more than one server to name.

import type { BoardSettings } from '../../core/contract/board-settings.ts'
import type { Preferences } from '../desk/preferences.ts'
import type { LiveState } from '../store/live-store.ts'
import { type ColumnId, fittingColumns } from './column-list.ts'

type Density = Preferences['density']

/** `wide`: a row is a line of columns, else a card of two lines. `servers`: whether a card names its server. */
export type RowLayout = {
  readonly wide: boolean
  readonly density: Density
  readonly columns: readonly ColumnId[]
  readonly servers: boolean
}

/** From this width of the board on (px). */
const wideFrom = 900

export const headingHeight = 34

/** The layout of a board `width` px wide. */
export function rowLayout(
  width: number,
  density: Density,
  manyServers: boolean,
  chosen: BoardSettings['columns'],
): RowLayout {
  const wide = width >= wideFrom
  return {
    wide,
    density,
    columns: wide ? fittingColumns(chosen, width, manyServers) : [],
    servers: manyServers,
  }
}

/** The height of every row, px: all have one height, so that none moves another. */
export function rowHeight({ wide, density }: RowLayout): number {
  if (wide) return density === 'compact' ? 32 : 48
  return density === 'compact' ? 48 : 56
}

/** Whether the runs are of more than one server: with one, its name says nothing. */
export function hasManyServers(runs: LiveState['runs']): boolean {
  let first: string | null = null
  for (const { server } of runs.values()) {
    first ??= server
    if (server !== first) return true
  }
  return false
}
