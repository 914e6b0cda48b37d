// The documents' proofs: every test that a document names is there, under that very title.

import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const proof = /`(tests\/[^`]+)` › “([^”]+)”/g

test('every test that a document names as a proof is there', () => {
  const documents = globSync('docs/**/*.md', { cwd: root })
  const named = documents.flatMap((document) =>
    [...readFileSync(join(root, document), 'utf8').matchAll(proof)].map(([, file = '', title = '']) => ({
      document,
      file,
      title,
    })),
  )
  const missing = named.filter(({ file, title }) => {
    const path = join(root, file)
    return !(existsSync(path) && readFileSync(path, 'utf8').includes(title))
  })
  expect(missing).toEqual([])
  expect(named.length).toBeGreaterThan(40)
})

test('the security document has each of the twenty items of Electron’s checklist, with a proof', () => {
  const text = readFileSync(join(root, 'docs/security.md'), 'utf8')
  const items = [...text.matchAll(/^\| (\d+) \|.*`tests\/[^`]+` › “/gm)].map(([, number]) => Number(number))
  expect(items).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
})
