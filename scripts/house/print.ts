// The house as text, for the terminal: its rooms from the roof down, and their floors as they stand on each other.

import type { SourceFile } from './imports.ts'
import { arrowsIn, floorOf, roomOf } from './judge.ts'
import { rooms } from './rooms.ts'

/** A line for each floor: its files, its lines, and the floors that it imports. */
export function printHouse(files: readonly SourceFile[]): string {
  const lines = Object.entries(rooms)
    .toReversed()
    .flatMap(([room, { floors, rooms: below }]) => {
      const own = files.filter(({ path }) => roomOf(path) === room)
      const names =
        floors === 'apart' ? [...new Set(own.map(({ path }) => floorOf(path)))] : floors.toReversed()
      const imports = below.length === 0 ? '' : `, imports ${below.join(', ')}`
      return [
        `${room}: ${own.length} files, ${linesOf(own)} lines${imports}`,
        ...names.map((floor) => floorLine(floor, own)),
        '',
      ]
    })
  return lines.join('\n')
}

function floorLine(floor: string, own: readonly SourceFile[]): string {
  const here = own.filter(({ path }) => floorOf(path) === floor)
  const below = [
    ...new Set(
      arrowsIn(own)
        .filter(({ from }) => floorOf(from) === floor)
        .map(({ to }) => floorOf(to)),
    ),
  ]
  const size = `${String(here.length).padStart(4)} files ${String(linesOf(here)).padStart(6)} lines`
  return `  ${(floor === '.' ? '(the room itself)' : floor).padEnd(24)}${size}${below.length === 0 ? '' : `   → ${below.join(', ')}`}`
}

function linesOf(files: readonly SourceFile[]): number {
  return files.reduce((sum, { lines }) => sum + lines, 0)
}
