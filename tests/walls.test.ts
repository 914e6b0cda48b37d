// The walls of the house: which room may import which, and which packages, and on which floors its folders stand. The check
// is total: a file in no room or floor, an import in no cell, an arrow upward, a cycle, a file of more than 300 lines, a kind
// named outside src/kinds, each fails by its name. The plan is scripts/house/rooms.ts.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drawPicture } from '../scripts/house/draw.ts'
import { houseFaults, readHouse } from '../scripts/house/house.ts'
import { fileOf, readSources } from '../scripts/house/imports.ts'
import { cyclesIn, roomOf } from '../scripts/house/judge.ts'
import { pictureOf } from '../scripts/house/picture.ts'
import { rooms } from '../scripts/house/rooms.ts'

const root = join(import.meta.dirname, '..')
const sources = readHouse(root)
const files = sources.map(({ path }) => path)

function allowed(room: string, file: string, name: string): boolean {
  const cell = rooms[room]
  if (cell === undefined) return false
  const path = fileOf(file, name)
  if (path === null)
    return cell.packages.some((one) => (typeof one === 'string' ? one === name : one.test(name)))
  const target = path.replace(/^src\//, '')
  const [targetRoom = ''] = target.split('/')
  // The program's version, and the window's icon, as a built file and in the page.
  if (path === 'package.json' && room === 'cli') return true
  if (/^resources\/[\w.-]+$/.test(path) && name.endsWith('?asset') && room === 'main') return true
  if (path === 'resources/icon-64.png' && file === 'src/renderer/index.html') return true
  if (file === 'src/engine/base/kinds.ts' && /^(kinds|readers)\/\*\/index\.ts$/.test(target)) return true
  return (
    targetRoom === room || cell.rooms.some((one) => (one.includes('/') ? one === target : one === targetRoom))
  )
}

test('every import is in a cell of its room', () => {
  const wrong = sources.flatMap(({ path, names }) =>
    names
      .filter((name) => !allowed(roomOf(path), path, name))
      .map((name) => `${path} may not import ${name}`),
  )
  expect(wrong).toEqual([])
  expect(files.length).toBeGreaterThan(50)
})

test('every file stands on a floor of its room, no arrow goes upward, and no files import each other', () => {
  expect(houseFaults(sources)).toEqual([])
})

test('the picture of the house is up to date: npm run house -- --svg docs/images/house.svg', () => {
  const drawn = readFileSync(join(root, 'docs/images/house.svg'), 'utf8')
  expect(drawn === drawPicture(pictureOf(sources))).toBe(true)
})

test('no files of the tests, the scripts and the bench import each other', () => {
  const others = readSources(root, ['{tests,scripts,bench}/**/*.{ts,tsx,mjs}'])
  expect(cyclesIn(others)).toEqual([])
  expect(others.length).toBeGreaterThan(50)
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
