// `npm run test:soak`: two minutes, or as many as are given, of streams whose server is killed again and again.

import { join } from 'node:path'
import { root, runNode } from './tool.ts'

export function testSoak(args: readonly string[]): Promise<number> {
  return runNode([join(root, 'tests/harness/soak.ts'), ...args])
}
