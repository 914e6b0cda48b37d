// The desktop app from its start to its end, as a person meets it: the built app, its real engine and log, a real browser
// engine, and the sample backend over real HTTP.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type SampleBackend, startSampleBackend } from '../../src/demo/index.ts'
import { type DesktopApp, expect, test } from '../support/electron/desktop.ts'

let backend: SampleBackend

test.beforeEach(async () => {
  backend = await startSampleBackend({ speed: 40 })
})

test.afterEach(() => backend.close())

/** Watches the endless ticker, and waits until so many of its events are stored. */
async function watchTicker({ call }: DesktopApp, events: number): Promise<number> {
  const { run } = await call('runs.add', {
    kind: 'plain',
    serverId: null,
    baseUrl: null,
    params: { url: `${backend.url}/events/ticker` },
    headers: null,
    title: null,
    evenIfWatched: true,
    retry: true,
  })
  await expect.poll(() => storedEvents(call, run)).toBeGreaterThanOrEqual(events)
  return run
}

async function storedEvents(call: DesktopApp['call'], run: number): Promise<number> {
  const { runs } = await call('runs.snapshot', {})
  return runs.find(({ id }) => id === run)?.events ?? 0
}

async function readLog(call: DesktopApp['call'], run: number) {
  const { rows } = await call('events.range', { run, from: 1, limit: 1_000 })
  return rows
}

test('the window opens on its own origin and shows what to do first', async ({ desktop }) => {
  const { page, evaluate } = await desktop.launch()
  await expect(page.getByRole('button', { name: 'Watch the sample backend' })).toBeVisible()
  const window = await evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((one) => ({
      url: one.webContents.getURL(),
      origin: one.webContents.mainFrame.origin,
      visible: one.isVisible(),
    })),
  )
  expect(window).toEqual([{ url: 'app://runlight/', origin: 'app://runlight', visible: true }])
})

test('a run is added through the screen and finishes on the board', async ({ desktop }) => {
  const { page } = await desktop.launch()
  await page.getByRole('button', { name: 'Add run' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a run' })
  await dialog.getByLabel('Paste a URL or an id').fill(`${backend.url}/v1/flashcards/runs/biology-101/events`)
  await expect(dialog.getByRole('button', { name: 'Flashcards' })).toHaveAttribute('aria-pressed', 'true')
  await dialog.getByRole('button', { name: 'Watch', exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: 'biology-101' })
  await expect(row).toContainText('completed')
  await expect(row).toContainText('closed')
})

test('the sample backend starts inside the app, with a job of every kind on the board', async ({
  desktop,
}) => {
  const { page, call } = await desktop.launch()
  await page.getByRole('button', { name: 'Watch the sample backend' }).click()
  await expect(page.getByRole('grid', { name: 'Runs' }).getByRole('row').first()).toBeVisible()
  await expect
    .poll(async () => (await call('runs.snapshot', {})).runs.map(({ kind }) => kind))
    .toEqual([
      'flashcards',
      'videos',
      'stories',
      'learning-paths',
      'processes',
      'chat',
      'plain',
      'flashcards',
      'videos',
    ])
})

test('quitting stores what was received, and the next start shows all of it', async ({ desktop }) => {
  const first = await desktop.launch()
  const run = await watchTicker(first, 20)
  const before = await readLog(first.call, run)
  await first.close()
  // The engine names itself here for as long as it holds the log, and takes its name away when it closes in order.
  expect(existsSync(join(desktop.dataDir, 'engine.json'))).toBe(false)

  const second = await desktop.launch()
  const after = await readLog(second.call, run)
  expect(after.slice(0, before.length)).toEqual(before)
  expect(after.map(({ seq }) => seq)).toEqual(after.map((_, index) => index + 1))
  await expect(second.page.getByRole('row').filter({ hasText: 'ticker' })).toBeVisible()
})

test('a killed app loses nothing that it had shown', async ({ desktop }) => {
  const first = await desktop.launch()
  const run = await watchTicker(first, 20)
  const before = await readLog(first.call, run)
  await first.kill()

  const second = await desktop.launch()
  const after = await readLog(second.call, run)
  expect(after.slice(0, before.length)).toEqual(before)
})

test('a second start ends at once and brings the first window to the front', async ({ desktop }) => {
  const { evaluate } = await desktop.launch()
  await evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const second = await desktop.start()
  expect(second.code).toBe(0)
  await expect
    .poll(() =>
      evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((one) => [one.isMinimized(), one.isVisible()]),
      ),
    )
    .toEqual([[false, true]])
})

test('closing the window quits the app in order, where that is what the person chose', async ({
  desktop,
}) => {
  test.skip(process.platform === 'darwin', 'On macOS an app stays when its last window is closed.')
  const app = await desktop.launch()
  await watchTicker(app, 5)
  await app.call('settings.set', { desktop: { closing: 'end', stayAwake: false } })
  const gone = new Promise<number | null>((resolve) => app.process().once('exit', resolve))
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  expect(await gone).toBe(0)
})
