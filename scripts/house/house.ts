// The house as it stands: the sources of its rooms, and everything that is not as the plan says.

import { readSources, type SourceFile } from './imports.ts'
import { cyclesIn, floorFaults, roomOf } from './judge.ts'
import { rooms } from './rooms.ts'

/** The sources of all rooms under `root`. */
export function readHouse(root: string): SourceFile[] {
  return readSources(root, ['src/**/*.{ts,tsx,css,html}'])
}

/** What is wrong with the floors, and every cycle, a sentence each; nothing is said of the rooms in `without`. */
export function houseFaults(files: readonly SourceFile[], without: readonly string[] = []): string[] {
  const stray = files.filter(({ path }) => !Object.hasOwn(rooms, roomOf(path)))
  const judged = Object.entries(rooms).filter(([room]) => !without.includes(room))
  const cycles = cyclesIn(files).filter((cycle) => !cycle.some((path) => without.includes(roomOf(path))))
  return [
    ...stray.map(({ path }) => `${path} is in no room`),
    ...judged.flatMap(([room, { floors }]) => floorFaults(room, floors, files)),
    ...cycles.map((cycle) => [...cycle, ...cycle.slice(0, 1)].join(' → ')),
  ]
}
