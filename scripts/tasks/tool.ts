// Runs the project's own tools, under the project's own Node, from the project's root.

import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** Runs a tool of node_modules/.bin to its end and gives its exit code; its output is shown. */
export function runTool(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): number {
  const done = spawnSync(name, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  return done.status ?? 1
}

/**
 * Runs Node on `args` with the terminal's own streams; signals are passed on, its exit code is given. A terminal's Ctrl+C
 * comes twice so; what runs here takes both for one.
 */
export function runNode(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  const pass = (signal: NodeJS.Signals) => child.kill(signal)
  const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  return new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('exit', (code, signal) => {
      for (const one of signals) process.off(one, pass)
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
}
