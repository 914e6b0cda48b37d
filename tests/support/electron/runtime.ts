// Which runtime the desktop specs run on: Electron itself where its binary is installed and can open a window, else the
// stand-in. Asking Electron's own package was rejected: it would download the binary to answer.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The path of Electron's binary, or why the specs cannot run on it. */
export type Runtime = { readonly path: string } | { readonly missing: string }

const packageFolder = 'node_modules/electron'

export function findElectron(): Runtime {
  const named = join(packageFolder, 'path.txt')
  const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : 'electron'
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder, 'dist'), name)
  if (!existsSync(path)) return { missing: 'the Electron runtime is not installed here' }
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY)
    return { missing: 'there is no display here' }
  return { path }
}

export function ranOnStandIn(missing: string): string {
  return `Desktop specs ran on the stand-in: ${missing}.`
}

export function didNotRun(missing: string): string {
  return `Desktop specs did not run on Electron: ${missing}.`
}
