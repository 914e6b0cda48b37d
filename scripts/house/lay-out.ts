// Where the rooms stand in the picture of the house: in rows and columns, and a room alone in its row across all columns.
// Between the rows lie lanes, one for each room that arrows lead to. Units are pixels.

export type Picture = {
  /** The top row first. A room imports its neighbours and rooms of rows below. */
  readonly rows: readonly (readonly string[])[]
  /** Of each room, the lowest first. */
  readonly floors: Readonly<Record<string, readonly string[]>>
  readonly arrows: readonly RoomArrow[]
}

export type RoomArrow = { readonly from: string; readonly to: string }

export type Box = {
  readonly name: string
  readonly row: number
  readonly column: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** The highest first. */
  readonly floors: readonly string[]
  /** It has its row to itself. */
  readonly wide: boolean
}

export type Layout = {
  readonly width: number
  /** Of the rows with the margin above, without one below. */
  readonly height: number
  readonly boxes: readonly Box[]
  /** How high the lane to a room lies in the gap below a row. */
  readonly laneY: (row: number, to: string) => number
}

export const margin = 32
export const headHeight = 32
export const floorHeight = 20
export const floorStep = 23
const columnWidth = 172
export const columnGap = 60
const laneSpace = 22
const laneStep = 13

export function layOut({ rows, floors, arrows }: Picture): Layout {
  const rowOf = (name: string) => rows.findIndex((row) => row.includes(name))
  const lanes = rows.map((_, row) => {
    const passing = arrows.filter(({ from, to }) => rowOf(from) <= row && row < rowOf(to))
    return [...new Set(passing.map(({ to }) => to))].toSorted()
  })
  const columns = Math.max(...rows.map((row) => row.length))
  const inner = columns * columnWidth + (columns - 1) * columnGap
  const heightOf = (name: string) => headHeight + (floors[name]?.length ?? 0) * floorStep + 6

  const boxes: Box[] = []
  const bottoms: number[] = []
  let top = margin
  for (const [row, names] of rows.entries()) {
    const bottom = top + Math.max(...names.map(heightOf))
    const wide = names.length === 1
    for (const [column, name] of names.entries()) {
      const x = margin + column * (columnWidth + columnGap)
      const height = heightOf(name)
      boxes.push({
        name,
        row,
        column,
        x,
        y: bottom - height,
        width: wide ? inner : columnWidth,
        height,
        floors: (floors[name] ?? []).toReversed(),
        wide,
      })
    }
    bottoms.push(bottom)
    top = bottom + 2 * laneSpace + Math.max(0, (lanes[row]?.length ?? 0) - 1) * laneStep
  }
  return {
    width: inner + 2 * margin,
    height: bottoms.at(-1) ?? margin,
    boxes,
    laneY: (row, to) =>
      (bottoms[row] ?? 0) + laneSpace + Math.max(0, lanes[row]?.indexOf(to) ?? 0) * laneStep,
  }
}
