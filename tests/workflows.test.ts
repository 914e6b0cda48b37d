// The workflows of continuous integration, read as text: what they may do, and that what they call is there and pinned.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFiles, projectRoot } from './support/project-files.ts'

const workflows = projectFiles('.github/workflows/*.yml').map((file) => ({
  file,
  text: readFileSync(join(projectRoot, file), 'utf8'),
}))
const all = workflows.map(({ text }) => text).join('\n')

test('every action is pinned to a commit and says its version, and every workflow of the project is there', () => {
  const used = [...all.matchAll(/uses: (.+)/g)].map(([, action = '']) => action)
  const loose = used.filter(
    (action) =>
      !/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action) &&
      projectFiles(action.replace(/^\.\//, '')).length === 0,
  )
  expect(loose).toEqual([])
  expect(used.length).toBeGreaterThan(5)
})

test('every workflow begins with reading at most, and knows no secret but the token of its run', () => {
  const open = workflows.filter(({ text }) => !/^permissions:(?: \{\}|\n {2}contents: read)\n\n/m.test(text))
  expect(open.map(({ file }) => file)).toEqual([])
  expect(all).not.toMatch(/secrets\.|pull_request_target|persist-credentials: true/)
  const checkouts = all.match(/uses: actions\/checkout@/g) ?? []
  expect(all.match(/persist-credentials: false/g)).toHaveLength(checkouts.length)
})

test('every npm script that a workflow runs exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  const run = [...all.matchAll(/\bnpm (?:run )?([\w:]+)/g)].map(([, name = '']) => name)
  expect(run.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  expect(new Set(run)).toEqual(new Set(['test', 'test:electron', 'package']))
})

test('no text of a stranger stands in a script: expressions are the matrix and the run’s own', () => {
  const expressions = [...all.matchAll(/\$\{\{ (.+?) \}\}/g)].map(([, one = '']) => one)
  const own = /^(?:matrix\.\w+|github\.(?:ref|token|repository|event_name == 'pull_request'))$/
  expect(expressions.filter((one) => !own.test(one))).toEqual([])
})
