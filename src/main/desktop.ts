// The desktop once Electron is ready: the window and the engine, opened side by side, what the person and the system ask of
// them, and how they are closed. Calls wait for the engine; the window does not.

import { join } from 'node:path'
import {
  app,
  type BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  session,
} from 'electron'
import type { Changes } from '../core/contract/contract.ts'
import { linkScheme } from '../core/contract/deep-link.ts'
import { defaultSettings } from '../core/contract/default-settings.ts'
import type { HostMessage } from '../core/contract/host-message.ts'
import { type AppSettings, settingsSchema } from '../core/contract/settings.ts'
import { createSampleOnDemand } from '../demo/index.ts'
import type { Engine } from '../engine/index.ts'
import { createAround } from './around.ts'
import type { Place } from './files/data-dir.ts'
import { isOwnText, saveDownloads } from './files/downloads.ts'
import { createSaving } from './files/file-dialogs.ts'
import { takeFiles } from './files/take-files.ts'
import type { Held } from './held.ts'
import { createHubs } from './hubs/hubs.ts'
import type { NoteDefect } from './life/defects.ts'
import { endOnShutdown, endOnSignals } from './life/end-with-system.ts'
import { openDesktopEngine } from './life/open-engine.ts'
import { closeBeforeQuit, type Quit } from './life/quit.ts'
import { answerFile } from './page/app-files.ts'
import type { Ways } from './page/guard-contents.ts'
import { createHostMessages } from './page/host-messages.ts'
import { openDoor, pushChanges } from './page/ipc-door.ts'
import { appScheme, type PageAddress } from './page/page-address.ts'
import { restrictPermissions } from './page/permissions.ts'
import { hiddenSwitch } from './system/login.ts'
import { reloadedMessage } from './window/keep-alive.ts'
import { createPlaceKeeper } from './window/keep-place.ts'
import { menuTemplate } from './window/menu.ts'
import { menuActs } from './window/menu-acts.ts'
import { showLost } from './window/show-lost.ts'
import { createThemeKeeper } from './window/theme.ts'
import { fillForWall } from './window/wall-screen.ts'
import { createMainWindow } from './window/window.ts'

export type DesktopOptions = {
  readonly place: Place
  readonly page: PageAddress
  /** Where each session's pages may go. */
  readonly ways: Ways
  readonly developing: boolean
  readonly messages: Held<HostMessage>
  readonly files: Held<readonly string[]>
  /** Into the host's own file of defects, whether there is an engine or not. */
  readonly noteDefect: NoteDefect
  /** Hands on what the system asked for. */
  readonly opened: (argv: readonly string[], folder: string) => void
  /** Says why Runlight cannot go on, and ends it. */
  readonly fail: (thrown: unknown) => void
}

export type Desktop = {
  /** Begins to answer, and shows the window. Called once. */
  readonly start: () => void
  /** Opens the window, or brings it to the front; not while the app is quitting. */
  readonly show: () => void
  readonly quit: Quit
  /** Notes a defect, through the engine once it is open, so that its diagnostics have what the host noted too. */
  readonly note: NoteDefect
}

