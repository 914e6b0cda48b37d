// The desktop app around its window: the tray and its menu, the number on the icon, closing to the tray, start at login and
// staying awake.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Menu, Notification, Tray } from 'electron'
import { type DesktopApp, expect, test } from '../support/electron/desktop.ts'
import { answer, startSseServer, stream } from '../support/sse-server.ts'

type Watched = { tray?: Tray; menu?: Menu; badge?: number; awake?: boolean; notes: Notification[] }

/** Has the app's tray, badge and power blocker noted in the app's own process, whatever runtime it is on. */
function watchSystem(app: DesktopApp): Promise<void> {
  return app.evaluate(({ app: electronApp, powerSaveBlocker, Notification: Note, Tray: TrayClass }) => {
    const watched: Watched = { notes: [] }
    Object.assign(globalThis, { watched })
    const setContextMenu = TrayClass.prototype.setContextMenu
    TrayClass.prototype.setContextMenu = function (menu) {
      watched.tray = this
      if (menu !== null) watched.menu = menu
      return setContextMenu.call(this, menu)
    }
    // Nothing that shows them needs to be there.
    Note.prototype.show = function () {
      watched.notes.push(this)
    }
    Note.prototype.close = function () {
      watched.notes.splice(watched.notes.indexOf(this), 1)
    }
    electronApp.setBadgeCount = (count) => {
      watched.badge = count ?? 0
      return true
    }
    powerSaveBlocker.start = () => {
      watched.awake = true
      return 1
    }
    powerSaveBlocker.stop = () => {
      watched.awake = false
      return true
    }
  })
}

/** The labels of the tray's menu, the number on the icon, and whether the computer is kept awake. */
function systemOf(app: DesktopApp) {
  return app.evaluate(() => {
    const { menu, badge, awake }: Watched = Reflect.get(globalThis, 'watched')
    const labels = menu?.items.flatMap(({ type, label }) => (type === 'separator' ? [] : label)) ?? []
    return { labels, badge, awake }
  })
}

function clickInTray(app: DesktopApp, label: string): Promise<void> {
  return app.evaluate((_electron, wanted) => {
    const { menu }: Watched = Reflect.get(globalThis, 'watched')
    menu?.items.find((item) => item.label.startsWith(wanted))?.click()
  }, label)
}

const isVisible = (app: DesktopApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()))

