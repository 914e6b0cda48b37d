// What `npm test` counts, from real reports of both runners over suites that go wrong in every way.

import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { playwrightTotals, sum, type Totals, vitestTotals } from '../../scripts/tasks/count-tests.ts'
import { toolScript } from '../../scripts/tasks/tool.ts'

const root = join(import.meta.dirname, '../..')
let folder: string
let report: string

beforeEach(() => {
  // Within the checkout, so that the suites find the runners' packages.
  folder = join(root, 'test-results', `counted-${process.pid}`)
  report = join(folder, 'report.json')
  mkdirSync(folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const suites = (runner: string, ending: string) => {
  const head = `import { test } from '${runner}'\n`
  writeFileSync(join(folder, `good.${ending}`), `${head}test('a', () => {})\ntest.skip('b', () => {})\n`)
  writeFileSync(join(folder, `bad.${ending}`), `${head}test('c', () => {})\ntest('d', () => { throw 1 })\n`)
  writeFileSync(join(folder, `unread.${ending}`), `${head}throw new Error('at import')\n`)
}

function run(tool: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): number {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|TEST_)/.test(name))
  const done = spawnSync(process.execPath, [toolScript(tool), ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: 'ignore',
  })
  return done.status ?? 1
}

/** The first line of each failure, by the file's own name. */
const named = ({ failures, ...counts }: Totals) => ({
  ...counts,
  failures: failures.map((failure) => failure.split('\n')[0]?.replace(`${folder}/`, '')),
})

test('a file that fails as a whole is one failure beside those of single tests', () => {
  suites('vitest', 'test.ts')
  const code = run('vitest', ['run', '--root', folder, '--reporter=json', `--outputFile=${report}`])
  const totals = vitestTotals(report, code)
  expect(named(totals)).toEqual({
    passed: 2,
    failed: 2,
    skipped: 1,
    failures: expect.arrayContaining(['bad.test.ts › d', 'unread.test.ts › as a whole']),
  })
  expect(totals.failures.join()).toContain('at import')
})

test('an error outside every test is a failure', () => {
  const late =
    "import { test } from 'vitest'\ntest('a', () => { queueMicrotask(() => { throw new Error('late') }) })\n"
  writeFileSync(join(folder, 'late.test.ts'), late)
  const code = run('vitest', ['run', '--root', folder, '--reporter=json', `--outputFile=${report}`])
  expect(named(vitestTotals(report, code))).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    failures: ['vitest ended with exit code 1.'],
  })
})

test('a specification that cannot be read, and a test that passes at its second try, are failures', () => {
  suites('@playwright/test', 'spec.ts')
  rmSync(join(folder, 'unread.spec.ts'))
  const flaky =
    "import { test } from '@playwright/test'\ntest('e', ({}, info) => { if (info.retry === 0) throw 1 })\n"
  writeFileSync(join(folder, 'flaky.spec.ts'), flaky)
  const config = `export default { testDir: '.', outputDir: 'output', retries: 1, reporter: [['json']], workers: 1 }\n`
  writeFileSync(join(folder, 'playwright.config.ts'), config)
  const counted = () =>
    playwrightTotals(report, run('playwright', ['test'], { PLAYWRIGHT_JSON_OUTPUT_NAME: report }))
  expect(named(counted())).toEqual({
    passed: 2,
    failed: 2,
    skipped: 1,
    failures: ['bad.spec.ts › d', 'flaky.spec.ts › e'],
  })
  writeFileSync(join(folder, 'unread.spec.ts'), "throw new Error('at import')\n")
  expect(counted().failed).toBeGreaterThan(0)
})

test('a runner that leaves no report is a failure', () => {
  const gone = join(folder, 'none.json')
  expect(sum([vitestTotals(gone, 0), playwrightTotals(gone, 0)])).toEqual({
    passed: 0,
    failed: 2,
    skipped: 0,
    failures: ['vitest left no report.', 'Playwright left no report.'],
  })
})
