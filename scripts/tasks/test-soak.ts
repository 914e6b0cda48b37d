// `npm run test:soak`: two minutes, or as many as are given, of streams whose server is killed again and again; with `wall`, a day of
// the wall on a simulated clock.

import { join } from 'node:path'
import { root, runNode } from './tool.ts'

export function testSoak(args: readonly string[]): Promise<number> {
  const [first, ...rest] = args
  return first === 'wall'
    ? runNode([join(root, 'tests/harness/wall-soak.ts'), ...rest])
    : runNode([join(root, 'tests/harness/soak.ts'), ...args])
}
