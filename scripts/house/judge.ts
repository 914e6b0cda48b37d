// Whether a house stands as it is declared: every file on a floor, every arrow downwards, no cycle between files.

import type { SourceFile } from './imports.ts'

/** The folders of a room that hold files, lowest first ('.' is the room itself), or folders that know nothing of each other. */
export type Floors = readonly string[] | 'apart'

export type Arrow = { readonly from: string; readonly to: string }

/** The room of a file: the first folder under src. */
export function roomOf(path: string): string {
  return path.split('/')[1] ?? ''
}

/** The folder of a file within its room; '.' for the room itself. */
export function floorOf(path: string): string {
  return path.split('/').slice(2, -1).join('/') || '.'
}

/** What is wrong with the floors of `room`, a sentence each. */
export function floorFaults(room: string, floors: Floors, files: readonly SourceFile[]): string[] {
  const own = files.filter(({ path }) => roomOf(path) === room)
  if (floors === 'apart') {
    return [
      ...own
        .filter(({ path }) => floorOf(path) === '.')
        .map(({ path }) => `${path} stands in no folder of ${room}`),
      ...arrowsIn(own).map(
        ({ from, to }) => `${from} may not import ${to}: the folders of ${room} stand apart`,
      ),
    ]
  }
  const there = new Set(own.map(({ path }) => floorOf(path)))
  const stray = own.filter(({ path }) => !floors.includes(floorOf(path)))
  const empty = floors.filter((floor) => !there.has(floor))
  const upward = arrowsIn(own).filter(
    ({ from, to }) => floors.indexOf(floorOf(from)) < floors.indexOf(floorOf(to)),
  )
  return [
    ...stray.map(({ path }) => `${path} stands in no floor of ${room}`),
    ...empty.map((floor) => `the floor ${floor} of ${room} holds no file`),
    ...upward.map(({ from, to }) => `${from} may not import ${to}: it stands above`),
  ]
}

/** The arrows from one folder to another among `files`. */
export function arrowsIn(files: readonly SourceFile[]): Arrow[] {
  const paths = new Set(files.map(({ path }) => path))
  return files.flatMap((file) =>
    file.files
      .filter((to) => paths.has(to) && floorOf(to) !== floorOf(file.path))
      .map((to) => ({ from: file.path, to })),
  )
}

/** How many imports lead from each room to each other: room → other room → imports. */
export function roomArrowsIn(
  files: readonly SourceFile[],
): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const counts: Record<string, Record<string, number>> = {}
  for (const file of files) {
    const room = roomOf(file.path)
    for (const to of file.files.filter((path) => path.startsWith('src/') && roomOf(path) !== room)) {
      const before = counts[room] ?? {}
      counts[room] = { ...before, [roomOf(to)]: (before[roomOf(to)] ?? 0) + 1 }
    }
  }
  return counts
}

/** Files in the order of their imports, the last of which imports the first. Every file of a cycle is in one of them. */
export function cyclesIn(files: readonly SourceFile[]): string[][] {
  const arrows = new Map(files.map(({ path, files: to }) => [path, to]))
  const named = new Set<string>()
  return [...arrows.keys()].toSorted().flatMap((start) => {
    if (named.has(start)) return []
    const cycle = shortestWayBack(start, arrows)
    for (const file of cycle) named.add(file)
    return cycle.length === 0 ? [] : [cycle]
  })
}

/** From `start` along the imports to a file that imports it; empty where there is none. */
function shortestWayBack(start: string, arrows: ReadonlyMap<string, readonly string[]>): string[] {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (const file of queue) {
    for (const to of arrows.get(file) ?? []) {
      if (to === start) return wayTo(file, cameFrom)
      if (cameFrom.has(to)) continue
      cameFrom.set(to, file)
      queue.push(to)
    }
  }
  return []
}

function wayTo(file: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const before = cameFrom.get(file)
  return before === undefined ? [file] : [...wayTo(before, cameFrom), file]
}
