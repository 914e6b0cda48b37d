// `npm run -s cli -- …`: the terminal host, built if need be.

import { join } from 'node:path'
import { build } from './build.ts'
import { root, runNode } from './tool.ts'

export function cli(args: readonly string[]): number | Promise<number> {
  const failed = build()
  return failed === 0 ? runNode([join(root, 'out/main/cli.js'), ...args]) : failed
}
