// `npm run test:electron`: the desktop specs on the real Electron runtime, where it is.

import { build } from './build.ts'
import { runTool } from './tool.ts'

export function testElectron(): number {
  const failed = build()
  return failed === 0 ? runTool('playwright', ['test', '--config=tests/e2e/electron.config.ts']) : failed
}
