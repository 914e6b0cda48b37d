// What the menu's own items do. Each says so when it could not: a menu has no other place for it.

import { writeFile } from 'node:fs/promises'
import { type BrowserWindow, dialog, shell } from 'electron'
import { field, isJsonObject } from '../core/json.ts'
import type { Engine } from '../engine/index.ts'
import { chooseImports } from './file-dialogs.ts'
import type { MenuActs } from './menu.ts'

export type ImportActs = {
  readonly window: () => BrowserWindow | null
  /** Imports the files at these paths. */
  readonly take: (paths: readonly string[]) => void
}

/** The acts over `engine`; the data folder is fixed, and never a path that came from a page or a stream. */
export function menuActs(engine: Promise<Engine>, dataDir: string, { window, take }: ImportActs): MenuActs {
  return {
    importFiles: async () => take(await chooseImports(dialog, window())),
    setTheme: async (theme) => {
      const answer = await (await engine).dispatch('settings.set', { theme })
      if (!answer.ok) dialog.showErrorBox('The theme was not changed', answer.error.message)
    },
    openDataFolder: async () => {
      const problem = await shell.openPath(dataDir)
      if (problem !== '') dialog.showErrorBox('The data folder was not opened', `${dataDir}: ${problem}`)
    },
    saveDiagnostics: async () => {
      const answer = await (await engine).dispatch('app.diagnostics', {})
      if (!answer.ok || !isJsonObject(answer.value))
        return sayNotSaved('Runlight could not make them: try again.')
      const { canceled, filePath } = await dialog.showSaveDialog({
        title: 'Save Diagnostics',
        defaultPath: String(field(answer.value, 'name')),
      })
      if (canceled) return
      try {
        await writeFile(filePath, String(field(answer.value, 'text')), { mode: 0o600 })
      } catch {
        sayNotSaved(`${filePath} cannot be written: choose another place.`)
      }
    },
  }
}

function sayNotSaved(sentence: string): void {
  dialog.showErrorBox('The diagnostics were not saved', sentence)
}
