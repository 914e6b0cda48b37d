// When the app itself breaks: a page that hangs or dies, an error that nobody caught, and the file that tells of it.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type DesktopApp, expect, test } from '../support/electron/desktop.ts'
import { startSseServer, stream } from '../support/sse-server.ts'

async function watch({ call }: DesktopApp, url: string, headers: string | null = null): Promise<number> {
  const common = { kind: 'plain', serverId: null, baseUrl: null, evenIfWatched: true, retry: true }
  return (await call('runs.add', { ...common, params: { url }, title: 'Harbour log', headers })).run
}

const row = ({ page }: DesktopApp) => page.getByRole('row').filter({ hasText: 'Harbour log' })

function die({ evaluate }: DesktopApp): Promise<void> {
  return evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.emit(
      'render-process-gone',
      {},
      { reason: 'crashed', exitCode: 5 },
    )
  })
}

test('a page that hangs is ended and loaded again from the log, and says so, while its runs go on', async ({
  desktop,
}) => {
  const server = await startSseServer([stream(['data: tide\n\n'], 'open')])
  const app = await desktop.launch()
  await watch(app, `${server.url}/harbour`)
  await expect(row(app)).toBeVisible()
  await app.page.evaluate(() => Object.assign(window, { before: true }))
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.emit('unresponsive')
  })
  await expect
    .poll(() => app.page.evaluate(() => 'before' in window).catch(() => true), { timeout: 30_000 })
    .toBe(false)
  await expect(
    app.page.getByText(
      'The window did not answer any more and was loaded again. Your runs were watched and stored all the while.',
    ),
  ).toBeVisible()
  await expect(row(app)).toBeVisible()
  expect(server.requests).toHaveLength(1)
  await server.close()
})

test('a page that dies again and again is left alone, which is said once, and its runs go on', async ({
  desktop,
}) => {
  const server = await startSseServer([stream(['data: tide\n\n'], 'open')])
  const app = await desktop.launch()
  const run = await watch(app, `${server.url}/harbour`)
  await expect(row(app)).toBeVisible()
  for (let deaths = 0; deaths < 5; deaths++) await die(app)
  await expect(row(app)).toBeVisible()
  const { runs } = await app.call('runs.snapshot', {})
  expect(runs.find(({ id }) => id === run)?.connection.attempt).toBe(1)
  const noted = readFileSync(join(desktop.dataDir, 'desktop', 'defects.log'), 'utf8')
  expect(noted.match(/window: Error: The page ended: crashed, code 5/g)).toHaveLength(5)
  expect(server.requests).toHaveLength(1)
  await server.close()
})

test('an error that nobody caught is noted and told, and the app goes on', async ({ desktop }) => {
  const server = await startSseServer([stream(['data: tide\n\n'], 'open')])
  const app = await desktop.launch()
  await watch(app, `${server.url}/harbour`)
  await expect(row(app)).toBeVisible()
  await app.evaluate(() => {
    setTimeout(() => {
      throw new Error('tide table missing, Authorization: Bearer abc-secret-def')
    }, 0)
  })
  await expect(
    app.page.getByText(
      'Something went wrong inside Runlight and was noted. Your runs go on; if it happens again, save the diagnostics (Help menu).',
    ),
  ).toBeVisible()
  const noted = readFileSync(join(desktop.dataDir, 'desktop', 'defects.log'), 'utf8')
  expect(noted).toContain('uncaught: Error: tide table missing, Authorization: •••')
  expect(noted).not.toContain('abc-secret-def')
  const { text } = await app.call('app.diagnostics', {})
  expect(text).toContain('uncaught: Error: tide table missing')
  expect(server.requests).toHaveLength(1)
  await server.close()
})

test('several errors within a minute end the app: everything is closed first, and told then', async ({
  desktop,
}) => {
  const app = await desktop.launch()
  await expect(app.page.getByRole('button', { name: 'Add run' })).toBeVisible()
  const named = join(desktop.dataDir, 'engine.json')
  expect(existsSync(named)).toBe(true)
  const gone = new Promise<number | null>((resolve) => app.process().once('exit', resolve))
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () =>
      new Promise((resolve) => {
        Object.assign(globalThis, { press: () => resolve({ response: 0, checkboxChecked: false }) })
      })
    for (let n = 1; n <= 4; n++) {
      setTimeout(() => {
        throw new Error(`defect ${n}`)
      }, n)
    }
  })
  await expect.poll(() => existsSync(named)).toBe(false)
  expect(app.process().exitCode).toBe(null)
  // The answer may be lost with the process.
  await app.evaluate(() => (globalThis as unknown as { press: () => void }).press()).catch(() => {})
  expect(await gone).toBe(1)
  const next = await desktop.launch()
  await expect(next.page.getByRole('button', { name: 'Add run' })).toBeVisible()
})

test('diagnostics are saved from the menu, for their owner alone, without secrets and addresses', async ({
  desktop,
}) => {
  const server = await startSseServer([stream(['data: whale-song\n\n'], 'open')])
  const app = await desktop.launch()
  await watch(app, `${server.url}/harbour?token=cnry-token-value`, 'X-Zone: cnry-header-value')
  await expect(row(app)).toContainText('processing')
  const path = join(desktop.dataDir, 'diagnostics.txt')
  await expect
    .poll(() =>
      app.evaluate(({ Menu, dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath })
        const help = Menu.getApplicationMenu()?.items.find(({ role }) => role === 'help')
        const item = help?.submenu?.items.find(({ label }) => label === 'Save Diagnostics…')
        item?.click()
        return item !== undefined
      }, path),
    )
    .toBe(true)
  await expect.poll(() => statSync(path, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(300)
  const text = readFileSync(path, 'utf8')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(text).toContain('desktop host')
  expect(text).toContain('run 1 plain; job processing')
  for (const word of ['cnry', 'whale-song', 'Harbour', '127.0.0.1'])
    expect([word, text.includes(word)]).toEqual([word, false])
  await server.close()
})

test('diagnostics are saved from the palette as a file of the browser’s', async ({ desktop }) => {
  const { page } = await desktop.launch()
  await expect(page.getByRole('button', { name: 'Add run' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('diagnostics')
  const downloading = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^runlight-diagnostics-\d{4}-\d\d-\d\d-\d{6}\.txt$/)
  expect(readFileSync(await download.path(), 'utf8')).toMatch(/^Runlight diagnostics of /)
})
