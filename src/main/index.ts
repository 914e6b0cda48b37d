// The desktop host, put together: a flat list of steps, each a file of its own. What must be said before Electron is
// ready is said at once; the window and the engine then start side by side, and calls wait for the engine.

import { join } from 'node:path'
import { app, dialog, ipcMain, Menu, nativeTheme, protocol, session } from 'electron'
import { type AppSettings, defaultSettings, settingsSchema } from '../core/contract.ts'
import { RunlightError } from '../core/errors.ts'
import { createSampleOnDemand } from '../demo/index.ts'
import type { Engine } from '../engine/index.ts'
import { answerFile } from './app-files.ts'
import { findPlace, preparePlace } from './data-dir.ts'
import { createDefectNotes } from './defects.ts'
import { guardContents } from './guard-contents.ts'
import { openDoor, pushChanges } from './ipc-door.ts'
import { createPlaceKeeper } from './keep-place.ts'
import { menuTemplate } from './menu.ts'
import { menuActs } from './menu-acts.ts'
import { giveUp, openDesktopEngine } from './open-engine.ts'
import { appScheme, pageAddress } from './page-address.ts'
import { restrictPermissions } from './permissions.ts'
import { closeBeforeQuit } from './quit.ts'
import { createThemeKeeper } from './theme.ts'
import { createMainWindow } from './window.ts'

const developing = !app.isPackaged
const page = pageAddress(app.isPackaged, process.env.ELECTRON_RENDERER_URL)
const place = findPlace(process.argv, process.env, process.platform)
const noteDefect = createDefectNotes(join(place.profileDir, 'defects.log'))
/** A packaged app lets nobody look inside through a port. */
const debugSwitches = ['remote-debugging-port', 'remote-debugging-pipe']

try {
  preparePlace(place)
  boot()
} catch (thrown) {
  fail(thrown)
}

function boot(): void {
  app.setName('Runlight')
  app.setPath('userData', place.profileDir)
  if (!app.requestSingleInstanceLock()) {
    // The instance that holds the lock brings its window to the front.
    app.quit()
    return
  }
  process.on('uncaughtExceptionMonitor', (thrown) => noteDefect('uncaught', thrown))
  app.enableSandbox()
  if (app.isPackaged) for (const name of debugSwitches) app.commandLine.removeSwitch(name)
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true } }])
  app.on('web-contents-created', (_event, contents) => guardContents(contents, page))
  app.whenReady().then(start).catch(fail)
}

function start(): void {
  protocol.handle(appScheme, (request) => answerFile(join(import.meta.dirname, '../renderer'), request))
  restrictPermissions(session.defaultSession, page)
  const sample = createSampleOnDemand()
  const places = createPlaceKeeper(join(place.profileDir, 'window.json'))
  const engine = openDesktopEngine(place, sample.port, noteDefect)
  const window = createMainWindow({ page, places, developing, ready: engine, onLost: sayLost })
  const contents = () => window.get()?.webContents ?? null
  openDoor(ipcMain, contents, page, engine)
  engine.then(use).catch(fail)

  app.on('second-instance', window.open)
  app.on('activate', window.open)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  closeBeforeQuit(app, () => window.get()?.hide(), close)
  app.setAboutPanelOptions({ applicationName: 'Runlight', applicationVersion: app.getVersion() })
  setMenu(defaultSettings, engine)
  window.open()

  async function use(opened: Engine): Promise<void> {
    const keepTheme = createThemeKeeper(nativeTheme, (colour) => window.get()?.setBackgroundColor(colour))
    const apply = (settings: AppSettings) => {
      keepTheme(settings)
      setMenu(settings, engine)
    }
    opened.onChanges((changes) => {
      pushChanges(contents, page, changes)
      if (changes.settings !== null) apply(changes.settings)
    })
    const answer = await opened.dispatch('settings.get', {})
    if (answer.ok) apply(settingsSchema.parse(answer.value))
  }

  /** The engine first: a sample backend that goes before it would look like a lost connection in its log. */
  async function close(): Promise<void> {
    await engine.then((opened) => opened.close()).catch((thrown) => noteDefect('close', thrown))
    await Promise.all([sample.close(), places.settled()])
  }
}

function setMenu({ theme }: AppSettings, engine: Promise<Engine>): void {
  const state = { platform: process.platform, developing, theme }
  const template = menuTemplate(state, menuActs(engine, place.dataDir))
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

function fail(thrown: unknown): void {
  if (!(thrown instanceof RunlightError)) noteDefect('start', thrown)
  giveUp(thrown)
}

function sayLost(): void {
  dialog.showErrorBox(
    'The window of Runlight stopped',
    'It stopped several times within a minute. Your runs are still watched and stored. Close Runlight and start it again.',
  )
}
