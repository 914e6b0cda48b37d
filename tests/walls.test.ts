// The walls of the house: which room may import which, and which packages. The check is total: a file in no room, an
// import in no cell, a file of more than 300 lines, a kind named outside src/kinds, each fails by its name.

import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

type Room = {
  /** Files of other rooms that may be imported: a room's name for all of it, or a path in it. */
  readonly rooms: readonly string[]
  readonly packages: readonly (string | RegExp)[]
}

const node = /^node:/
const rooms: Readonly<Record<string, Room>> = {
  core: { rooms: [], packages: ['zod'] },
  kinds: { rooms: ['core'], packages: ['zod'] },
  engine: { rooms: ['core'], packages: [node, 'zod', 'better-sqlite3', 'eventsource', 'undici', 'pino'] },
  main: { rooms: ['core', 'engine/index.ts', 'demo/index.ts'], packages: ['electron', node] },
  preload: { rooms: ['core'], packages: ['electron'] },
  server: { rooms: ['core', 'engine/index.ts'], packages: [node, 'fastify', /^@fastify\//, 'ws'] },
  cli: {
    rooms: ['core', 'engine/index.ts', 'server/index.ts', 'demo/index.ts'],
    packages: [node, 'commander'],
  },
  renderer: {
    rooms: ['core'],
    packages: [
      'react',
      /^react-dom/,
      /^zustand/,
      '@tanstack/react-virtual',
      /^radix-ui/,
      'cmdk',
      'lucide-react',
      'uplot',
      /^@fontsource/,
    ],
  },
  demo: { rooms: ['core'], packages: [node] },
}

const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).toSorted()

/** Every module the file names, by import, export, dynamic import or glob. */
function imports(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8')
  const { module } = parseSync(file, source)
  const fixed = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) =>
      one.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map((one) =>
      source.slice(one.moduleRequest.start + 1, one.moduleRequest.end - 1),
    ),
  ]
  const globs = [...source.matchAll(/import\.meta\.glob(?:<[^(]*>)?\(\s*'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  )
  return [...fixed, ...globs]
}

function allowed(room: string, file: string, name: string): boolean {
  const cell = rooms[room]
  if (cell === undefined) return false
  if (!name.startsWith('.'))
    return cell.packages.some((one) => (typeof one === 'string' ? one === name : one.test(name)))
  const target = relative('src', join(dirname(file), name.replace(/\?.*$/, '')))
  const [targetRoom = ''] = target.split('/')
  if (room === 'kinds' && targetRoom === 'kinds') return target.split('/')[1] === file.split('/')[2]
  // The program's version, and the window's icon as a built file.
  if (name === '../../package.json' && room === 'cli') return true
  if (/^\.\.\/\.\.\/resources\/[\w.-]+\?asset$/.test(name) && room === 'main') return true
  if (file === 'src/engine/base/kinds.ts' && target === 'kinds/*/index.ts') return true
  return (
    targetRoom === room || cell.rooms.some((one) => (one.includes('/') ? one === target : one === targetRoom))
  )
}

test('every file is in a room, and every import in a cell of its room', () => {
  const wrong = files.flatMap((file) => {
    const room = file.split('/')[1] ?? ''
    if (!Object.hasOwn(rooms, room)) return [`${file} is in no room`]
    return imports(file)
      .filter((name) => !allowed(room, file, name))
      .map((name) => `${file} may not import ${name}`)
  })
  expect(wrong).toEqual([])
  expect(files.length).toBeGreaterThan(50)
})

test('no file is longer than 300 lines', () => {
  const all = globSync(['{src,tests,scripts,bench}/**/*.{ts,tsx,mjs,css}'], { cwd: root })
  const long = all.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 301)
  expect(long).toEqual([])
})

/** A string that is the kind's id; for an id that is a common word too, only where it is said of a kind. */
function naming(id: string): RegExp {
  return new RegExp(id === 'plain' ? `kind\\w*\\W{1,6}['"\`]${id}['"\`]` : `['"\`]${id}['"\`]`)
}

test('no kind is named outside its folder', () => {
  const ids = globSync('src/kinds/*/index.ts', { cwd: root }).map((file) => file.split('/')[2] ?? '')
  const named = files
    .filter((file) => !/^src\/(kinds|demo|cli)\//.test(file))
    .flatMap((file) => {
      const source = readFileSync(join(root, file), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
      return ids.filter((id) => naming(id).test(source)).map((id) => `${file} names ${id}`)
    })
  expect(ids.length).toBeGreaterThanOrEqual(7)
  expect(named).toEqual([])
})

test('secure settings of the window are not weakened anywhere', () => {
  const weak =
    /webSecurity:\s*false|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|nodeIntegration:\s*true|contextIsolation:\s*false|sandbox:\s*false|<webview|innerHTML|dangerouslySetInnerHTML/
  expect(files.filter((file) => weak.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
})
