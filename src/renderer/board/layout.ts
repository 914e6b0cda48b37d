// How the board draws its rows: by its own width, by the density that a person chose, and by whether there is more than one
// server to name.

import type { Preferences } from '../desk/preferences.ts'
import type { LiveState } from '../store/live-store.ts'

type Density = Preferences['density']

/** `wide`: a row is a line of columns, all of them if `roomy`; else a card of two lines. `servers`: its server is named. */
export type RowLayout = {
  readonly wide: boolean
  readonly roomy: boolean
  readonly density: Density
  readonly servers: boolean
}

/** From this width on (px), a row is a line of columns. */
const wideFrom = 900
/** From this width on (px), it has all columns. */
const roomyFrom = 1_040
/** From this width on (px), the server has a column. */
const serversFrom = 1_120

export const headingHeight = 34

/** The layout of a board `width` px wide. */
export function rowLayout(width: number, density: Density, manyServers: boolean): RowLayout {
  const wide = width >= wideFrom
  return { wide, roomy: width >= roomyFrom, density, servers: manyServers && (!wide || width >= serversFrom) }
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
