// The system around the app: power, network, screens, theme, dialogs. What a person would see or do goes to the driver;
// the events are emitted by the tests, through `evaluate`, as they would be on Electron itself.

import { EventEmitter } from 'node:events'
import { browserSide, tell } from './main-link.ts'

export const powerMonitor = new EventEmitter()

export const net = { isOnline: () => true }

export const shell = { openPath: async (_path: string) => '' }

export const dialog = {
  showErrorBox: (title: string, content: string) => tell(browserSide.showBox(title, content)),
  /**
   * Nobody is there to choose a place: a test puts its own answer here. The window may stand before the options; a dialog
   * that is called off answers with an empty path.
   */
  showSaveDialog: async (..._windowAndOptions: object[]) => ({ canceled: true, filePath: '' }),
  showOpenDialog: async (..._windowAndOptions: object[]): Promise<object> => ({
    canceled: true,
    filePaths: [],
  }),
}

const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1440, height: 900 },
  workArea: { x: 0, y: 0, width: 1440, height: 900 },
}

export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
})

type ThemeSource = 'system' | 'light' | 'dark'

let themeSource: ThemeSource = 'system'

export const nativeTheme = Object.defineProperties(new EventEmitter(), {
  themeSource: {
    get: () => themeSource,
    set: (next: ThemeSource) => {
      themeSource = next
      tell(browserSide.setColorScheme(next === 'dark' ? 'dark' : 'light'))
      nativeTheme.emit('updated')
    },
  },
  shouldUseDarkColors: { get: () => themeSource === 'dark' },
})
