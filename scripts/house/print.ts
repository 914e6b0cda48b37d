// The house as text, for the terminal: its rooms from the roof down, and their floors as they stand on each other.

import type { SourceFile } from './imports.ts'
import { arrowsIn, floorOf, roomArrowsIn, roomOf } from './judge.ts'
import { rooms } from './rooms.ts'

/** A line for each room and floor: its files, its lines, and how many imports lead from it to which others. */
export function printHouse(files: readonly SourceFile[]): string {
  const between = roomArrowsIn(files)
  const lines = Object.entries(rooms)
    .toReversed()
    .flatMap(([room, { floors }]) => {
      const own = files.filter(({ path }) => roomOf(path) === room)
      const names =
        floors === 'apart' ? [...new Set(own.map(({ path }) => floorOf(path)))] : floors.toReversed()
      return [
        line(room, own, between[room] ?? {}),
        ...names.map((floor) => {
          const here = own.filter(({ path }) => floorOf(path) === floor)
          return line(`  ${floor === '.' ? '(the room itself)' : floor}`, here, arrowsFrom(floor, own))
        }),
        '',
      ]
    })
  return lines.join('\n')
}

function arrowsFrom(floor: string, own: readonly SourceFile[]): Readonly<Record<string, number>> {
  const arrows = arrowsIn(own).filter(({ from }) => floorOf(from) === floor)
  const groups = Map.groupBy(arrows, ({ to }) => floorOf(to))
  return Object.fromEntries([...groups].map(([to, some]) => [to, some.length]))
}

function line(name: string, files: readonly SourceFile[], arrows: Readonly<Record<string, number>>): string {
  const lines = files.reduce((sum, file) => sum + file.lines, 0)
  const size = `${String(files.length).padStart(4)} files ${String(lines).padStart(6)} lines`
  const to = Object.entries(arrows).map(([other, imports]) => `${other} ${imports}`)
  return `${name.padEnd(26)}${size}${to.length === 0 ? '' : `   → ${to.toSorted().join(', ')}`}`
}
