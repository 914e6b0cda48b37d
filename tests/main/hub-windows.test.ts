// The windows of hubs over Electron's part as a stand-in: which window is shown, and when there is another one.

import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { awayUrl } from '../../src/main/hubs/away-page.ts'
import { createHubs } from '../../src/main/hubs/hubs.ts'

const screens = vi.hoisted(() => ({ made: [] as unknown[] }))

/** As Electron's: what is told to close is gone a moment later. */
class Window extends EventEmitter {
  readonly done: string[] = []
  readonly webContents = Object.assign(new EventEmitter(), {
    loadURL: async (url: string) => void this.done.push(`load ${url}`),
    getURL: () => '',
    reload: () => void this.done.push('reload'),
  })
  isDestroyed = () => false
  isMinimized = () => false
  isMaximized = () => false
  getNormalBounds = () => ({ x: 0, y: 0, width: 900, height: 600 })
  setTitle = () => {}
  show = () => void this.done.push('show')
  focus = () => {}
}

vi.mock('electron', () => ({
  BrowserWindow: function made() {
    const window = new Window()
    screens.made.push(window)
    return window
  },
  app: { isReady: () => true },
  dialog: {
    showMessageBox: async (window: Window, { message }: { readonly message: string }) =>
      void window.done.push(message),
  },
  nativeTheme: { shouldUseDarkColors: false },
  screen: { getPrimaryDisplay: () => ({ id: 1, workArea: {} }), getAllDisplays: () => [] },
  session: {
    fromPartition: () => ({
      on: () => {},
      protocol: { handle: () => {} },
      setPermissionRequestHandler: () => {},
      setPermissionCheckHandler: () => {},
      setDevicePermissionHandler: () => {},
    }),
  },
}))

const hub = { origin: 'https://hub.example.com', name: 'Team' }
const done = () => (screens.made as Window[]).map((window) => window.done)

beforeEach(() => {
  screens.made = []
})

function hubsHere() {
  return createHubs({
    profileDir: join(tmpdir(), 'runlight-none'),
    developing: false,
    ways: { set: () => {}, of: () => ({ mayGo: () => false, mayBeLed: () => false }) },
    fetch,
    isGoing: () => true,
    note: () => {},
    onSessionEnd: () => {},
  })
}

test('a hub that is opened while its window closes has the next window, and the one that goes is left alone', () => {
  const hubs = hubsHere()
  hubs.desk.openHub(hub, null)
  const [first] = screens.made as Window[]
  // The window's own page is there, and the hub is asked behind it.
  first?.webContents.emit('did-navigate', {}, awayUrl)
  hubs.desk.openHub(hub, null)
  const ofFirst = [`load ${awayUrl}`, 'load https://hub.example.com/', 'show']
  expect(done()).toEqual([ofFirst])
  first?.emit('close')
  hubs.desk.openHub(hub, null)
  hubs.desk.openHub(hub, 'secret')
  expect(done()).toEqual([ofFirst])
  first?.emit('closed')
  expect(done()).toEqual([ofFirst, [`load ${awayUrl}`, 'load https://hub.example.com/#token=secret', 'show']])
})

test('a window whose page stops too often is shown before it says so, because nobody could close a box of one never shown', () => {
  hubsHere().desk.openHub(hub, null)
  const [window] = screens.made as Window[]
  for (let deaths = 1; deaths <= 4; deaths++)
    window?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
  expect(done()).toEqual([
    [`load ${awayUrl}`, 'reload', 'reload', 'reload', 'show', 'The window of Team stopped'],
  ])
})
