// `npm run bench:team`: the figures of the shared log.

import { join } from 'node:path'
import { build } from './build.ts'
import { root, runNode } from './tool.ts'

export function benchTeam(args: readonly string[]): number | Promise<number> {
  const failed = build()
  return failed === 0 ? runNode([join(root, 'bench/team/run.ts'), ...args]) : failed
}
