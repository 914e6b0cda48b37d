// `npm test`: checks, unit and engine suites, end-to-end suites, and one total of all of them as the last line. What a suite
// needs is seen to first, so that nobody waits ten minutes for what was missing at the start.

import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.ts'
import { check } from './check.ts'
import { broken, playwrightTotals, sum, type Totals, vitestTotals } from './count-tests.ts'
import { needBrowser } from './need-browser.ts'
import { root, runTool } from './tool.ts'

/** The suites start some thousand processes of the same few files: compiled once, each takes a fifth less of a core. */
const compiled = join(root, 'node_modules/.cache/runlight/compiled')

export function testAll(): number {
  const reports = join(root, 'test-results')
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const browser = needBrowser()
  const total = browser === null ? broken('There is no browser.') : sum(allSuites(reports, browser))
  // Once more where a reader looks first: it happened some thousand lines ago.
  if (total.failed > 0) process.stdout.write(`\nFailed:\n\n${total.failures.join('\n\n')}\n\n`)
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
  return total.failed === 0 ? 0 : 1
}

function allSuites(reports: string, browser: string): Totals[] {
  const nothing: Totals = { passed: 0, failed: 0, skipped: 0, failures: [] }
  return [
    build() === 0 ? nothing : broken('npm run build'),
    check() === 0 ? { ...nothing, passed: 1 } : broken('npm run check'),
    unitSuites(join(reports, 'unit.json'), browser),
    endToEnd(join(reports, 'e2e.json'), browser),
  ]
}

function unitSuites(report: string, browser: string): Totals {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return vitestTotals(
    report,
    runTool('vitest', ['run', ...reporters], {
      env: { RUNLIGHT_CHROMIUM: browser, NODE_COMPILE_CACHE: compiled },
    }),
  )
}

function endToEnd(report: string, browser: string): Totals {
  const args = ['test', '--config=tests/e2e/playwright.config.ts', '--reporter=list,json']
  const env = {
    RUNLIGHT_CHROMIUM: browser,
    NODE_COMPILE_CACHE: compiled,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  }
  return playwrightTotals(report, runTool('playwright', args, { env }))
}
