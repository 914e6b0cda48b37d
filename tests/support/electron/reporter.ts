// Says at the end of a run why tests were skipped: Playwright's own list marks a skipped test and keeps the reason to
// itself.

import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter'

export class SkipReporter implements Reporter {
  #suite: Suite | null = null

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite
  }

  onEnd(): void {
    const skipped = new Map<string, string[]>()
    for (const test of this.#suite?.allTests() ?? []) {
      const skip = test.results.at(-1)?.annotations.find(({ type }) => type === 'skip')
      if (skip === undefined) continue
      const reason = skip.description ?? 'no reason was given'
      skipped.set(reason, [...(skipped.get(reason) ?? []), test.title])
    }
    const lines = [...skipped].map(([reason, titles]) =>
      titles.length === 1 ? `Skipped “${titles[0]}”: ${reason}` : `Skipped ${titles.length} tests: ${reason}`,
    )
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`)
  }

  printsToStdio(): boolean {
    return false
  }
}

// biome-ignore lint/style/noDefaultExport: the runner takes a reporter by its default export
export default SkipReporter
