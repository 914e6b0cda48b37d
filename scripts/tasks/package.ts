// `npm run package`: the desktop app for the system that it runs on, into dist/. What follows `--` goes to the packager, such
// as `--dir` for the folder alone.

import { build } from './build.ts'
import { runTool } from './tool.ts'

export function packageApp(args: readonly string[]): number {
  const failed = build()
  return failed === 0 ? runTool('electron-builder', ['--publish', 'never', ...args]) : failed
}
