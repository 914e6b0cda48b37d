// Files that share a process must leave it as they found it: those of the pure rooms mock nothing and start nothing.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

test('tests that share a process neither mock, nor start a process, a server or a timer', () => {
  const files = globSync('tests/{core,kinds,conformance}/**/*.ts', { cwd: root })
  expect(files.length).toBeGreaterThan(40)
  const leaving = files.filter((file) =>
    /\bvi\b.*from 'vitest'|process\.env\.\w+ =|node:(child_process|http|net|worker_threads)|setInterval\(/.test(
      readFileSync(join(root, file), 'utf8'),
    ),
  )
  expect(leaving).toEqual([])
})
