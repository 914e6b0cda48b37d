// The picture of the house as SVG: rooms with their floors, and an arrow in the colour of the room it points at. It has no
// numbers in it, so it changes only when the house does.

import { type Box, floorHeight, floorStep, headHeight, layOut, margin, type Picture } from './lay-out.ts'
import { eachApart } from './picture.ts'
import { type Line, type Point, routeArrows } from './route.ts'

const bend = 7
const caption =
  'A file imports only its own floor and those below. An arrow has the colour of the room that is imported.'

/** An SVG document that follows the reader's light or dark scheme. */
export function drawPicture(picture: Picture): string {
  const layout = layOut(picture)
  const names = picture.rows.flat().toSorted()
  // The golden angle keeps the hues of any number of rooms apart.
  const colour = (name: string) => `--h:${Math.round(112 + names.indexOf(name) * 137.5) % 360}`
  const height = layout.height + 2 * margin + 4
  const { width } = layout
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">The rooms of the source with their floors, and which room imports which</title>
<style>${style}</style>
<rect class="paper" width="${width}" height="${height}" rx="14"/>
${routeArrows(layout, picture.arrows)
  .map((line) => drawLine(line, colour(line.to)))
  .join('\n')}
${layout.boxes.map((box) => drawBox(box, colour(box.name))).join('\n')}
<text class="caption" x="${width / 2}" y="${layout.height + margin + 6}" text-anchor="middle">${caption}</text>
</svg>
`
}

function drawBox({ name, x, y, width, height, floors, wide }: Box, colour: string): string {
  const inset = 8
  const [textX, anchor] = wide ? [x + width / 2, ' text-anchor="middle"'] : [x + inset + 9, '']
  const drawn = floors.map((floor, i) => {
    const top = y + headHeight + i * floorStep
    return `<rect class="floor" x="${x + inset}" y="${top}" width="${width - 2 * inset}" height="${floorHeight}" rx="4"/><text class="folder" x="${textX}" y="${top + 14}"${anchor}>${label(floor)}</text>`
  })
  return `<g style="${colour}">
<rect class="room" x="${x}" y="${y}" width="${width}" height="${height}" rx="9"/>
<text class="name" x="${textX}" y="${y + 21}"${anchor}>${name}</text>
${drawn.join('\n')}
</g>`
}

function label(floor: string): string {
  if (floor === '.') return '<tspan class="dim">its own folder</tspan>'
  if (floor === eachApart) return '<tspan class="dim">one folder for each</tspan>'
  const [last = '', ...parents] = floor.split('/').toReversed()
  const path = parents.toReversed().map((parent) => `${parent}/`)
  return path.length === 0 ? last : `<tspan class="dim">${path.join('')}</tspan>${last}`
}

function drawLine({ from, to, points }: Line, colour: string): string {
  const [end = [0, 0], before = end] = points.toReversed()
  const tip =
    end[1] > before[1] ? 'M-4.5-8L0-1L4.5-8' : end[0] > before[0] ? 'M-8-4.5L-1 0L-8 4.5' : 'M8-4.5L1 0L8 4.5'
  return `<g class="arrow" style="${colour}"><title>${from} → ${to}</title><path d="${way(points)}"/><path transform="translate(${end.join(' ')})" d="${tip}"/></g>`
}

/** Lines with round corners. */
function way(points: readonly Point[]): string {
  const parts = points.map((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]]
    if (before === undefined) return `M${point.join(' ')}`
    if (after === undefined) return `L${point.join(' ')}`
    return `L${towards(point, before).join(' ')}Q${point.join(' ')} ${towards(point, after).join(' ')}`
  })
  return parts.join('')
}

/** The point `bend` away from `from` on the way to `to`, and never beyond its middle. */
function towards(from: Point, to: Point): Point {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.abs(dx) + Math.abs(dy)
  const share = Math.min(bend, length / 2) / length
  return [from[0] + dx * share, from[1] + dy * share]
}

const style = `
svg { --paper: #fcfcfb; --ink: #1d2025; --dim: #69707a; --floor: #fff; --room: .97 .015; --edge: .84 .05; --line: .52 .13; }
@media (prefers-color-scheme: dark) {
  svg { --paper: #14161a; --ink: #e6e8eb; --dim: #959ca7; --floor: #191c21; --room: .24 .025; --edge: .4 .05; --line: .76 .11; }
}
text { font-family: ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; fill: var(--ink); }
.paper { fill: var(--paper); }
.room { fill: oklch(var(--room) var(--h)); stroke: oklch(var(--edge) var(--h)); }
.floor { fill: var(--floor); stroke: oklch(var(--edge) var(--h) / .5); }
.name { font-size: 14px; font-weight: 650; fill: oklch(var(--line) var(--h)); }
.folder { font-size: 11.5px; }
.dim { fill: var(--dim); }
.caption { font-size: 12px; fill: var(--dim); }
.arrow path { fill: none; stroke: oklch(var(--line) var(--h)); stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
`
