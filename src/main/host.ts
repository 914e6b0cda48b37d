// The desktop host, put together: a flat list of steps, each a file of its own. What must be said before Electron is
// ready is said at once; the window and the engine then start side by side, and calls wait for the engine.

import { join } from 'node:path'
import { app, dialog, ipcMain, Menu, nativeTheme, powerMonitor, protocol, session } from 'electron'
import { errorData, RunlightError } from '../core/basics/errors.ts'
import { type AppSettings, defaultSettings, settingsSchema } from '../core/contract/contract.ts'
import { linkScheme } from '../core/contract/deep-link.ts'
import type { HostMessage } from '../core/contract/host-message.ts'
import { createSampleOnDemand } from '../demo/index.ts'
import type { Engine } from '../engine/index.ts'
import { answerFile } from './app-files.ts'
import { findPlace, preparePlace } from './data-dir.ts'
import { createDefectNotes, type NoteDefect } from './defects.ts'
import { saveDownloads } from './downloads.ts'
import { endOnShutdown, endOnSignals } from './end-with-system.ts'
import { showError } from './error-box.ts'
import { createSaving } from './file-dialogs.ts'
import { guardContents } from './guard-contents.ts'
import { createHostMessages } from './host-messages.ts'
import { openDoor, pushChanges } from './ipc-door.ts'
import { reloadedMessage } from './keep-alive.ts'
import { createPlaceKeeper } from './keep-place.ts'
import { menuTemplate } from './menu.ts'
import { type MenuHost, menuActs } from './menu-acts.ts'
import { openDesktopEngine } from './open-engine.ts'
import { openedWith } from './opened-with.ts'
import { appScheme, pageAddress } from './page-address.ts'
import { restrictPermissions } from './permissions.ts'
import { closeBeforeQuit, type Quit } from './quit.ts'
import { enterSandbox } from './sandbox.ts'
import { surviveDefects } from './survive.ts'
import { takeFiles } from './take-files.ts'
import { createThemeKeeper } from './theme.ts'
import { createMainWindow, type MainWindow } from './window.ts'

const developing = !app.isPackaged
const page = pageAddress(app.isPackaged, process.env.ELECTRON_RENDERER_URL)
const place = findPlace(process.argv, process.env, process.platform)
const noteDefect = createDefectNotes(join(place.profileDir, 'defects.log'))
/** A packaged app lets nobody look inside through a port. */
const debugSwitches = ['remote-debugging-port', 'remote-debugging-pipe']

/** Through the engine as soon as it is open, so that its diagnostics have what the host noted too. */
let noteTo: NoteDefect = noteDefect
const note: NoteDefect = (where, thrown) => noteTo(where, thrown)
/** What was to be said before there was a window. */
const early: HostMessage[] = []
let tell = (message: HostMessage): void => {
  early.push(message)
}
/** Files that were opened before there was an engine to take them. */
const earlyFiles: string[] = []
let take = (paths: readonly string[]): void => {
  earlyFiles.push(...paths)
}
/** Opens the window, or brings it to the front, once there may be one. */
let show = (): void => {}
let quit: Quit | null = null
const survived =
  'Something went wrong inside Runlight and was noted. Your runs go on; if it happens again, save the diagnostics (Help menu).'

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
  surviveDefects(process, { note, tell: () => showInWindow('bad', survived), end: endInOrder })
  // macOS asks for these at any time, also while there is no window.
  app.on('open-url', (event, url) => {
    event.preventDefault()
    opened(['', url], '/')
    show()
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    take([path])
    show()
  })
  enterSandbox(app, (sentence) => showInWindow('plain', sentence))
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
  const engine = openDesktopEngine(
    place,
    sample.port,
    createSaving(dialog, () => window.get()),
    noteDefect,
  )
  const onReload = (reason: 'stopped' | 'hung') => {
    messages.forget()
    messages.send({ host: 'said', text: reloadedMessage(reason), tone: 'plain' })
  }
  const alive = { onReload, onLost: () => showWindowLost(window), note }
  const window = createMainWindow({
    page,
    places,
    developing,
    ready: engine,
    onMade: () => messages.forget(),
    onSessionEnd: () => app.quit(),
    alive,
  })
  const contents = () => window.get()?.webContents ?? null
  const messages = createHostMessages(contents, page)
  tell = messages.send
  for (const message of early.splice(0)) tell(message)
  saveDownloads(session.defaultSession, page, messages.send)
  take = (paths) => takeFiles(engine, paths, messages.send)
  take(earlyFiles.splice(0))
  const menuHost = {
    window: window.get,
    take,
    say: (sentence: string) => {
      show()
      showInWindow('bad', sentence)
    },
  }
  quit = closeBeforeQuit(app, { hide: () => window.get()?.hide(), close, note: noteDefect })
  show = () => {
    if (quit?.going()) window.open()
  }
  openDoor(ipcMain, contents, page, engine, messages.heard)
  engine.then(use).catch(fail)

  endOnSignals(app, process)
  app.on('second-instance', (_event, argv, folder) => {
    show()
    opened(argv, folder)
  })
  app.on('activate', show)
  app.on('child-process-gone', (_event, { type, reason }) => note('process', new Error(`${type}: ${reason}`)))
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme, process.execPath, ['--'])
  opened(process.argv, process.cwd())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.setAboutPanelOptions({ applicationName: 'Runlight', applicationVersion: app.getVersion() })
  setMenu(defaultSettings, engine, menuHost)
  show()

  async function use(opened: Engine): Promise<void> {
    noteTo = opened.noteDefect
    endOnShutdown(app, powerMonitor)
    const keepTheme = createThemeKeeper(nativeTheme, (colour) => window.get()?.setBackgroundColor(colour))
    const apply = (settings: AppSettings) => {
      keepTheme(settings)
      setMenu(settings, engine, menuHost)
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
    const opened = await engine.catch(() => null)
    await opened?.close().catch((thrown) => noteDefect('close', thrown))
    await Promise.all([sample.close(), places.settled()])
  }
}

function setMenu({ theme }: AppSettings, engine: Promise<Engine>, host: MenuHost): void {
  const state = { platform: process.platform, developing, theme }
  const template = menuTemplate(state, menuActs(engine, place.dataDir, host))
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

/** Says why Runlight cannot go on, and ends it with exit code 1. */
function fail(thrown: unknown): void {
  if (!(thrown instanceof RunlightError)) noteDefect('start', thrown)
  end('Runlight cannot start', errorData(thrown).message)
}

/** Ends with exit code 1: what is open is closed first, and the person told then. */
function end(title: string, sentence: string): void {
  const tellWhy = () => showError(title, sentence, null)
  if (quit !== null) quit.endWith(1, tellWhy)
  else void tellWhy().finally(() => app.exit(1))
}

function showInWindow(tone: 'plain' | 'bad', text: string): void {
  tell({ host: 'said', text, tone })
}

/** Hands on what the system asked for. A link opens a place in the window; neither asks a server anything. */
function opened(argv: readonly string[], folder: string): void {
  const { link, files } = openedWith(argv, folder)
  take(files)
  if (link !== null) tell({ host: 'link', link })
}

function endInOrder(): void {
  end(
    'Runlight has to end',
    'It failed several times within a minute. What was shown is stored: start it again, and run “runlight diagnostics” if it fails again.',
  )
}

function showWindowLost(window: MainWindow): void {
  const shown = window.get()
  // A box of a window that was never shown could not be closed.
  shown?.show()
  void showError(
    'The window of Runlight stopped',
    'It stopped several times within a minute. Your runs are still watched and stored. Open Runlight again to load the window once more.',
    shown,
  )
}
