// `npm run test:kill`: a thousand engines, or as many as are given, killed at random moments on the same logs.

import { join } from 'node:path'
import { root, runNode } from './tool.ts'

export function testKill(args: readonly string[]): Promise<number> {
  return runNode([join(root, 'tests/harness/kill.ts'), ...args])
}
