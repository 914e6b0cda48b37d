// Every way a page could go elsewhere, and what is left of the ones that Electron's runtime alone can show: the settings
// that the sources give it.

import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Session, WebContents } from 'electron'
import { expect, test } from 'vitest'
import { enterSandbox } from '../../src/main/life/sandbox.ts'
import { createWays, guardContents } from '../../src/main/page/guard-contents.ts'
import { pageAddress } from '../../src/main/page/page-address.ts'
import { restrictPermissions } from '../../src/main/page/permissions.ts'
import { projectFiles } from '../support/project-files.ts'

const page = pageAddress(true, undefined)

function guarded() {
  let openHandler: (details: { url: string }) => unknown = () => 'none'
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: typeof openHandler) => {
      openHandler = handler
    },
  })
  const app = createWays(page).of({} as Session)
  guardContents(contents as unknown as WebContents, () => app)
  const isStopped = (name: string, url: string) => {
    let stopped = false
    contents.emit(name, { url, isMainFrame: true, preventDefault: () => (stopped = true) })
    return stopped
  }
  return { isStopped, open: (url: string) => openHandler({ url }) }
}

const elsewhere = [
  'https://example.com/',
  'http://127.0.0.1:4280/',
  'file:///etc/passwd',
  'data:text/html,x',
  'javascript:alert(1)',
  'blob:https://example.com/1',
  'about:blank',
  'app://other/',
  'app://runlight.evil/',
  'runlight://run/7',
  'smb://share/x.desktop',
  '',
]

test('navigation and redirects off the own origin are stopped, in every frame; those within it are not', () => {
  const { isStopped } = guarded()
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    expect([name, elsewhere.filter((url) => !isStopped(name, url))]).toEqual([name, []])
    expect([name, isStopped(name, 'app://runlight/index.html')]).toEqual([name, false])
  }
})

test('no page opens a window, not even of its own origin', () => {
  const { open } = guarded()
  for (const url of [...elsewhere, 'app://runlight/']) expect(open(url)).toEqual({ action: 'deny' })
})

test('a session that was given a way of its own has that, and all others have the app’s', () => {
  const ways = createWays(page)
  const [own, other] = [{} as Session, {} as Session]
  const all = { mayGo: () => true, mayBeLed: () => true }
  ways.set(own, all)
  const going = { url: 'https://hub.example.com/', isMainFrame: true }
  expect([ways.of(own), ways.of(other).mayGo(going), ways.of(other).mayBeLed(going)]).toEqual([
    all,
    false,
    false,
  ])
})

test('no web view is ever attached', () => {
  const { isStopped } = guarded()
  expect(isStopped('will-attach-webview', 'app://runlight/')).toBe(true)
})

test('requests for permissions, checks without a request and devices are denied', () => {
  const handlers: Record<string, (...args: never[]) => unknown> = {}
  const set = (name: string) => (handler: (typeof handlers)[string]) => {
    handlers[name] = handler
  }
  restrictPermissions(
    {
      setPermissionRequestHandler: set('request'),
      setPermissionCheckHandler: set('check'),
      setDevicePermissionHandler: set('device'),
    } as unknown as Session,
    page,
  )
  const details = { requestingUrl: 'app://runlight/', isMainFrame: true }
  const asked = [
    'media',
    'geolocation',
    'notifications',
    'hid',
    'serial',
    'usb',
    'openExternal',
    'pointerLock',
  ]
  const granted = asked.filter((name) => {
    let answer: unknown
    Reflect.apply(handlers.request ?? (() => {}), null, [
      null,
      name,
      (given: unknown) => (answer = given),
      details,
    ])
    return (
      answer !== false ||
      Reflect.apply(handlers.check ?? (() => true), null, [null, name, 'app://runlight', details])
    )
  })
  expect([granted, Reflect.apply(handlers.device ?? (() => true), null, [{}])]).toEqual([[], false])
})

const sources = projectFiles('src/{main,preload}/**/*.ts').map((path) => ({
  path,
  text: readFileSync(path, 'utf8'),
}))
const code = (text: string) => text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')

test('the window is sandboxed and isolated, without Node, web views and the spelling checker’s downloads', () => {
  const window = readFileSync('src/main/window/make-window.ts', 'utf8')
  for (const setting of [
    'sandbox: true',
    'contextIsolation: true',
    'nodeIntegration: false',
    'webSecurity: true',
    'webviewTag: false',
    'spellcheck: false',
    'safeDialogs: true',
    'devTools: developing',
  ])
    expect(window).toContain(setting)
  expect(
    sources.filter(({ text }) => code(text).includes('new BrowserWindow')).map(({ path }) => path),
  ).toEqual(['src/main/window/make-window.ts'])
})

test('the sandbox is on for all processes before the app is ready', () => {
  const boot = readFileSync('src/main/host.ts', 'utf8')
  expect(boot.indexOf('enterSandbox(app')).toBeGreaterThan(0)
  expect(boot.indexOf('enterSandbox(app')).toBeLessThan(boot.indexOf('app.whenReady()'))
})

test.each([
  [false, ['enabled']],
  [true, ['Runlight was started with --no-sandbox: its window runs without Chromium’s sandbox.']],
])('a sandbox that was switched off (%s) stays off, and it is said', (off, expected) => {
  const said: string[] = []
  const app = {
    commandLine: { hasSwitch: (name: string) => off && name === 'no-sandbox' },
    enableSandbox: () => said.push('enabled'),
  }
  // Only the members that are used; Electron's `App` is the whole application.
  enterSandbox(app as unknown as Parameters<typeof enterSandbox>[0], (sentence) => said.push(sentence))
  expect(said).toEqual(expected)
})

test('nothing opens an address outside of the app, and the one folder that is opened is the data folder', () => {
  const all = sources.map(({ text }) => code(text)).join('\n')
  expect(all).not.toMatch(/openExternal|shell\.(?!openPath\b)\w+|remote\b.*require|crashReporter/)
  expect(all.match(/openPath\([^)]*\)/g)).toEqual(['openPath(dataDir)'])
})
