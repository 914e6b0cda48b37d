// `npm run test:soak`: two minutes, or as many as are given, of streams whose server is killed again and again; with `wall`, a day of
// the wall on a simulated clock; with `tap`, applications that ask through a tap.

import { join } from 'node:path'
import { root, runNode } from './tool.ts'

export function testSoak(args: readonly string[]): Promise<number> {
  const [first, ...rest] = args
  const named = first === 'wall' || first === 'tap' ? `${first}-soak.ts` : null
  return named === null
    ? runNode([join(root, 'tests/harness/soak.ts'), ...args])
    : runNode([join(root, 'tests/harness', named), ...rest])
}
