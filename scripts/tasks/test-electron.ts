// `npm run test:electron`: the desktop specs on Electron itself, fetched on first use. Where it cannot run, that is a failure:
// a run that tried nothing must not look like one that found nothing.

import { build } from './build.ts'
import { electronRuntime } from './electron-runtime.ts'
import { runTool } from './tool.ts'

export function testElectron(): number {
  const runtime = electronRuntime({ fetch: true })
  if ('missing' in runtime) {
    process.stderr.write(`The desktop specs cannot run on Electron: ${runtime.missing}. ${runtime.remedy}\n`)
    return 1
  }
  const failed = build()
  return failed === 0 ? runTool('playwright', ['test', '--config=tests/e2e/electron.config.ts']) : failed
}
