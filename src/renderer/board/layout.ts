// How the board draws its rows: by its own width, by the density and the columns that a person chose, and by whether there is
// more than one server to name.

import type { BoardSettings } from '../../core/contract/board-settings.ts'
import { clientNote } from '../../core/run/client-words.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Preferences } from '../desk/preferences.ts'
import type { LiveState } from '../store/live-store.ts'
import { type ColumnId, fittingColumns } from './column-list.ts'

type Density = Preferences['density']

/**
 * `wide`: a row is a line of columns, else a card of two lines. `servers`: whether a card names its server. `noted`: some client of
 * a tapped run is to be told of beside a connection.
 */
export type RowLayout = {
  readonly wide: boolean
  readonly density: Density
  readonly columns: readonly ColumnId[]
  readonly servers: boolean
  readonly noted: boolean
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
  noted = false,
): RowLayout {
  const wide = width >= wideFrom
  return {
    wide,
    density,
    columns: wide ? fittingColumns(chosen, width, manyServers, noted) : [],
    servers: manyServers,
    noted,
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

/** Whether a client of the runs is slow or gone, which their rows say. */
export function hasClientNotes(runs: LiveState['runs']): boolean {
  for (const run of runs.values()) if (hasClientNote(run)) return true
  return false
}

/** Whether the client of `run` is slow or gone, which its row says. */
export function hasClientNote({ tapped }: RunSummary): boolean {
  return tapped !== undefined && clientNote(tapped.client) !== null
}
