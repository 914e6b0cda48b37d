// What a test runner's report says: three numbers, and what failed, by name. Whatever went wrong counts: a file that failed as
// a whole, an error outside every test, a test that passed only when it was tried again, a runner that left no report.

import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

export type Totals = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** What failed, each with its file, its name and why, as a person reads it. */
  readonly failures: readonly string[]
}

/** `what` could not run at all, which counts as one failure, never as none. */
export function broken(what: string): Totals {
  return { passed: 0, failed: 1, skipped: 0, failures: [what] }
}

export function sum(totals: readonly Totals[]): Totals {
  return {
    passed: totals.reduce((all, { passed }) => all + passed, 0),
    failed: totals.reduce((all, { failed }) => all + failed, 0),
    skipped: totals.reduce((all, { skipped }) => all + skipped, 0),
    failures: totals.flatMap(({ failures }) => failures),
  }
}

/** vitest's JSON report. A file without a single failed test that failed all the same counts as one failure. */
type VitestReport = {
  readonly numPassedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly status: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** `code` is the runner's exit code: where it failed and the report knows of no failure, that is one. */
export function vitestTotals(report: string, code: number): Totals {
  if (!existsSync(report)) return broken('vitest left no report.')
  const { numPassedTests, numPendingTests, numTodoTests, testResults }: VitestReport = read(report)
  const failures = testResults.flatMap(({ name, message, status, assertionResults }) => {
    const tests = assertionResults
      .filter((one) => one.status === 'failed')
      .map(({ fullName, failureMessages }) => told(name, fullName, failureMessages[0]))
    return status === 'failed' && tests.length === 0 ? [told(name, 'as a whole', message)] : tests
  })
  const skipped = numPendingTests + numTodoTests
  return { passed: numPassedTests, skipped, ...orByCode(failures, 'vitest', code) }
}

/** Playwright's JSON report. `errors` are those outside every test. */
type PlaywrightReport = {
  readonly errors: readonly PlaywrightError[]
  readonly stats: Readonly<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>>
  readonly suites: readonly PlaywrightSuite[]
}
type PlaywrightError = { readonly message?: string }
type PlaywrightSuite = {
  readonly file: string
  readonly specs: readonly {
    readonly title: string
    readonly tests: readonly {
      readonly status: string
      readonly results: readonly { readonly errors: readonly PlaywrightError[] }[]
    }[]
  }[]
  readonly suites?: readonly PlaywrightSuite[]
}

export function playwrightTotals(report: string, code: number): Totals {
  if (!existsSync(report)) return broken('Playwright left no report.')
  const { errors, stats, suites }: PlaywrightReport = read(report)
  const failures = [
    ...suites.flatMap(failuresIn),
    ...errors.map(({ message }) => told('Playwright', 'outside every test', message)),
  ]
  return { passed: stats.expected, skipped: stats.skipped, ...orByCode(failures, 'Playwright', code) }
}

function failuresIn({ file, specs, suites = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => told(file, title, results.flatMap(({ errors }) => errors)[0]?.message)),
  )
  return [...own, ...suites.flatMap(failuresIn)]
}

/** Its first lines say what was expected and what was there. */
const toldLines = 12

function told(file: string, test: string, why: string | undefined): string {
  const lines = stripVTControlCharacters(why ?? '')
    .trim()
    .split('\n')
    .slice(0, toldLines)
  return [`${file} › ${test}`, ...lines.map((line) => `    ${line}`)].join('\n')
}

function orByCode(
  failures: readonly string[],
  runner: string,
  code: number,
): Pick<Totals, 'failed' | 'failures'> {
  const all = failures.length === 0 && code !== 0 ? [`${runner} ended with exit code ${code}.`] : failures
  return { failed: all.length, failures: all }
}

function read(report: string) {
  return JSON.parse(readFileSync(report, 'utf8'))
}
