// The house as it stands: the sources of its rooms, and everything that is not as the plan says.

import { readSources, type SourceFile } from './imports.ts'
import { cyclesIn, floorFaults, roomOf } from './judge.ts'
import { rooms } from './rooms.ts'

/** The sources of all rooms under `root`. */
export function readHouse(root: string): SourceFile[] {
  return readSources(root, ['src/**/*.{ts,tsx,css,html}'])
}

/** What is wrong with the floors, and every cycle, a sentence each. */
export function houseFaults(files: readonly SourceFile[]): string[] {
  const stray = files.filter(({ path }) => !Object.hasOwn(rooms, roomOf(path)))
  return [
    ...stray.map(({ path }) => `${path} is in no room`),
    ...Object.entries(rooms).flatMap(([room, { floors }]) => floorFaults(room, floors, files)),
    ...cyclesIn(files).map((cycle) => [...cycle, ...cycle.slice(0, 1)].join(' → ')),
  ]
}
