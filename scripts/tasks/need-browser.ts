// A Chromium for tests and benches, before any of them runs: one that is here, or one that is fetched now. Where none can be
// had, the command that gets one is named.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { browserPath } from '../../tests/support/chromium.ts'
import { runTool } from './tool.ts'

const timeoutMs = 600_000
const packages = ['chromium', 'fonts-noto-core', 'fonts-noto-color-emoji']

/** The path of a browser, fetched if need be; null where none could be had, which is said with the remedy. */
export function needBrowser(): string | null {
  const there = browserPath()
  if (there !== null) return there
  process.stderr.write('Fetching a browser for the tests (once).\n')
  runTool('playwright', ['install', 'chromium'], { output: 'stderr', timeoutMs })
  if (browserPath() === null && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    apt(['update', '-qq'])
    apt(['install', '-y', '-qq', '--no-install-recommends', ...packages])
    // Not every release has it; the tests do without (tests/support/chromium.ts).
    apt(['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell'])
  }
  const fetched = browserPath()
  if (fetched === null) {
    process.stderr.write(
      'No browser could be fetched. Install one with “npx playwright install chromium”, on Debian with “sudo apt-get install chromium”, or name one in RUNLIGHT_CHROMIUM.\n',
    )
  }
  return fetched
}

function apt(args: readonly string[]): void {
  spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], timeout: timeoutMs })
}
