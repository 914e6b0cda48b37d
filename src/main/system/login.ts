// Start at login: by the system's own list on macOS and Windows, by a file on Linux. It belongs to the machine and not to
// the log, so that it is kept there alone, and what the system's settings say is what is shown.

import { mkdir, readFile, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname } from 'node:path'
import type { App } from 'electron'
import { RunlightError } from '../../core/basics/errors.ts'
import { writeAtomically } from '../files/atomic-file.ts'
import { autostartPath, autostartText, startsBy } from './autostart-file.ts'

/** Started with it, the app shows its icon in the tray and no window. */
export const hiddenSwitch = '--hidden'

export type Login = {
  /** Whether the app is started at login; null where this build cannot be. */
  readonly get: () => Promise<boolean | null>
  /** Rejects with a RunlightError that says why not. */
  readonly set: (on: boolean) => Promise<void>
  /** Whether this start was one at login, or asked to show no window. */
  readonly isHiddenStart: boolean
}

type LoginApp = Pick<App, 'isPackaged' | 'getAppPath' | 'getLoginItemSettings' | 'setLoginItemSettings'>

/** What is started: `argv` and `env` are those of this start. */
export type LoginOptions = {
  readonly app: LoginApp
  readonly platform: NodeJS.Platform
  readonly argv: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly execPath: string
  /** The log's folder where this start was given one: the start at login opens the same log. */
  readonly dataDir: string | null
}

export function createLogin(options: LoginOptions): Login {
  const { app, platform, argv, dataDir } = options
  if (platform === 'linux') return { ...byFile(options), isHiddenStart: argv.includes(hiddenSwitch) }
  // Windows joins them by spaces, so that a path needs quotes; a backslash before the last one would take it away. The list of
  // macOS knows no arguments.
  const args = [hiddenSwitch, ...(dataDir === null ? [] : [`--data-dir="${dataDir.replace(/\\$/, '\\\\')}"`])]
  return {
    // Without a package the system would start Electron itself, with nothing to run.
    get: async () => (app.isPackaged ? app.getLoginItemSettings({ args }).openAtLogin : null),
    set: async (on) => app.setLoginItemSettings({ openAtLogin: on, args }),
    isHiddenStart:
      argv.includes(hiddenSwitch) || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin),
  }
}

function byFile({ app, env, execPath, dataDir }: LoginOptions): Pick<Login, 'get' | 'set'> {
  const path = autostartPath(env, homedir())
  // An AppImage runs from a place that is gone with it, and says where it is itself.
  const program = app.isPackaged ? [env.APPIMAGE ?? execPath] : [execPath, app.getAppPath()]
  const args = [hiddenSwitch, ...(dataDir === null ? [] : [`--data-dir=${dataDir}`])]
  return {
    get: () => readFile(path, 'utf8').then(startsBy, () => false),
    set: async (on) => {
      try {
        if (!on) return await rm(path, { force: true })
        await mkdir(dirname(path), { recursive: true })
        await writeAtomically(path, autostartText([...program, ...args]))
      } catch {
        throw new RunlightError(
          'not-allowed',
          `Start at login was not changed: ${path} cannot be written. Allow writing there.`,
        )
      }
    },
  }
}
