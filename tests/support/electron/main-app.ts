// `app`: the order of its events, its paths, and how it ends, as Electron's documentation of `app` says.

import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createEvent } from './main-events.ts'
import { takeInstanceLock } from './main-instance-lock.ts'
import { hearSignals } from './main-signals.ts'
import { commandLine, enforceSandbox } from './main-switches.ts'

/** What `app` needs of the windows; they register themselves, because they in turn need `app`. */
export type WindowKeeper = {
  /** Closes every window, asking each; `false` where one refused. */
  readonly closeAll: () => boolean
}

const emitter = new EventEmitter()
const packageJson: { name: string; version: string } = JSON.parse(readFileSync('package.json', 'utf8'))
const readiness = Promise.withResolvers<void>()
const paths = new Map<string, string>()
let name = packageJson.name
let ready = false
let quitting = false
let windows: WindowKeeper = { closeAll: () => true }
let release = () => {}

export function keepWindows(keeper: WindowKeeper): void {
  windows = keeper
}

/** Throws where Electron refuses what may only happen before or after `ready`. */
export function assertReady(is: boolean, what: string): void {
  if (ready !== is) throw new Error(`${what} ${is ? 'before' : 'after'} app is ready`)
}

/** All windows have been closed, and not by a quit. */
export function allWindowsClosed(): void {
  if (quitting) return
  if (emitter.listenerCount('window-all-closed') === 0) quit()
  else emitter.emit('window-all-closed')
}

function quit(): void {
  if (quitting) return
  const before = createEvent({})
  emitter.emit('before-quit', before)
  if (before.defaultPrevented) return
  quitting = true
  if (!windows.closeAll()) {
    quitting = false
    return
  }
  const will = createEvent({})
  emitter.emit('will-quit', will)
  if (will.defaultPrevented) quitting = false
  else exit(0)
}

function exit(code = 0): void {
  emitter.emit('quit', createEvent({}), code)
  release()
  // What was said before (a dialog, say) is still on the wire; a message after it arrives when that has.
  if (!process.connected) process.exit(code)
  process.send?.({ type: 'answer', id: 0, value: null }, () => process.exit(code))
}

/** `ready` comes when the main script and its imports have run, never while they do. */
export function appCodeLoaded(): void {
  setTimeout(becomeReady, 0)
}

function becomeReady(): void {
  enforceSandbox()
  hearSignals(quit)
  ready = true
  emitter.emit('ready', createEvent({}), {})
  readiness.resolve()
}

export const app = Object.assign(
  emitter,
  ownMethods({
    // The variable is Electron's own.
    isPackaged: process.env.ELECTRON_FORCE_IS_PACKAGED !== undefined,
    commandLine,
    getName: () => name,
    setName: (next: string) => {
      name = next
    },
    getVersion: () => packageJson.version,
    getAppPath: () => process.cwd(),
    getPath: (of: string) => paths.get(of) ?? join(homedir(), '.config', name),
    setPath: (of: string, path: string) => {
      if (!existsSync(path)) throw new Error(`Failed to set '${of}': the folder ${path} does not exist`)
      paths.set(of, path)
    },
    isReady: () => ready,
    whenReady: () => readiness.promise,
    enableSandbox: () => {
      assertReady(false, 'app.enableSandbox() can not be called')
      commandLine.removeSwitch('no-sandbox')
    },
    setAsDefaultProtocolClient: (_scheme: string, _path?: string, _args?: readonly string[]) => true,
    setBadgeCount: (_count: number) => true,
    getLoginItemSettings: () => ({ openAtLogin: false, wasOpenedAtLogin: false }),
    setLoginItemSettings: (_settings: object) => {},
    setAppUserModelId: (_id: string) => {},
    setAboutPanelOptions: (_options: object) => {},
    requestSingleInstanceLock: () => {
      const userData = app.getPath('userData')
      mkdirSync(userData, { recursive: true })
      const lock = takeInstanceLock(userData, (argv, folder) =>
        readiness.promise.then(() => emitter.emit('second-instance', createEvent({}), argv, folder, null)),
      )
      release = lock ?? release
      return lock !== null
    },
    releaseSingleInstanceLock: () => release(),
    quit,
    exit,
  }),
)

/** Electron's methods are its own: taken off their object they throw. */
function ownMethods<T extends object>(members: T): T {
  const own = Object.entries(members).map(([key, member]) => [
    key,
    typeof member !== 'function'
      ? member
      : function (this: unknown, ...args: unknown[]) {
          if (this !== app)
            throw new TypeError('Illegal invocation: Function must be called on an object of type App')
          return member(...args)
        },
  ])
  return Object.fromEntries(own)
}