export function createDesktop(options: DesktopOptions): Desktop {
  const { place, page, ways, developing, noteDefect } = options
  protocol.handle(appScheme, (request) => answerFile(join(import.meta.dirname, '../renderer'), request))
  restrictPermissions(session.defaultSession, page)
  const sample = createSampleOnDemand()
  const places = createPlaceKeeper(join(place.profileDir, 'window.json'))
  const hubs = createHubs({
    profileDir: place.profileDir,
    developing,
    ways,
    fetch: (url, init) => net.fetch(url, init),
    isGoing: () => quit.going(),
    note: (where, thrown) => note(where, thrown),
    onSessionEnd: () => app.quit(),
  })
  const around = createAround({
    hubs: hubs.desk,
    window: () => window.get(),
    isGoing: () => quit.going(),
    isHeard: () => messages.isHeard(),
    show: () => show(),
    send: (message) => messages.send(message),
  })
  const engine = openDesktopEngine(
    place,
    sample.port,
    createSaving(dialog, () => window.get()),
    around.desk,
    noteDefect,
  )
  let noteTo = noteDefect
  let latest: Changes | null = null
  const note: NoteDefect = (where, thrown) => noteTo(where, thrown)

  const onReload = (reason: 'stopped' | 'hung') => {
    messages.forget()
    messages.send({ host: 'said', text: reloadedMessage(reason), tone: 'plain' })
  }
  const window = createMainWindow({
    page,
    places,
    developing,
    ready: engine,
    onMade: (made) => {
      messages.forget()
      around.onWindow(made)
      // By its number the page learns that it missed some.
      const catchUp = () => latest !== null && pushChanges(contents, page, latest)
      made.on('restore', catchUp)
      made.on('show', catchUp)
    },
    onSessionEnd: () => app.quit(),
    alive: { onReload, onLost: showWindowLost, note },
  })
  const contents = () => window.get()?.webContents ?? null
  const messages = createHostMessages(contents, page)
  options.messages.handTo(messages.send)
  saveDownloads(
    session.defaultSession,
    (url) => isOwnText(url, page),
    (said) => messages.send({ host: 'said', ...said }),
  )
  options.files.handTo((paths) => takeFiles(engine, paths, messages.send))

  const hide = () => {
    window.get()?.hide()
    hubs.hide()
  }
  const quit = closeBeforeQuit(app, { hide, close, note: noteDefect })
  const show = () => {
    if (quit.going()) window.open()
  }

  const menuHost = {
    window: window.get,
    take: options.files.send,
    show: () => show(),
    showHubs: () => {
      show()
      messages.send({ host: 'hubs' })
    },
    showWall: () => {
      show()
      const made = window.get()
      if (made !== null) fillForWall(made)
      messages.send({ host: 'wall' })
    },
    say: (text: string) => {
      show()
      messages.send({ host: 'said', text, tone: 'bad' })
    },
  }
  const setMenu = ({ theme, hubs: places }: AppSettings) => {
    const state = { platform: process.platform, developing, theme, hubs: places }
    const template = menuTemplate(state, menuActs(engine, place.dataDir, menuHost))
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }

  return {
    start: () => {
      openDoor(ipcMain, contents, page, engine, messages.heard)
      engine.then(use).catch(options.fail)
      endOnSignals(app, process)
      app.on('second-instance', (_event, argv, folder) => {
        if (!argv.includes(hiddenSwitch)) show()
        options.opened(argv, folder)
      })
      app.on('activate', show)
      app.on('child-process-gone', (_event, { type, reason }) =>
        note('process', new Error(`${type}: ${reason}`)),
      )
      if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme, process.execPath, ['--'])
      options.opened(process.argv, process.cwd())
      app.on('window-all-closed', () => {
        if (process.platform !== 'darwin') app.quit()
      })
      app.setAboutPanelOptions({ applicationName: 'Runlight', applicationVersion: app.getVersion() })
      setMenu(defaultSettings)
      void around
        .startHidden()
        .then((isHidden) => isHidden || show())
        .catch(options.fail)
    },
    show,
    quit,
    note,
  }

  async function use(opened: Engine): Promise<void> {
    noteTo = opened.noteDefect
    endOnShutdown(app, powerMonitor)
    const keepTheme = createThemeKeeper(nativeTheme, (colour) => {
      window.get()?.setBackgroundColor(colour)
      hubs.repaint(colour)
    })
    const apply = (settings: AppSettings) => {
      keepTheme(settings)
      setMenu(settings)
      hubs.apply(settings.hubs)
      around.apply(settings)
    }
    opened.onChanges((changes) => {
      latest = changes
      // A page that nobody sees does nothing with pushes, and each would wake it.
      if (window.get()?.isMinimized() !== true && !around.isHidden()) pushChanges(contents, page, changes)
      around.changed(changes)
      if (changes.settings !== null) apply(changes.settings)
    })
    const answer = await opened.dispatch('settings.get', {})
    if (answer.ok) apply(settingsSchema.parse(answer.value))
    await around.begin(opened)
  }

  /** The engine first: a sample backend that goes before it would look like a lost connection in its log. */
  async function close(): Promise<void> {
    const opened = await engine.catch(() => null)
    await opened?.close().catch((thrown) => noteDefect('close', thrown))
    await Promise.all([sample.close(), places.settled(), hubs.settled()])
  }
}

function showWindowLost(window: BrowserWindow): void {
  showLost(
    window,
    'Runlight',
    'Your runs are still watched and stored. Open Runlight again to load the window once more.',
  )
}
