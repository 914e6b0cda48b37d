// The desktop host from its first moment: what must be said before Electron is ready is said at once, what comes too early
// is kept, and whatever keeps it from going on ends it with a sentence.

import { join } from 'node:path'
import { app, protocol } from 'electron'
import { errorData, RunlightError } from '../core/basics/errors.ts'
import type { HostMessage } from '../core/contract/host-message.ts'
import { createDesktop, type Desktop } from './desktop.ts'
import { findPlace, preparePlace } from './files/data-dir.ts'
import { openedWith } from './files/opened-with.ts'
import { createHeld } from './held.ts'
import { createDefectNotes, type NoteDefect } from './life/defects.ts'
import { showError } from './life/error-box.ts'
import { enterSandbox } from './life/sandbox.ts'
import { surviveDefects } from './life/survive.ts'
import { createWays, guardContents } from './page/guard-contents.ts'
import { appScheme, pageAddress } from './page/page-address.ts'

/** A packaged app lets nobody look inside through a port. */
const debugSwitches = ['remote-debugging-port', 'remote-debugging-pipe']
const survived =
  'Something went wrong inside Runlight and was noted. Your runs go on; if it happens again, save the diagnostics (Help menu).'

runHost()

/** Runs until the app ends. There is no desktop before Electron is ready, and one from then on. */
function runHost(): void {
  const page = pageAddress(app.isPackaged, process.env.ELECTRON_RENDERER_URL)
  const place = findPlace(process.argv, process.env, process.platform)
  const noteDefect = createDefectNotes(join(place.profileDir, 'defects.log'))
  const messages = createHeld<HostMessage>()
  const files = createHeld<readonly string[]>()
  const ways = createWays(page)
  let desktop: Desktop | null = null

  try {
    preparePlace(place)
    boot()
  } catch (thrown) {
    fail(thrown)
  }

  function boot(): void {
    app.setName('Runlight')
    // Windows shows notifications of known apps alone: by this name it finds the entry that the installer made.
    app.setAppUserModelId('dev.runlight.desktop')
    app.setPath('userData', place.profileDir)
    if (!app.requestSingleInstanceLock()) {
      // The instance that holds the lock brings its window to the front.
      app.quit()
      return
    }
    const note: NoteDefect = (where, thrown) => (desktop?.note ?? noteDefect)(where, thrown)
    surviveDefects(process, { note, tell: () => showInWindow('bad', survived), end: endInOrder })
    // macOS asks for these at any time, also while there is no window.
    app.on('open-url', (event, url) => {
      event.preventDefault()
      opened(['', url], '/')
      desktop?.show()
    })
    app.on('open-file', (event, path) => {
      event.preventDefault()
      files.send([path])
      desktop?.show()
    })
    enterSandbox(app, (sentence) => showInWindow('plain', sentence))
    if (app.isPackaged) for (const name of debugSwitches) app.commandLine.removeSwitch(name)
    protocol.registerSchemesAsPrivileged([
      // The page's scripts are compiled once for all starts, and not anew for each.
      { scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } },
    ])
    app.on('web-contents-created', (_event, contents) =>
      guardContents(contents, () => ways.of(contents.session)),
    )
    app.whenReady().then(start).catch(fail)
  }

  function start(): void {
    const developing = !app.isPackaged
    desktop = createDesktop({ place, page, ways, developing, messages, files, noteDefect, opened, fail })
    desktop.start()
  }

  function showInWindow(tone: 'plain' | 'bad', text: string): void {
    messages.send({ host: 'said', text, tone })
  }

  /** Hands on what the system asked for. A link opens a place in the window; neither asks a server anything. */
  function opened(argv: readonly string[], folder: string): void {
    const { link, files: paths } = openedWith(argv, folder)
    files.send(paths)
    if (link !== null) messages.send({ host: 'link', link })
  }

  /** Says why Runlight cannot go on, and ends it with exit code 1. */
  function fail(thrown: unknown): void {
    if (!(thrown instanceof RunlightError)) noteDefect('start', thrown)
    end('Runlight cannot start', errorData(thrown).message)
  }

  function endInOrder(): void {
    end(
      'Runlight has to end',
      'It failed several times within a minute. What was shown is stored: start it again, and run “runlight diagnostics” if it fails again.',
    )
  }

  /** Ends with exit code 1: what is open is closed first, and the person told then. */
  function end(title: string, sentence: string): void {
    const tellWhy = () => showError(title, sentence, null)
    if (desktop !== null) desktop.quit.endWith(1, tellWhy)
    else void tellWhy().finally(() => app.exit(1))
  }
}
