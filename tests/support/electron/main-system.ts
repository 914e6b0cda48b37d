// The system around the app: power, network, theme, dialogs. What a person would see or do goes to the driver;
// the events are emitted by the tests, through `evaluate`, as they would be on Electron itself.

import { EventEmitter } from 'node:events'
import { app } from './main-app.ts'
import { browserSide, tell } from './main-link.ts'

export const powerMonitor = new EventEmitter()

/** Nothing sleeps here; a test puts its own functions in the place of these. */
export const powerSaveBlocker = { start: (_type: string) => 1, stop: (_id: number) => true }

/** Chromium's names for what Node calls its errors. */
const networkErrors: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'ERR_CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'ERR_CERT_AUTHORITY_INVALID',
}

export const net = {
  isOnline: () => true,
  fetch: (url: string, init?: RequestInit) =>
    fetch(url, init).catch((thrown) => {
      const code = String(thrown?.cause?.code ?? '')
      throw new Error(`net::${networkErrors[code] ?? 'ERR_FAILED'}`)
    }),
}

export const shell = { openPath: async (_path: string) => '' }

type Box = { readonly message: string; readonly detail?: string }

export const dialog = {
  /** Printed before the app is ready, as on Linux. Later it stops the process until somebody presses the button: nobody will. */
  showErrorBox: (title: string, content: string) => {
    if (!app.isReady()) {
      process.stderr.write(`${title}\n${content}\n`)
      return
    }
    tell(browserSide.showBox(title, content))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  },
  /** Holds up nothing; resolves when the driver presses the first button. The window may stand before the options. */
  showMessageBox: async (...windowAndOptions: [...windows: object[], options: Box]) => {
    const { message, detail = '' } = windowAndOptions.at(-1) as Box
    await browserSide.showBox(message, detail)
    return { response: 0, checkboxChecked: false }
  },
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

type ThemeSource = 'system' | 'light' | 'dark'

/** Chromium's own switch, for a desktop whose theme is dark. */
const systemIsDark = process.argv.includes('--force-dark-mode')
let themeSource: ThemeSource = 'system'

export const isDark = () => (themeSource === 'system' ? systemIsDark : themeSource === 'dark')

export const nativeTheme = Object.defineProperties(new EventEmitter(), {
  themeSource: {
    get: () => themeSource,
    set: (next: ThemeSource) => {
      themeSource = next
      tell(browserSide.setColorScheme(isDark() ? 'dark' : 'light'))
      nativeTheme.emit('updated')
    },
  },
  shouldUseDarkColors: { get: isDark },
  /** Of taskbars and trays, which no app changes. */
  shouldUseDarkColorsForSystemIntegratedUI: { get: () => systemIsDark },
})