const close = (app: DesktopApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

async function watch(
  { call }: DesktopApp,
  url: string,
  title: string,
  more: Readonly<Record<string, string>> = {},
): Promise<number> {
  const common = {
    kind: 'plain',
    serverId: null,
    baseUrl: null,
    headers: null,
    evenIfWatched: true,
    retry: true,
  }
  return (await call('runs.add', { ...common, params: { url, ...more }, title })).run
}

test('the tray says how things stand and opens the run that needs somebody; live runs keep the computer awake', async ({
  desktop,
}) => {
  const server = await startSseServer([stream(['data: tide\n\n'], 'open'), answer(404)])
  const app = await desktop.launch()
  await app.call('settings.set', { desktop: { closing: 'ask', stayAwake: true } })
  await watchSystem(app)
  const live = await watch(app, `${server.url}/harbour`, 'Harbour log')
  await expect
    .poll(() => systemOf(app))
    .toEqual({
      labels: ['1 live', 'Mute for 1 h', 'Open Runlight', 'Quit Runlight'],
      awake: true,
    })
  await watch(app, `${server.url}/gone`, 'Salt & light')
  await expect
    .poll(() => systemOf(app))
    .toEqual({
      labels: [
        '1 needs me · 1 live',
        'Salt && light: not started, refused',
        'Mute for 1 h',
        'Open Runlight',
        'Quit Runlight',
      ],
      ...(process.platform === 'win32' ? {} : { badge: 1 }),
      awake: true,
    })
  await app.call('runs.stop', { run: live })
  await expect.poll(async () => (await systemOf(app)).awake).toBe(false)
  await clickInTray(app, 'Salt')
  await expect(app.page.getByRole('heading', { name: 'Salt & light' })).toBeVisible()
  await server.close()
})

const notesOf = (app: DesktopApp) =>
  app.evaluate(() => {
    const { notes }: Watched = Reflect.get(globalThis, 'watched')
    return notes.map(({ title, body }) => [title, body])
  })

test('an alert becomes a notification: its click opens the run at that moment, and whoever sees to it takes it away; muted, there is none', async ({
  desktop,
}) => {
  const failing = () => stream(['data: tide\n\n', 'event: error\ndata: the pier <b>is gone</b>\n\n'])
  const server = await startSseServer([failing(), failing()])
  const app = await desktop.launch()
  await app.call('settings.get', {})
  await watchSystem(app)
  const run = await watch(app, `${server.url}/harbour`, 'Harbour log', { failEvent: 'error' })
  const [open, close] = process.platform === 'linux' ? ['‹', '›'] : ['<', '>']
  const body = `the pier ${open}b${close}is gone${open}/b${close}`
  await expect
    .poll(() => notesOf(app))
    .toEqual([['Harbour log · A run fails', expect.stringContaining(body)]])
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  await app.evaluate(() => {
    const { notes }: Watched = Reflect.get(globalThis, 'watched')
    notes[0]?.emit('click')
  })
  expect(await isVisible(app)).toEqual([true])
  await expect(app.page.getByRole('region', { name: 'Run: Harbour log' })).toBeVisible()
  await expect(app.page.getByText('As it was at')).toBeVisible()

  const { alerts } = await app.call('alerts.list', { run })
  await app.call('alerts.acknowledge', { alerts: alerts.map(({ id }) => id), note: null })
  await expect.poll(() => notesOf(app)).toEqual([])
  await expect.poll(async () => (await systemOf(app)).labels).toContain('Mute for 1 h')
  await clickInTray(app, 'Mute')
  await expect.poll(async () => (await systemOf(app)).labels.join()).toContain('Unmute (muted until')
  const second = await watch(app, `${server.url}/harbour`, 'Second log', { failEvent: 'error' })
  const silent = async () =>
    (await app.call('alerts.list', { run: second })).alerts.map((alert) => alert.silent)
  await expect.poll(silent).toEqual(['muted'])
  expect(await notesOf(app)).toEqual([])
  await server.close()
})

test('closing asks once, then hides the window in the tray, where its runs are watched and which brings it back', async ({
  desktop,
}) => {
  test.skip(process.platform === 'darwin', 'On macOS an app stays when its last window is closed.')
  const server = await startSseServer([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      setInterval(() => response.write('data: tick\n\n'), 50).unref()
    },
  ])
  const app = await desktop.launch({ env: { DBUS_SESSION_BUS_ADDRESS: 'disabled:' } })
  await watchSystem(app)
  const run = await watch(app, `${server.url}/ticks`, 'Harbour log')
  await expect.poll(async () => (await systemOf(app)).labels[0]).toBe('1 live')
  // Nothing says here that a tray is shown, until somebody uses it.
  await clickInTray(app, 'Open')

  await close(app)
  const question = app.page.getByRole('dialog', { name: 'Keep watching when the window is closed?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect(await isVisible(app)).toEqual([true])
  // What is being typed stays as it is under the question.
  await app.page.keyboard.press('n')
  const form = app.page.getByRole('dialog', { name: 'Add a run' })
  const field = form.getByLabel('Paste a URL or an id')
  await field.fill('half of a URL')
  await close(app)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(field).toHaveValue('half of a URL')
  await form.getByRole('button', { name: 'Close' }).click()
  await close(app)
  await question.getByRole('button', { name: 'Keep watching' }).click()
  await expect.poll(() => isVisible(app)).toEqual([false])

  const stored = async () =>
    (await app.call('runs.snapshot', {})).runs.find(({ id }) => id === run)?.events ?? 0
  const before = await stored()
  await expect.poll(stored).toBeGreaterThan(before + 5)
  await app.evaluate(() => {
    const { tray }: Watched = Reflect.get(globalThis, 'watched')
    tray?.emit('click')
  })
  await expect.poll(() => isVisible(app)).toEqual([true])
  await expect(question).toBeHidden()
  await close(app)
  await expect.poll(() => isVisible(app)).toEqual([false])
  expect((await desktop.start()).code).toBe(0)
  await expect.poll(() => isVisible(app)).toEqual([true])
  await server.close()
})

test('the settings switch the start at login on and off, and say why closing cannot be chosen without a tray', async ({
  desktop,
}) => {
  test.skip(process.platform !== 'linux', 'The lists of other systems know packaged apps alone.')
  const app = await desktop.launch({
    env: { XDG_CONFIG_HOME: desktop.dataDir, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
  })
  await app.page.getByRole('button', { name: 'Settings' }).first().click()
  await expect(app.page.getByText('Runlight quits: this desktop shows no tray')).toBeVisible()
  const login = app.page.getByRole('group', { name: 'Start at login' })
  await login.getByText('On', { exact: true }).click()
  await expect(login.getByLabel('On')).toBeChecked()
  const file = join(desktop.dataDir, 'autostart/runlight.desktop')
  expect(readFileSync(file, 'utf8')).toContain(` "--hidden" "--data-dir=${desktop.dataDir}"\n`)
  await login.getByText('Off', { exact: true }).click()
  await expect.poll(() => existsSync(file)).toBe(false)
})
