// `npm test`: checks, unit and engine suites, end-to-end suites, and one total of all of them as the last line.

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.ts'
import { check } from './check.ts'
import { findBrowser } from './find-browser.ts'
import { root, runTool } from './tool.ts'

type Totals = { readonly passed: number; readonly failed: number; readonly skipped: number }
const nothing: Totals = { passed: 0, failed: 0, skipped: 0 }
/** A suite that could not run at all counts as one failure, never as none. */
const broken: Totals = { passed: 0, failed: 1, skipped: 0 }

export function testAll(): number {
  const reports = join(root, 'test-results')
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const suites = [
    build() === 0 ? nothing : broken,
    check() === 0 ? { ...nothing, passed: 1 } : broken,
    unitSuites(join(reports, 'unit.json')),
    endToEnd(join(reports, 'e2e.json')),
  ]
  const total = suites.reduce((sum, one) => ({
    passed: sum.passed + one.passed,
    failed: sum.failed + one.failed,
    skipped: sum.skipped + one.skipped,
  }))
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
  return total.failed === 0 ? 0 : 1
}

function unitSuites(report: string): Totals {
  const code = runTool('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  if (!existsSync(report)) return broken
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  const failed = Number(numFailedTests) + (code !== 0 && numFailedTests === 0 ? 1 : 0)
  return { passed: Number(numPassedTests), failed, skipped: Number(numPendingTests) + Number(numTodoTests) }
}

function endToEnd(report: string): Totals {
  const browser = findBrowser()
  if (browser === null) return broken
  const code = runTool(
    'playwright',
    ['test', '--config=tests/e2e/playwright.config.ts', '--reporter=list,json'],
    {
      RUNLIGHT_CHROMIUM: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
  )
  if (!existsSync(report)) return broken
  const { stats } = JSON.parse(readFileSync(report, 'utf8'))
  const failed = Number(stats.unexpected) + (code !== 0 && stats.unexpected === 0 ? 1 : 0)
  return { passed: Number(stats.expected) + Number(stats.flaky), failed, skipped: Number(stats.skipped) }
}
