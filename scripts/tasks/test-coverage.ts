// `npm run test:coverage -- [files]`: the unit and engine suites, or those files, and a table of the statements and branches
// that they ran; coverage/index.html has the lines. What runs in threads, in child processes and in a browser of its own is
// not counted, so there is no threshold.

import { build } from './build.ts'
import { needBrowser } from './need-browser.ts'
import { runTool } from './tool.ts'

export function testCoverage(files: readonly string[]): number {
  const browser = needBrowser()
  if (browser === null || build() !== 0) return 1
  return runTool('vitest', ['run', '--coverage', ...files], { env: { RUNLIGHT_CHROMIUM: browser } })
}
