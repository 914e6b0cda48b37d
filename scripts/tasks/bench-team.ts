// `npm run bench:team`: the figures of the shared log.

import { join } from 'node:path'
import { root, runNode } from './tool.ts'

export function benchTeam(args: readonly string[]): Promise<number> {
  return runNode([join(root, 'bench/team/run.ts'), ...args])
}
