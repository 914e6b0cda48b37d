// What the picture of the house shows: the floors of each room from the plan, and the arrows between rooms from the imports.

import type { SourceFile } from './imports.ts'
import { roomArrowsIn } from './judge.ts'
import type { Picture } from './lay-out.ts'
import { rooms } from './rooms.ts'

/** Stands for the floors of a room whose folders know nothing of each other. */
export const eachApart = '*'

/** Which rooms stand beside each other, the roof first. */
const rows: Picture['rows'] = [
  ['preload', 'main', 'cli'],
  ['tap', 'telemetry', 'server'],
  ['renderer', 'kinds', 'engine', 'readers', 'demo'],
  ['core'],
]

export function pictureOf(files: readonly SourceFile[]): Picture {
  const arrows = Object.entries(roomArrowsIn(files)).flatMap(([from, counts]) =>
    Object.keys(counts).map((to) => ({ from, to })),
  )
  return {
    rows,
    floors: Object.fromEntries(
      Object.entries(rooms).map(([room, { floors }]) => [room, floors === 'apart' ? [eachApart] : floors]),
    ),
    arrows: arrows.toSorted((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to)),
  }
}
