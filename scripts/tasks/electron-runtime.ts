// Whether a desktop window can open here: a display, and the Electron runtime, which its package fetches on first use.

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './tool.ts'

export type Runtime =
  | { readonly path: string }
  /** Why there is none, and what to do about it. */
  | { readonly missing: string; readonly remedy: string }

const fetchWithinMs = 10 * 60_000
const home = join(root, 'node_modules/electron')

/** The runtime's executable, fetched if `fetch`; or, in words, why there is none. */
export function electronRuntime({ fetch }: { readonly fetch: boolean }): Runtime {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return {
      missing: 'there is no display',
      remedy: 'Start a virtual one: put “xvfb-run” before the command.',
    }
  }
  const there = installed()
  if (there !== null) return { path: there }
  const remedy = 'Fetch it with “npx install-electron” where the network allows it.'
  if (!fetch) return { missing: 'the Electron runtime is not installed', remedy }
  process.stderr.write('Fetching the Electron runtime (about 120 MB, once).\n')
  const done = spawnSync(process.execPath, [join(home, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: fetchWithinMs,
    encoding: 'utf8',
  })
  const fetched = installed()
  if (fetched !== null) return { path: fetched }
  const reason = done.signal === null ? firstError(done.stderr) : 'it took too long'
  return { missing: `the Electron runtime could not be fetched (${reason})`, remedy }
}

function installed(): string | null {
  const pathFile = join(home, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron'
  // Electron's own package knows this variable: a folder with another build of the runtime.
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist'), name)
  return existsSync(path) ? path : null
}

/** The error's own sentence, without stack and addresses. */
function firstError(stderr: string): string {
  const line = stderr.split('\n').find((one) => /error/i.test(one)) ?? 'no reason given'
  return line
    .replace(/^.*?Error:\s*/, '')
    .replace(/https?:\S+/g, 'the download')
    .trim()
    .slice(0, 120)
}
