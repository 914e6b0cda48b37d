// `npm run bench`: every figure of docs/performance.md, as a table and as JSON.

import { join } from 'node:path'
import { build } from './build.ts'
import { needBrowser } from './need-browser.ts'
import { root, runNode } from './tool.ts'

export function bench(args: readonly string[]): number | Promise<number> {
  if (needBrowser() === null) return 1
  const failed = build()
  return failed === 0 ? runNode([join(root, 'bench/run.ts'), ...args]) : failed
}
