// What the menu's own items do. Each says so when it could not: a menu has no other place for it.

import { dialog, shell } from 'electron'
import type { Engine } from '../engine/index.ts'
import type { MenuActs } from './menu.ts'

/** The acts over `engine`; the data folder is fixed, and never a path that came from a page or a stream. */
export function menuActs(engine: Promise<Engine>, dataDir: string): MenuActs {
  return {
    setTheme: async (theme) => {
      const answer = await (await engine).dispatch('settings.set', { theme })
      if (!answer.ok) dialog.showErrorBox('The theme was not changed', answer.error.message)
    },
    openDataFolder: async () => {
      const problem = await shell.openPath(dataDir)
      if (problem !== '') dialog.showErrorBox('The data folder was not opened', `${dataDir}: ${problem}`)
    },
  }
}
