// What a test runner's report says, as three numbers. Whatever went wrong counts: a file that failed as a whole, an error
// outside every test, a test that passed only when it was tried again, a runner that left no report.

import { existsSync, readFileSync } from 'node:fs'

export type Totals = { readonly passed: number; readonly failed: number; readonly skipped: number }

/** A suite that could not run at all counts as one failure, never as none. */
export const broken: Totals = { passed: 0, failed: 1, skipped: 0 }

export function sum(totals: readonly Totals[]): Totals {
  return {
    passed: totals.reduce((all, { passed }) => all + passed, 0),
    failed: totals.reduce((all, { failed }) => all + failed, 0),
    skipped: totals.reduce((all, { skipped }) => all + skipped, 0),
  }
}

/** vitest's JSON report. A file without a single failed test that failed all the same counts as one failure. */
type VitestReport = {
  readonly numPassedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/** `code` is the runner's exit code: where it failed and the report knows of no failure, that is one. */
export function vitestTotals(report: string, code: number): Totals {
  if (!existsSync(report)) return broken
  const { numPassedTests, numPendingTests, numTodoTests, testResults }: VitestReport = read(report)
  const failures = testResults.map(({ status, assertionResults }) => {
    const tests = assertionResults.filter((one) => one.status === 'failed').length
    return status === 'failed' ? Math.max(1, tests) : tests
  })
  const failed = failures.reduce((all, one) => all + one, 0)
  return { passed: numPassedTests, failed: atLeast(failed, code), skipped: numPendingTests + numTodoTests }
}

/** Playwright's JSON report. `errors` are those outside every test. */
type PlaywrightReport = {
  readonly errors: readonly unknown[]
  readonly stats: Readonly<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>>
}

export function playwrightTotals(report: string, code: number): Totals {
  if (!existsSync(report)) return broken
  const { errors, stats }: PlaywrightReport = read(report)
  const failed = stats.unexpected + stats.flaky + errors.length
  return { passed: stats.expected, failed: atLeast(failed, code), skipped: stats.skipped }
}

function atLeast(failed: number, code: number): number {
  return failed === 0 && code !== 0 ? 1 : failed
}

function read(report: string) {
  return JSON.parse(readFileSync(report, 'utf8'))
}
