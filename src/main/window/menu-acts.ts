// What the menu's own items do. Each says so in the window when it could not: a menu has no place for it, and a box would
// hold up the runs on macOS, which has menus without windows.

import { writeFile } from 'node:fs/promises'
import { type BrowserWindow, dialog, shell } from 'electron'
import { field, isJsonObject } from '../../core/basics/json.ts'
import type { Engine } from '../../engine/index.ts'
import { chooseImports } from '../files/file-dialogs.ts'
import type { MenuActs } from './menu.ts'

export type MenuHost = {
  readonly window: () => BrowserWindow | null
  /** Imports the files at these paths. */
  readonly take: (paths: readonly string[]) => void
  /** Shows the window. */
  readonly show: () => void
  /** Shows the window, with the list of hubs in it. */
  readonly showHubs: () => void
  /** Shows the window, with the wall in it. */
  readonly showWall: () => void
  /** Says in the window that something went wrong, and what to do. */
  readonly say: (sentence: string) => void
}

/** The acts over `engine`; the data folder is fixed, and never a path that came from a page or a stream. */
export function menuActs(
  engine: Promise<Engine>,
  dataDir: string,
  { window, take, show, showHubs, showWall, say }: MenuHost,
): MenuActs {
  return {
    importFiles: async () => take(await chooseImports(dialog, window())),
    setTheme: async (theme) => {
      const answer = await (await engine).dispatch('settings.set', { theme })
      if (!answer.ok) say(`The theme was not changed. ${answer.error.message}`)
    },
    show,
    showHubs,
    openHub: async (origin) => {
      const answer = await (await engine).dispatch('desk.openHub', { origin, token: null })
      if (!answer.ok) say(answer.error.message)
    },
    showWall,
    openDataFolder: async () => {
      const problem = await shell.openPath(dataDir)
      if (problem !== '') say(`The data folder ${dataDir} was not opened. ${problem}`)
    },
    saveDiagnostics: async () => {
      const answer = await (await engine).dispatch('app.diagnostics', {})
      if (!answer.ok || !isJsonObject(answer.value))
        return say('The diagnostics were not saved: Runlight could not make them. Try again.')
      const { canceled, filePath } = await dialog.showSaveDialog({
        title: 'Save Diagnostics',
        defaultPath: String(field(answer.value, 'name')),
      })
      if (canceled) return
      try {
        await writeFile(filePath, String(field(answer.value, 'text')), { mode: 0o600 })
      } catch {
        say(`The diagnostics were not saved: ${filePath} cannot be written. Choose another place.`)
      }
    },
  }
}
