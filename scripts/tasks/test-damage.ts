// `npm run test:damage`: five hundred damaged logs, or as many as are given, opened and salvaged.

import { join } from 'node:path'
import { root, runNode } from './tool.ts'

export function testDamage(args: readonly string[]): Promise<number> {
  return runNode([join(root, 'tests/harness/start.ts'), 'damage', ...args])
}
