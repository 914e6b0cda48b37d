// The judge of the house, on small houses of files that were made up: what is wrong is found and named.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { drawPicture } from '../../scripts/house/draw.ts'
import { fileOf, readSources } from '../../scripts/house/imports.ts'
import { cyclesIn, floorFaults, floorOf, roomArrowsIn } from '../../scripts/house/judge.ts'
import { layOut } from '../../scripts/house/lay-out.ts'
import { routeArrows } from '../../scripts/house/route.ts'

const made: string[] = []
afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true })
})

/** The sources of a house whose files are given by path. */
function build(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'runlight-house-'))
  made.push(root)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return readSources(root, ['src/**/*.{ts,tsx,css,html}'])
}

describe('floors', () => {
  const sound = {
    'src/room/low/a.ts': "import { b } from './b.ts'\nexport const a = b\n",
    'src/room/low/b.ts': 'export const b = 1\n',
    'src/room/high/c.ts': "import type { a } from '../low/a.ts'\nexport type C = typeof a\n",
    'src/room/index.ts': "export { c } from './high/c.ts'\n",
  }
  const floors = ['low', 'high', '.']

  test('a house as it is declared has no fault', () => {
    expect(floorFaults('room', floors, build(sound))).toEqual([])
    expect(floorOf('src/room/index.ts')).toBe('.')
    expect(floorOf('src/room/log/rows/row.ts')).toBe('log/rows')
  })

  test.each([
    ['a type', "import type { C } from '../high/c.ts'\nexport type B = C\n"],
    ['a re-export', "export { C } from '../high/c.ts'\n"],
    ['a type in passing', "export type B = import('../high/c.ts').C\n"],
    ['a glob', "export const b = import.meta.glob('../high/*.ts')\n"],
    ['a dynamic import', "export const b = () => import('../high/c.ts')\n"],
    ['a module path', "import path from '../high/c.ts?modulePath'\nexport const b = path\n"],
  ])('an arrow upward is named: %s', (_, text) => {
    const files = build({ ...sound, 'src/room/low/b.ts': text })
    expect(floorFaults('room', floors, files)).toEqual([
      'src/room/low/b.ts may not import src/room/high/c.ts: it stands above',
    ])
  })

  test('a file on no floor and a floor without files are named', () => {
    const files = build({ ...sound, 'src/room/attic/d.ts': 'export const d = 1\n' })
    expect(floorFaults('room', [...floors, 'cellar'], files)).toEqual([
      'src/room/attic/d.ts stands in no floor of room',
      'the floor cellar of room holds no file',
    ])
  })

  test('folders that stand apart may not know each other', () => {
    const files = build({
      'src/kinds/one/index.ts': "import { two } from '../two/index.ts'\nexport const one = two\n",
      'src/kinds/two/index.ts': "import { part } from './part.ts'\nexport const two = part\n",
      'src/kinds/two/part.ts': 'export const part = 1\n',
      'src/kinds/three.ts': 'export const three = 1\n',
    })
    expect(floorFaults('kinds', 'apart', files)).toEqual([
      'src/kinds/three.ts stands in no folder of kinds',
      'src/kinds/one/index.ts may not import src/kinds/two/index.ts: the folders of kinds stand apart',
    ])
  })
})

describe('cycles', () => {
  test('files that import each other around a corner are found, and others are not', () => {
    const files = build({
      'src/room/a.ts': "import './b.ts'\n",
      'src/room/b.ts': "import type { C } from './c.ts'\n",
      'src/room/c.ts': "import './a.ts'\nimport './d.ts'\n",
      'src/room/d.ts': 'export {}\n',
      'src/room/e.ts': "import './a.ts'\nimport './d.ts'\n",
    })
    expect(cyclesIn(files)).toEqual([['src/room/a.ts', 'src/room/b.ts', 'src/room/c.ts']])
  })

  test('a cycle is named in the order of its imports, and each of its files once at least', () => {
    const files = build({
      'src/room/a.ts': "import './c.ts'\n",
      'src/room/b.ts': "import './a.ts'\n",
      'src/room/c.ts': "import './b.ts'\nimport './d.ts'\n",
      'src/room/d.ts': "import './c.ts'\n",
      'src/room/e.ts': "import './e.ts'\n",
    })
    expect(cyclesIn(files)).toEqual([
      ['src/room/a.ts', 'src/room/c.ts', 'src/room/b.ts'],
      ['src/room/d.ts', 'src/room/c.ts'],
      ['src/room/e.ts'],
    ])
  })

  test('two cycles are two', () => {
    const files = build({
      'src/room/a.ts': "import './b.ts'\n",
      'src/room/b.ts': "import './a.ts'\nimport './c.ts'\n",
      'src/room/c.ts': "import './d.ts'\n",
      'src/room/d.ts': "import './c.ts'\n",
    })
    expect(cyclesIn(files).toSorted()).toEqual([
      ['src/room/a.ts', 'src/room/b.ts'],
      ['src/room/c.ts', 'src/room/d.ts'],
    ])
  })
})

