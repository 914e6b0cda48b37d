// `npm run dev`: the desktop window with sources watched, on the demo's log. Needs the Electron runtime.

import { electronRuntime } from './electron-runtime.ts'
import { runTool } from './tool.ts'

export function dev(): number {
  const runtime = electronRuntime({ fetch: true })
  if ('missing' in runtime) {
    process.stderr.write(
      `The desktop window cannot open here: ${runtime.missing}. Try “npm run demo”, which opens in a browser.\n`,
    )
    return 1
  }
  // It would make Electron a plain Node, without the app.
  delete process.env.ELECTRON_RUN_AS_NODE
  const env = { RUNLIGHT_CHECK_ANSWERS: '1' }
  return runTool('electron-vite', ['dev', '--watch', '--', '--data-dir', '.demo', '--sample'], { env })
}
