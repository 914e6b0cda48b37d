// V8's compiled form of the program, kept between two commands: what a command loads is compiled when it first runs, and read from
// then on. A fifth of the time of a short command.

import { lstatSync, mkdirSync } from 'node:fs'
import module from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Keeps it in this person's own cache folder, or where `NODE_COMPILE_CACHE` says; nowhere where that folder is somebody else's, or
 * others may write there: who writes the compiled form writes the program. `NODE_DISABLE_COMPILE_CACHE` turns it off.
 */
export function keepCompiled(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): void {
  // It came with Node 22.8.
  if (typeof module.enableCompileCache !== 'function') return
  const dir = env.NODE_COMPILE_CACHE || ownCache(env, platform)
  if (dir !== null) module.enableCompileCache(dir)
}

/** XDG base directory specification; Apple's File System Programming Guide; Windows' local application data. */
function ownCache(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | null {
  const home = homedir()
  const dir =
    platform === 'darwin'
      ? join(home, 'Library', 'Caches', 'Runlight')
      : platform === 'win32'
        ? join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Runlight', 'Cache')
        : join(env.XDG_CACHE_HOME || join(home, '.cache'), 'runlight')
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    const { uid, mode } = lstatSync(dir)
    const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)
    return isOwn ? dir : null
  } catch {
    // There is no such folder and none can be made.
    return null
  }
}
