// Runs the project's own tools, under the project's own Node, from the project's root.

import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** The packages whose tools have another name than they. */
const packages: Readonly<Record<string, string>> = {
  biome: '@biomejs/biome',
  playwright: '@playwright/test',
  tsc: 'typescript',
}

/** The script of a tool, for Node to run: no system has to find it by its name, and no shell reads its arguments. */
export function toolScript(name: string): string {
  const home = join(root, 'node_modules', packages[name] ?? name)
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  return join(home, typeof bin === 'string' ? bin : bin[name])
}

/** Runs a tool of the project's packages to its end and gives its exit code; its output is shown, or all of it on stderr. */
export function runTool(
  name: string,
  args: readonly string[],
  { env = {}, output = 'inherit', timeoutMs }: ToolOptions = {},
): number {
  const done = spawnSync(process.execPath, [toolScript(name), ...args], {
    cwd: root,
    stdio: output === 'stderr' ? ['ignore', 2, 2] : 'inherit',
    env: { ...process.env, ...env },
    timeout: timeoutMs,
  })
  return done.status ?? 1
}

export type ToolOptions = {
  readonly env?: Readonly<Record<string, string>>
  readonly output?: 'inherit' | 'stderr'
  readonly timeoutMs?: number
}

/**
 * Runs Node on `args` with the terminal's own streams; signals are passed on, its exit code is given. A terminal's Ctrl+C
 * comes twice so; what runs here takes both for one. Windows has no signals: sending one ends a process at once, and the
 * console gives its Ctrl+C to all of them anyway.
 */
export function runNode(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  const pass = (signal: NodeJS.Signals) => {
    if (process.platform !== 'win32') child.kill(signal)
  }
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
