// `npm run pictures`: the README's pictures, made anew from the gallery. `npm run pictures -- --screens DIR` writes pictures of
// the ten main screens instead, to lay them beside others.

import { join } from 'node:path'
import { needBrowser } from './need-browser.ts'
import { root, runNode } from './tool.ts'

export function pictures(args: readonly string[]): number | Promise<number> {
  if (needBrowser() === null) return 1
  return runNode([join(root, 'tests/support/gallery/pictures.ts'), ...args])
}
