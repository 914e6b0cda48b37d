// The columns that a board may have: their names, the room they take, and which of them are shown. Pure: what they draw stands
// in columns.tsx.

import type { BoardSettings } from '../../core/contract/board-settings.ts'

/** The room of a column with its gap, px; `rank`: where there is no room for all, those of the lowest go first. */
type Column = {
  readonly label: string
  readonly px: number
  readonly rank: number
  /** Of the columns that the board comes with, those that wait for so much room, px. */
  readonly from?: number
}

const columns = {
  job: { label: 'Job', px: 104, rank: 9 },
  run: { label: 'Run', px: 192, rank: 10 },
  progress: { label: 'Progress', px: 184, rank: 8 },
  done: { label: 'Done', px: 64, rank: 3, from: 1_040 },
  left: { label: 'Time left', px: 116, rank: 4, from: 1_160 },
  time: { label: 'Time', px: 60, rank: 6 },
  rate: { label: 'Events per second', px: 124, rank: 2, from: 1_200 },
  message: { label: 'Last message', px: 172, rank: 1 },
  connection: { label: 'Connection', px: 136, rank: 9 },
  server: { label: 'Server', px: 104, rank: 5, from: 1_120 },
  client: { label: 'Client', px: 164, rank: 7 },
  collector: { label: 'Collector', px: 104, rank: 5 },
  kind: { label: 'Kind', px: 116, rank: 0 },
  events: { label: 'Events', px: 72, rank: 0 },
  last: { label: 'Last event', px: 52, rank: 7 },
} as const satisfies Readonly<Record<string, Column>>

export type ColumnId = keyof typeof columns

/** All of them, in the order in which they are offered. */
// `Object.keys` gives the names of the literal above.
export const columnIds = Object.keys(columns) as readonly ColumnId[]

/** Those that the board comes with. */
export const firstColumns: readonly ColumnId[] = [
  'job',
  'run',
  'progress',
  'done',
  'left',
  'time',
  'rate',
  'connection',
  'server',
  'last',
]

export function columnLabel(id: ColumnId): string {
  return columns[id].label
}

/** The columns that a person chose, in their order; names that are not known are passed over, and the run is always there. */
export function chosenColumns(chosen: BoardSettings['columns']): readonly ColumnId[] {
  if (chosen === null) return firstColumns
  const known = [...new Set(chosen)].flatMap((name) => columnIds.find((id) => id === name) ?? [])
  return known.includes('run') ? known : ['run', ...known]
}

/** The room of a client's note beside the word of its server's connection, and of its name beside the title, px. */
const noteRoom = { connection: 72, run: 80 } as const
/** What a row has beside its columns: margins and the gutter for its buttons, px. */
const frame = 80
/** The rate, which the board comes with, leaves the titles more than the least that they need, px. */
const titleRoom = 92

/**
 * Those of the chosen columns that a board `width` px wide has room for. With one server, its name says nothing; `noted`: some
 * runs have two connections to tell of.
 */
export function fittingColumns(
  chosen: BoardSettings['columns'],
  width: number,
  manyServers: boolean,
  noted = false,
): readonly ColumnId[] {
  const wanted = chosenColumns(chosen).filter(
    (id) => (id !== 'server' || manyServers) && (chosen !== null || width >= fromOf(columns[id])),
  )
  const extra = (id: ColumnId) =>
    id === 'rate' && chosen === null
      ? titleRoom
      : noted && (id === 'connection' || id === 'run')
        ? noteRoom[id]
        : 0
  const room = (ids: readonly ColumnId[]) => ids.reduce((sum, id) => sum + columns[id].px + extra(id), frame)
  let shown = wanted
  while (shown.length > 1 && room(shown) > width) {
    const least = shown.reduce((a, b) => (columns[b].rank <= columns[a].rank ? b : a))
    shown = shown.filter((id) => id !== least)
  }
  return shown
}

function fromOf({ from = 0 }: Column): number {
  return from
}

/** `order` with `id` at `index`. */
export function movedTo<T>(order: readonly T[], id: T, index: number): readonly T[] {
  const rest = order.filter((one) => one !== id)
  return [...rest.slice(0, index), id, ...rest.slice(index)]
}
