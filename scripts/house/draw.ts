// The house as a picture: each room a box with its floors on top of each other, and an arrow for each room that another
// imports. The core lies under all of them. It holds no counts, so that it changes only when the house does.

import type { SourceFile } from './imports.ts'
import { floorOf, roomOf } from './judge.ts'
import { rooms } from './rooms.ts'

const floorHeight = 20
const headHeight = 34
const roomWidth = 184
const gap = 56
const margin = 28
const ground = 'core'

/** Which rooms stand beside each other over the core, the roof first. */
const storeys: readonly (readonly string[])[] = [
  ['renderer', 'preload', 'main', 'server', 'cli'],
  ['kinds', 'engine', 'demo'],
]

type Box = {
  readonly room: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly floors: readonly string[]
}

/** An SVG document that follows the reader's light or dark scheme. */
export function drawHouse(files: readonly SourceFile[]): string {
  const over = place(files)
  const width = Math.max(...over.map((box) => box.x + box.width)) + margin
  const y = Math.max(...over.map((box) => box.y + box.height)) + gap / 2
  const slab: Box = {
    room: ground,
    x: margin,
    y,
    width: width - 2 * margin,
    height: headHeight + floorHeight + 6,
    floors: floorsOf(ground, files),
  }
  const height = slab.y + slab.height + margin
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="The rooms of Runlight and their floors">
<style>
  .paper { fill: #fbfbfa } .room { fill: #fff; stroke: #d4d4d0 } .floor { fill: #f1f1ef } .ink { fill: #1c1c1a }
  .faint { fill: #6b6b66 } .arrow { stroke: #8a8a84; stroke-width: 1.5; fill: none } .head { fill: #8a8a84 }
  text { font: 11.5px ui-sans-serif, system-ui, sans-serif } .name { font-weight: 600; font-size: 14px }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #161615 } .room { fill: #1f1f1d; stroke: #3a3a37 } .floor { fill: #2a2a27 } .ink { fill: #f0f0ec }
    .faint { fill: #a3a39c } .arrow { stroke: #7d7d76 } .head { fill: #7d7d76 }
  }
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0 8 4 0 8Z"/></marker></defs>
<rect class="paper" width="${width}" height="${height}" rx="12"/>
${drawArrows(over).join('\n')}
${over.map(drawRoom).join('\n')}
${drawSlab(slab)}
</svg>
`
}

function place(files: readonly SourceFile[]): Box[] {
  const boxes: Box[] = []
  const widest = Math.max(...storeys.map((storey) => storey.length))
  let y = margin
  for (const storey of storeys) {
    const inset = ((widest - storey.length) * (roomWidth + gap)) / 2
    const row = storey.map((room, at) => {
      const floors = floorsOf(room, files)
      const height = headHeight + floors.length * floorHeight + 6
      return { room, x: margin + inset + at * (roomWidth + gap), y, width: roomWidth, height, floors }
    })
    const tallest = Math.max(...row.map(({ height }) => height))
    // Arrows leave the upper rooms at their feet and reach the lower ones at their heads.
    boxes.push(...row.map((box) => (storey === storeys[0] ? { ...box, y: y + tallest - box.height } : box)))
    y += tallest + gap * 1.4
  }
  return boxes
}

/** The floors of a room from the top down. */
function floorsOf(room: string, files: readonly SourceFile[]): string[] {
  const floors = rooms[room]?.floors ?? []
  if (floors !== 'apart') return floors.toReversed()
  const own = files.filter(({ path }) => roomOf(path) === room)
  return [...new Set(own.map(({ path }) => floorOf(path)))]
}

function drawRoom({ room, x, y, width, height, floors }: Box): string {
  const rows = floors.map((floor, at) => {
    const top = y + headHeight + at * floorHeight
    return `<rect class="floor" x="${x + 6}" y="${top + 1}" width="${width - 12}" height="${floorHeight - 2}" rx="3"/><text class="${floor === '.' ? 'faint' : 'ink'}" x="${x + 14}" y="${top + 14}">${floor === '.' ? 'the room itself' : floor}</text>`
  })
  return `${frame(x, y, width, height, room)}${rows.join('')}`
}

function drawSlab({ room, x, y, width, height, floors }: Box): string {
  const each = (width - 12) / floors.length
  const cells = floors.toReversed().map((floor, at) => {
    const left = x + 6 + at * each
    const short = floor.split('/').at(-1) ?? floor
    return `<rect class="floor" x="${left + 1}" y="${y + headHeight}" width="${each - 2}" height="${floorHeight - 2}" rx="3"/><text class="ink" x="${left + each / 2}" y="${y + headHeight + 13}" text-anchor="middle">${short}</text>`
  })
  const note = `<text class="faint" x="${x + 52}" y="${y + 22}">every room imports it; lowest floor on the left</text>`
  return `${frame(x, y, width, height, room)}${note}${cells.join('')}`
}

function frame(x: number, y: number, width: number, height: number, room: string): string {
  return `<rect class="room" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/><text class="ink name" x="${x + 12}" y="${y + 22}">${room}</text>`
}

/** An arrow for each room that another imports: from foot to head between storeys, sideways within one. */
function drawArrows(boxes: readonly Box[]): string[] {
  const pairs = boxes.flatMap((from) => {
    const imported = (rooms[from.room]?.rooms ?? []).map((path) => path.split('/')[0])
    // The engine finds the kinds by their folders and names none of them.
    const targets = from.room === 'engine' ? [...imported, 'kinds'] : imported
    return boxes.filter(({ room }) => targets.includes(room)).map((to) => ({ from, to }))
  })
  return pairs.map(({ from, to }) => {
    const isBeside = storeyOf(from.room) === storeyOf(to.room)
    if (isBeside) {
      const y = Math.max(from.y, to.y) + headHeight / 2
      const [x1, x2] = to.x < from.x ? [from.x, to.x + to.width + 2] : [from.x + from.width, to.x - 2]
      return arrow(`M${x1} ${y}H${x2}`)
    }
    const down = pairs.filter((one) => storeyOf(one.from.room) !== storeyOf(one.to.room))
    const x1 = spread(
      from,
      to,
      down.filter((one) => one.from === from).map((one) => one.to),
    )
    const x2 = spread(
      to,
      from,
      down.filter((one) => one.to === to).map((one) => one.from),
    )
    const [y1, y2] = [from.y + from.height, to.y - 2]
    const middle = (y1 + y2) / 2
    return arrow(`M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`)
  })
}

/** Where on `box` the arrow from or to `other` is, among those of `others`, from left to right. */
function spread(box: Box, other: Box, others: readonly Box[]): number {
  const at = others.toSorted((a, b) => a.x - b.x).indexOf(other)
  return box.x + (box.width * (at + 1)) / (others.length + 1)
}

function storeyOf(room: string): number {
  return storeys.findIndex((storey) => storey.includes(room))
}

function arrow(path: string): string {
  return `<path class="arrow" marker-end="url(#head)" d="${path}"/>`
}
