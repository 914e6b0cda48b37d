// `npm run test:team`: a thousand blows, or as many as are given, against collectors, a hub and their database.

import { join } from 'node:path'
import { root, runNode } from './tool.ts'

export function testTeam(args: readonly string[]): Promise<number> {
  return runNode([join(root, 'tests/harness/start.ts'), 'team-kill', ...args])
}
