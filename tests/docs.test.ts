// What the documents name is there: tests under their very titles, files, links, npm scripts, and every page in the index.

import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'
import { projectFiles, projectRoot as root } from './support/project-files.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

const documents = projectFiles(['*.md', 'docs/**/*.md', '.github/**/*.md', 'tests/*/README.md'])

/** Each match in each document, with the document's path before the groups. */
function named(pattern: RegExp): { readonly document: string; readonly groups: readonly string[] }[] {
  return documents.flatMap((document) =>
    [...read(document).matchAll(pattern)].map(([, ...groups]) => ({ document, groups })),
  )
}

test('every test that a document names as a proof is there', () => {
  const proofs = named(/`(tests\/[^`]+)` › “([^”]+)”/g)
  const missing = proofs.filter(({ groups: [file = '', title = ''] }) => {
    return !(existsSync(join(root, file)) && read(file).includes(title))
  })
  expect(missing).toEqual([])
  expect(proofs.length).toBeGreaterThan(40)
})

test('every file and folder of the project that a document names is there', () => {
  // `NNN`, `<…>` and `…` stand for a name of the reader's own.
  const paths = named(/`((?:src|tests|docs|scripts|bench|resources|\.github)\/[^\s`:]*)`/g).filter(
    ({ groups: [path = ''] }) => !/NNN|[<…]/.test(path),
  )
  const missing = paths.filter(({ groups: [path = ''] }) => projectFiles(path).length === 0)
  expect(missing).toEqual([])
  expect(paths.length).toBeGreaterThan(100)
})

test('every name that a document says stands in a file is in it', () => {
  const places = named(/`((?:src|tests|scripts)\/[^\s`]+\.tsx?)` `(\w+)`/g)
  const missing = places.filter(
    ({ groups: [path = '', name = ''] }) => !new RegExp(`\\b${name}\\b`).test(read(path)),
  )
  expect(missing).toEqual([])
  expect(places.length).toBeGreaterThan(20)
})

test('every law that a comment or a test cites by number is written down, and the numbers have no hole', () => {
  const [, laws = ''] = read('docs/architecture.md').split(/^## /m)
  const written = [...laws.matchAll(/^(\d)\. \*\*/gm)].map(([, number]) => Number(number))
  expect(written).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  const sources = projectFiles('{src,tests,bench,scripts}/**/*.{ts,tsx}')
  const cited = sources.flatMap((path) => [...read(path).matchAll(/\blaw (\d+)/gi)].map(([, n]) => Number(n)))
  expect(cited.filter((number) => !written.includes(number))).toEqual([])
  expect(cited.length).toBeGreaterThan(10)
})

test('every link to a file leads to one', () => {
  const links = named(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g).filter(
    ({ groups: [target = ''] }) => !/^[a-z]+:/.test(target),
  )
  const missing = links.filter(
    ({ document, groups: [target = ''] }) => !existsSync(join(root, posix.dirname(document), target)),
  )
  expect(missing).toEqual([])
  expect(links.length).toBeGreaterThan(40)
})

test('every npm script that a document names exists, and CONTRIBUTING.md has each', () => {
  const { scripts } = JSON.parse(read('package.json'))
  const calls = named(/npm run (?:-s )?([\w:-]+)/g)
  expect(calls.filter(({ groups: [name = ''] }) => !Object.hasOwn(scripts, name))).toEqual([])
  const contributing = new Set(
    calls.flatMap(({ document, groups }) => (document === 'CONTRIBUTING.md' ? groups : [])),
  )
  const implied = ['start', 'test']
  expect(Object.keys(scripts).filter((name) => !contributing.has(name) && !implied.includes(name))).toEqual(
    [],
  )
})

test('the index has every document and every decision, under its own title', () => {
  const index = read('docs/README.md')
  const pages = projectFiles('docs/**/*.md').filter((path) => path !== 'docs/README.md')
  expect(pages.filter((path) => !index.includes(`(${path.slice('docs/'.length)})`))).toEqual([])
  const decisions = pages.filter((path) => posix.dirname(path) === 'docs/decisions')
  const rows = decisions.map((path) => {
    const [, number = '', title = ''] = /^# (\d{3}): (.+)/.exec(read(path)) ?? []
    return `| [${number}](decisions/${posix.basename(path)}) | ${title} |`
  })
  expect(rows.filter((row) => !index.includes(row))).toEqual([])
  expect(decisions.length).toBeGreaterThan(15)
})

test('the security document has each of the twenty items of Electron’s checklist, with a proof', () => {
  const items = [...read('docs/security.md').matchAll(/^\| (\d+) \|.*`tests\/[^`]+` › “/gm)].map(
    ([, number]) => Number(number),
  )
  expect(items).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
})
