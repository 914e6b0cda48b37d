// `npm run test:kill`: a thousand engines, or as many as are given, killed at random moments on the same logs; with `tap`, sixty
// clients, servers and engines with a tap between them.

import { join } from 'node:path'
import { root, runNode } from './tool.ts'

export function testKill(args: readonly string[]): Promise<number> {
  const [first, ...rest] = args
  const start = join(root, 'tests/harness/start.ts')
  return first === 'tap' ? runNode([start, 'tap-kill', ...rest]) : runNode([start, 'kill', ...args])
}
