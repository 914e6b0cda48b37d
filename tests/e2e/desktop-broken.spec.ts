// When the app itself breaks: a page that hangs or dies, an error that nobody caught, and the file that tells of it.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type DesktopApp, expect, test } from '../support/electron/desktop.ts'
import { hasMode } from '../support/file-mode.ts'
import { startSseServer, stream } from '../support/sse-server.ts'

async function watch({ call }: DesktopApp, url: string, headers: string | null = null): Promise<number> {
  const common = { kind: 'plain', serverId: null, baseUrl: null, evenIfWatched: true, retry: true }
  return (await call('runs.add', { ...common, params: { url }, title: 'Harbour log', headers })).run
}

const row = ({ page }: DesktopApp) => page.getByRole('row').filter({ hasText: 'Harbour log' })

function noted(dataDir: string): string {
  const path = join(dataDir, 'desktop', 'defects.log')
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** Boxes are kept instead of shown: nobody is there to answer them. */
function keepBoxes({ evaluate }: DesktopApp): Promise<void> {
  return evaluate(({ dialog }) => {
    const kept: string[] = []
    Object.assign(globalThis, { boxes: kept })
    dialog.showErrorBox = (title) => void kept.push(title)
    dialog.showMessageBox = async (...given: object[]) => {
      kept.push(String((given.at(-1) as { message: string }).message))
      return { response: 0, checkboxChecked: false }
    }
  })
}

const boxes = ({ evaluate }: DesktopApp) =>
  evaluate(() => (globalThis as unknown as { boxes: string[] }).boxes)

const pageText = ({ inPage }: DesktopApp) => inPage(() => document.body.innerText, null)

const crashed = ({ evaluate }: DesktopApp) =>
  evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isCrashed())

test('a page that hangs is ended and loaded again from the log, and says so, while its runs go on', async ({
  desktop,
}) => {
  const server = await startSseServer([stream(['data: tide\n\n'], 'open')])
  const app = await desktop.launch()
  await watch(app, `${server.url}/harbour`)
  await expect(row(app)).toBeVisible()
  await app.page.evaluate(() => {
    setTimeout(() => {
      for (;;);
    }, 0)
  })
  // What the system finds out after half a minute, and only while somebody uses the window.
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.emit('unresponsive')
  })
  await expect
    .poll(() => noted(desktop.dataDir), { timeout: 30_000 })
    .toContain('window: Error: The page ended: it hung')
  await expect
    .poll(() => pageText(app))
    .toContain(
      'The window did not answer any more and was loaded again. Your runs were watched and stored all the while.',
    )
  await expect.poll(() => pageText(app)).toContain('Harbour log')
  expect(server.requests).toHaveLength(1)
  await server.close()
})

test('a page that dies again and again is left alone, which is said once, until a person opens Runlight again', async ({
  desktop,
}) => {
  const server = await startSseServer([stream(['data: tide\n\n'], 'open')])
  const app = await desktop.launch()
  const run = await watch(app, `${server.url}/harbour`)
  await expect(row(app)).toBeVisible()
  await keepBoxes(app)
  for (let deaths = 1; deaths <= 3; deaths++) {
    await app.crashPage()
    await expect.poll(() => pageText(app)).toContain('Harbour log')
  }
  expect(await boxes(app)).toEqual([])
  await app.crashPage()
  await expect.poll(() => boxes(app)).toEqual(['The window of Runlight stopped'])
  expect(await crashed(app)).toBe(true)

  expect((await desktop.start()).code).toBe(0)
  await expect.poll(() => crashed(app)).toBe(false)
  await expect.poll(() => pageText(app)).toContain('Harbour log')
  const { runs } = await app.call('runs.snapshot', {})
  expect(runs.find(({ id }) => id === run)?.connection.attempt).toBe(1)
  expect(
    noted(desktop.dataDir).match(/window: Error: The page ended: (crashed|killed), code \d+/g),
  ).toHaveLength(4)
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
  const text = noted(desktop.dataDir)
  expect(text).toContain('uncaught: Error: tide table missing, Authorization: •••')
  expect(text).not.toContain('abc-secret-def')
  const diagnostics = await app.call('app.diagnostics', {})
  expect(diagnostics.text).toContain('uncaught: Error: tide table missing')
  expect(server.requests).toHaveLength(1)
  await server.close()
})

test('several errors within a minute end the app: everything is closed first, and told then', async ({
  desktop,
}) => {
  const app = await desktop.launch()
  await expect(app.page.getByRole('button', { name: 'Add run' })).toBeVisible()
  const named = join(desktop.dataDir, 'engine.json')
  await expect.poll(() => existsSync(named)).toBe(true)
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
  // The box comes after everything is closed, and nothing ends before it is answered.
  await expect.poll(() => app.evaluate(() => 'press' in globalThis)).toBe(true)
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
  expect(hasMode(path, 0o600)).toBe(true)
  expect(text).toContain('desktop host')
  expect(text).toContain('run 1 plain; job processing')
  for (const word of ['cnry', 'whale-song', 'Harbour', '127.0.0.1'])
    expect([word, text.includes(word)]).toEqual([word, false])
  await server.close()
})

test('diagnostics are saved from the palette to the place that the system’s dialog gave, which is said', async ({
  desktop,
}) => {
  const { page, evaluate } = await desktop.launch()
  await expect(page.getByRole('button', { name: 'Add run' })).toBeVisible()
  const path = join(desktop.dataDir, 'from-the-palette.txt')
  await evaluate(({ session }, place) => {
    session.defaultSession.on('will-download', (_event, item) => {
      Object.assign(globalThis, { asked: [item.getFilename(), item.getSaveDialogOptions().title] })
      // As a person who chose this place in the dialog.
      item.setSavePath(place)
    })
  }, path)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('diagnostics')
  await page.keyboard.press('Enter')
  await expect(page.getByText(`Saved as ${path}.`)).toBeVisible()
  expect(readFileSync(path, 'utf8')).toMatch(/^Runlight diagnostics of /)
  expect(hasMode(path, 0o600)).toBe(true)
  expect(await evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual([
    expect.stringMatching(/^runlight-diagnostics-\d{4}-\d\d-\d\d-\d{6}\.txt$/),
    'Save',
  ])
})
