// The desktop app and the system around it: sleep and wake, themes, the window's place, a page that dies, and a data
// directory that cannot be used.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type DesktopApp, expect, test } from '../support/electron/desktop.ts'
import { startSseServer, stream } from '../support/sse-server.ts'

async function watch({ call }: DesktopApp, url: string): Promise<number> {
  const { run } = await call('runs.add', {
    kind: 'plain',
    serverId: null,
    baseUrl: null,
    params: { url },
    headers: null,
    title: 'Harbour log',
    evenIfWatched: true,
    retry: true,
  })
  return run
}

async function connectionOf({ call }: DesktopApp, run: number): Promise<string> {
  const { runs } = await call('runs.snapshot', {})
  const { state, attempt } = runs.find(({ id }) => id === run)?.connection ?? { state: 'none', attempt: 0 }
  return `${state}, attempt ${attempt}`
}

test('sleep pauses every connection, and waking opens it again with a gap in between', async ({
  desktop,
}) => {
  const server = await startSseServer([stream(['id: 7\ndata: tide\n\n'], 'open')])
  const app = await desktop.launch()
  const run = await watch(app, `${server.url}/harbour`)
  const row = app.page.getByRole('row').filter({ hasText: 'Harbour log' })
  await expect.poll(() => connectionOf(app, run)).toMatch(/^(live|quiet), attempt 1$/)

  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'))
  await expect(row).toContainText('paused')
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  await expect.poll(() => connectionOf(app, run)).toMatch(/^(live|quiet), attempt 2$/)

  // The event that is sent again is the proof, and comes after the connection is open.
  const gaps = async () =>
    (await app.call('runs.connection', { run })).gaps.map(({ afterSeq, missed }) => ({ afterSeq, missed }))
  await expect.poll(gaps).toEqual([{ afterSeq: 1, missed: 'nothing' }])
  expect(server.requests.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '7'])
  await server.close()
})

test('a network that goes pauses every connection, and its return opens it again', async ({ desktop }) => {
  const server = await startSseServer([stream(['id: 7\ndata: tide\n\n'], 'open')])
  const app = await desktop.launch()
  const run = await watch(app, `${server.url}/harbour`)
  await expect.poll(() => connectionOf(app, run)).toMatch(/^(live|quiet), attempt 1$/)
  const setOnline = (online: boolean) =>
    app.evaluate(({ net }, is) => {
      net.isOnline = () => is
    }, online)
  await setOnline(false)
  await expect.poll(() => connectionOf(app, run)).toBe('paused, attempt 1')
  await setOnline(true)
  await expect.poll(() => connectionOf(app, run)).toMatch(/^(live|quiet), attempt 2$/)
  await server.close()
})

test('a minimised window is pushed nothing, and learns what it missed when it comes back', async ({
  desktop,
}) => {
  const app = await desktop.launch()
  await app.call('settings.get', {})
  await app.page.evaluate(() => {
    const seqs: number[] = []
    Object.assign(window, { seqs })
    window.runlight?.onChanges((changes) => {
      if (typeof changes === 'object' && changes !== null && 'seq' in changes) seqs.push(Number(changes.seq))
    })
  })
  const seqs = (): Promise<number[]> => app.page.evaluate(() => Reflect.get(window, 'seqs'))
  const minimised = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized() === true)
  await app.call('settings.set', { theme: 'dark' })
  await expect.poll(async () => (await seqs()).length).toBe(1)
  const [seen = 0] = await seqs()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  await expect.poll(minimised).toBe(true)
  await app.call('settings.set', { theme: 'light' })
  await app.call('settings.set', { theme: 'system' })
  expect(await seqs()).toEqual([seen])
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.restore())
  await expect.poll(seqs).toEqual([seen, seen + 2])
})

test('the theme chosen in the menu reaches the page, the system’s parts and the next start', async ({
  desktop,
}) => {
  const first = await desktop.launch()
  await expect(first.page.getByRole('button', { name: 'Add run' })).toBeVisible()
  await expect.poll(() => clickTheme(first, 'Dark')).toBe(true)
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const native = ({ nativeTheme }: typeof import('electron')) => nativeTheme.themeSource
  await expect.poll(() => first.evaluate(native)).toBe('dark')
  await first.close()

  const second = await desktop.launch()
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect.poll(() => second.evaluate(native)).toBe('dark')
})

/** Clicks the theme in the application menu; `false` while there is no such item yet. */
function clickTheme({ evaluate }: DesktopApp, label: string): Promise<boolean> {
  return evaluate(({ Menu }, wanted) => {
    const view = Menu.getApplicationMenu()?.items.find((item) => item.label === '&View')
    const theme = view?.submenu?.items.find((item) => item.label === 'Theme')
    const item = theme?.submenu?.items.find((one) => one.label === wanted)
    item?.click()
    return item !== undefined
  }, label)
}

test('the window comes back where it stood', async ({ desktop }) => {
  const first = await desktop.launch()
  const bounds = { x: 140, y: 90, width: 1_000, height: 700 }
  await first.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
    bounds,
  )
  await first.close()
  const second = await desktop.launch()
  const found = await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  expect(found).toEqual(bounds)
})

test('a page that dies is loaded again, and its runs were watched all the while', async ({ desktop }) => {
  const server = await startSseServer([stream(['data: tide\n\n'], 'open')])
  const app = await desktop.launch()
  await watch(app, `${server.url}/harbour`)
  const row = app.page.getByRole('row').filter({ hasText: 'Harbour log' })
  await expect(row).toBeVisible()
  await app.crashPage()
  const text = () => app.inPage(() => document.body.innerText, null)
  await expect.poll(text).toContain('The window stopped and was loaded again.')
  await expect.poll(text).toContain('Harbour log')
  expect(server.requests).toHaveLength(1)
  await server.close()
})

test('a data directory that is a file is refused with a sentence and exit code 1', async ({ desktop }) => {
  const path = join(desktop.dataDir, 'occupied')
  writeFileSync(path, 'not a folder')
  const { code, said } = await desktop.start({ env: { RUNLIGHT_DATA_DIR: path } })
  expect(code).toBe(1)
  expect(said).toContain(
    `Runlight cannot write to ${path}: allow writing there, or choose another folder with --data-dir.`,
  )
})

test('a log that another Runlight uses is refused, naming who uses it', async ({ desktop }) => {
  const lock = new Database(join(desktop.dataDir, 'engine.lock'))
  lock.pragma('locking_mode = EXCLUSIVE')
  lock.exec('BEGIN EXCLUSIVE')
  const { code, said } = await desktop.start()
  lock.close()
  expect(code).toBe(1)
  expect(said).toMatch(/is already using .*: use that one, or choose another folder with --data-dir\./)
})

test('a log of a newer Runlight is refused and left as it was', async ({ desktop }) => {
  const path = join(desktop.dataDir, 'runlight.db')
  mkdirSync(desktop.dataDir, { recursive: true })
  const log = new Database(path)
  log.exec('CREATE TABLE later (value TEXT)')
  log.pragma('user_version = 999')
  log.close()
  const before = readFileSync(path)
  const { code, said } = await desktop.start()
  expect(code).toBe(1)
  expect(said).toContain('was written by a newer Runlight')
  expect(readFileSync(path).equals(before)).toBe(true)
})
