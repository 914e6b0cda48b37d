// `npm run gallery`: every component and state of the screens in a browser, with a fake engine, until Ctrl+C.
// `npm run gallery -- --shots DIR [NAME…]` writes pictures of the scenes instead, in both themes and at two widths.

import { join } from 'node:path'
import { needBrowser } from './need-browser.ts'
import { root, runNode } from './tool.ts'

export function gallery(args: readonly string[]): number | Promise<number> {
  if (args.includes('--shots') && needBrowser() === null) return 1
  return runNode([join(root, 'tests/support/gallery/run.ts'), ...args])
}
