// The default data directory, the same for every host, so that the terminal and the desktop share one log. It creates
// nothing; the engine does.

import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** `chosen` (`--data-dir`), else `RUNLIGHT_DATA_DIR`, else the platform's usual place; absolute. */
export function findDataDir(
  chosen: string | undefined,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): string {
  const given = chosen ?? env.RUNLIGHT_DATA_DIR ?? ''
  return given === '' ? usualDataDir(env, platform) : resolve(given)
}

/** XDG base directory specification; Apple's File System Programming Guide; Windows' roaming application data. */
function usualDataDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = homedir()
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Runlight')
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Runlight')
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'runlight')
}