test('imports between rooms are counted, and those within a room are not', () => {
  const files = build({
    'src/shop/sell/a.ts':
      "import '../index.ts'\nimport '../../ground/a.ts'\nimport type { B } from '../../ground/b.ts'\n",
    'src/shop/index.ts': "import '../stalls/index.ts'\n",
    'src/stalls/index.ts': "import '../ground/a.ts'\nimport '../../package.json'\n",
    'src/ground/a.ts': 'export {}\n',
    'src/ground/b.ts': 'export type B = 1\n',
    'package.json': '{}',
  })
  expect(roomArrowsIn(files)).toEqual({ shop: { ground: 2, stalls: 1 }, stalls: { ground: 1 } })
})

describe('the picture', () => {
  const picture = {
    rows: [['shop', 'stalls', 'till'], ['scales', 'plug-ins'], ['ground']],
    floors: {
      shop: ['.'],
      stalls: ['.'],
      till: ['coins', 'coins/old', '.'],
      scales: ['.'],
      'plug-ins': ['*'],
      ground: ['words', 'sums', '.'],
    },
    arrows: [
      { from: 'plug-ins', to: 'ground' },
      { from: 'shop', to: 'ground' },
      { from: 'shop', to: 'plug-ins' },
      { from: 'stalls', to: 'shop' },
      { from: 'till', to: 'scales' },
    ],
  }
  const layout = layOut(picture)
  const lines = routeArrows(layout, picture.arrows)
  const box = (name: string) => {
    const found = layout.boxes.find((one) => one.name === name)
    if (found === undefined) throw new Error(`There is no box of ${name}.`)
    return found
  }

  test('every arrow leads from the edge of its room to the edge of the other', () => {
    const onEdge = (name: string, [x, y]: readonly [number, number]) => {
      const { x: left, y: top, width, height } = box(name)
      const across = x >= left && x <= left + width && (y === top || y === top + height)
      return across || (y > top && y < top + height && (x === left || x === left + width))
    }
    const ends = lines.map(({ from, to, points }) => {
      const [first = [0, 0], last = [0, 0]] = [points[0], points.at(-1)]
      return [`${from} → ${to}`, onEdge(from, first), onEdge(to, last)]
    })
    expect(ends.toSorted()).toEqual(
      picture.arrows.map(({ from, to }) => [`${from} → ${to}`, true, true]).toSorted(),
    )
  })

  test('no arrow runs through a room', () => {
    const through = lines.flatMap(({ from, to, points }) =>
      points.slice(1).flatMap(([x, y], i) => {
        const [startX, startY] = points[i] ?? [x, y]
        return layout.boxes
          .filter((one) => Math.max(x, startX) > one.x && Math.min(x, startX) < one.x + one.width)
          .filter((one) => Math.max(y, startY) > one.y && Math.min(y, startY) < one.y + one.height)
          .map(({ name }) => `${from} → ${to} through ${name}`)
      }),
    )
    expect(through).toEqual([])
  })

  test('rooms, floors from the top down, and arrows are drawn', () => {
    const svg = drawPicture(picture)
    const texts = [...svg.matchAll(/<(?:text class="(?:name|folder)"|title>)[^>]*>(.*?)<\/(?:text|title)>/g)]
    expect(texts.map(([, text = '']) => text.replace(/<[^>]*>/g, ''))).toEqual(
      expect.arrayContaining(['shop', 'its own folder', 'coins/old', 'coins', 'one folder for each', 'sums']),
    )
    expect(svg.indexOf('>sums<')).toBeLessThan(svg.indexOf('>words<'))
    expect([...svg.matchAll(/<title>([^<]* → [^<]*)</g)].map(([, arrow]) => arrow).toSorted()).toEqual(
      picture.arrows.map(({ from, to }) => `${from} → ${to}`),
    )
  })

  test.each([
    ['ground', 'shop'],
    ['shop', 'till'],
  ])('an arrow from %s to %s, for which its rows have no way, is refused', (from, to) => {
    expect(() => drawPicture({ ...picture, arrows: [{ from, to }] })).toThrow(`${from} imports ${to}`)
  })
})

test('a style sheet and a page import too, and a comment does not', () => {
  const files = build({
    'src/room/page.html': '<link href="../../icon.svg" /><script type="module" src="./a.ts"></script>\n',
    'src/room/all.css': '@import "uplot/dist/uPlot.min.css";\n@import "./base.css";\n',
    'src/room/base.css': ':root {}\n',
    'src/room/a.ts': "import './all.css'\n// import './b.ts'\n",
    'src/room/b.ts': 'export {}\n',
  })
  expect(files.map(({ path, names, files }) => [path, names, files])).toEqual([
    ['src/room/a.ts', ['./all.css'], ['src/room/all.css']],
    ['src/room/all.css', ['uplot/dist/uPlot.min.css', './base.css'], ['src/room/base.css']],
    ['src/room/b.ts', [], []],
    ['src/room/base.css', [], []],
    ['src/room/page.html', ['../../icon.svg', './a.ts'], ['src/room/a.ts']],
  ])
})

test('a name is resolved against the file that says it', () => {
  expect(fileOf('src/room/low/a.ts', '../high/c.ts?modulePath')).toBe('src/room/high/c.ts')
  expect(fileOf('src/room/low/a.ts', 'zod')).toBeNull()
})
