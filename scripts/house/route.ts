// The ways of the arrows: out of a room's bottom, along the lane to the room that is imported, and in from above. A row
// that lies between is passed through a gap between its rooms. Arrows to the same room run together.

import { type Box, columnGap, type Layout, type RoomArrow } from './lay-out.ts'

export type Point = readonly [x: number, y: number]
export type Line = RoomArrow & { readonly points: readonly Point[] }

const entryInset = 16

/** Throws for an arrow that leads neither to a neighbour nor down. */
export function routeArrows({ boxes, laneY }: Layout, arrows: readonly RoomArrow[]): readonly Line[] {
  const boxOf = (name: string): Box => {
    const box = boxes.find((one) => one.name === name)
    if (box === undefined) throw new Error(`The room ${name} is in no row of the picture.`)
    return box
  }

  const beside = arrows.filter(({ from, to }) => boxOf(from).row === boxOf(to).row)
  const down = arrows.filter((arrow) => !beside.includes(arrow))

  const sideways = ({ from, to }: RoomArrow): Line => {
    const [a, b] = [boxOf(from), boxOf(to)]
    if (Math.abs(a.column - b.column) !== 1) throw notDrawable(from, to)
    const y = a.y + a.height - Math.min(a.height, b.height) / 2
    const [start, end] = a.column < b.column ? [a.x + a.width, b.x] : [a.x, b.x + b.width]
    return {
      from,
      to,
      points: [
        [start, y],
        [end, y],
      ],
    }
  }

  /** The gap of `row` that is nearest to `box` and that no sideways arrow crosses. */
  const gapAt = (row: number, box: Box): number => {
    const gaps = boxes
      .filter((one) => one.row === row && one.column > 0)
      .filter(({ column }) => {
        const crossing = (name: string) => [column - 1, column].includes(boxOf(name).column)
        return !beside.some(({ from, to }) => boxOf(from).row === row && crossing(from) && crossing(to))
      })
      .map(({ x }) => x - columnGap / 2)
    const distance = (x: number) => Math.abs(x - middle(box))
    return gaps.toSorted((a, b) => distance(a) - distance(b) || b - a)[0] ?? columnGap / 4
  }

  /** Where an arrow that is at `x` leaves the gap below `row`. */
  const nextX = (row: number, from: Box, to: Box, x: number): number => {
    if (row + 1 < to.row) return gapAt(row + 1, from)
    if (!to.wide) return middle(to)
    return Math.min(Math.max(x, to.x + entryInset), to.x + to.width - entryInset)
  }

  const exitX = ({ from, to }: RoomArrow): number => {
    const box = boxOf(from)
    const goal = (name: string) => nextX(box.row, box, boxOf(name), middle(box))
    const targets = down
      .filter((arrow) => arrow.from === from)
      .map((arrow) => arrow.to)
      .toSorted((a, b) => goal(a) - goal(b) || a.localeCompare(b))
    return Math.round(box.x + (box.width * (targets.indexOf(to) + 1)) / (targets.length + 1))
  }

  const downward = (arrow: RoomArrow): Line => {
    const [from, to] = [boxOf(arrow.from), boxOf(arrow.to)]
    if (from.row > to.row) throw notDrawable(arrow.from, arrow.to)
    let x = exitX(arrow)
    const points: Point[] = [[x, from.y + from.height]]
    for (let row = from.row; row < to.row; row++) {
      const next = nextX(row, from, to, x)
      const y = laneY(row, arrow.to)
      if (next !== x) points.push([x, y], [next, y])
      x = next
    }
    return { ...arrow, points: [...points, [x, to.y]] }
  }

  return [...beside.map(sideways), ...down.map(downward)]
}

const middle = ({ x, width }: Box) => x + width / 2

const notDrawable = (from: string, to: string) =>
  new Error(`${from} imports ${to}: in the picture’s rows it stands neither below nor beside it.`)
