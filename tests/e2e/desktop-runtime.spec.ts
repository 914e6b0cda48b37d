// What the app builds on, asked of the runtime itself: Electron and its stand-in must answer alike, or specs that pass on
// the one prove nothing of the other.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DesktopApp, expect, test } from '../support/electron/desktop.ts'

async function opened(app: DesktopApp): Promise<DesktopApp> {
  await expect(app.page.getByRole('button', { name: 'Add run' })).toBeVisible()
  return app
}

const boundsOf = ({ evaluate }: DesktopApp) =>
  evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())

test('a page whose process ended has crashed until it is loaded again', async ({ desktop }) => {
  const { evaluate } = await opened(await desktop.launch())
  const seen = await evaluate(async ({ BrowserWindow }) => {
    const other = new BrowserWindow({ show: false })
    const { webContents } = other
    await other.loadURL('app://runlight/')
    const before = webContents.isCrashed()
    const reason = await new Promise<string>((resolve) => {
      webContents.once('render-process-gone', (_event, details) => resolve(details.reason))
      webContents.forcefullyCrashRenderer()
    })
    const gone = webContents.isCrashed()
    const loaded = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()))
    webContents.reload()
    await loaded
    return { before, reason, gone, after: webContents.isCrashed() }
  })
  expect(seen).toEqual({
    before: false,
    reason: expect.stringMatching(/^(crashed|killed)$/),
    gone: true,
    after: false,
  })
})

test('the page has what the menu leaves of its window', async ({ desktop }) => {
  const { page, evaluate } = await opened(await desktop.launch())
  const [whole, content] = await evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    return [window?.getBounds(), window?.getContentBounds()] as const
  })
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  expect({ width: content?.width, height: content?.height }).toEqual(size)
  if (process.platform !== 'darwin') expect(size.height).toBeLessThan(whole?.height ?? 0)
})

test('a page may not fetch from a scheme without that privilege, not even its own', async ({ desktop }) => {
  const { page } = await opened(await desktop.launch())
  const fetched = () =>
    fetch('/index.html').then(
      () => 'fetched',
      () => 'refused',
    )
  expect(await page.evaluate(fetched)).toBe('refused')
})

test('a download that is not the page’s own text is refused', async ({ desktop }) => {
  const { page, evaluate } = await opened(await desktop.launch())
  const path = join(desktop.dataDir, 'foreign.txt')
  await evaluate(({ session }, place) => {
    session.defaultSession.on('will-download', (event, item) => {
      item.setSavePath(place)
      Object.assign(globalThis, { asked: { name: item.getFilename(), refused: event.defaultPrevented } })
    })
  }, path)
  await page.evaluate(() => {
    const link = document.createElement('a')
    Object.assign(link, { href: 'data:text/plain,foreign', download: 'foreign.txt' })
    link.click()
  })
  const asked = () => evaluate(() => (globalThis as unknown as { asked: unknown }).asked)
  await expect.poll(asked).toEqual({ name: 'foreign.txt', refused: true })
  expect(existsSync(path)).toBe(false)
})

test('a desktop in dark colours makes the window and its page dark', async ({ desktop }) => {
  const { page, evaluate } = await opened(await desktop.launch({ args: ['--force-dark-mode'] }))
  expect(await evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(true)
  expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  const colour = await evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor())
  expect(colour?.toLowerCase()).toBe('#0b0d11')
})

test('a screen with two pixels for one is half as large to the app, and the page is drawn at its size', async ({
  desktop,
}) => {
  const app = await opened(await desktop.launch({ args: ['--force-device-scale-factor=2'] }))
  const { scaleFactor, size } = await app.evaluate(({ screen }) => {
    const { scaleFactor, bounds } = screen.getPrimaryDisplay()
    return { scaleFactor, size: { width: bounds.width, height: bounds.height } }
  })
  expect(scaleFactor).toBe(2)
  expect(await app.page.evaluate(() => devicePixelRatio)).toBe(2)
  const bounds = await boundsOf(app)
  const wanted = Math.min(1_280, Math.max(900, size.width))
  // Half a pixel of the screen may be rounded up to one of the app's.
  expect([wanted, wanted + 1]).toContain(bounds?.width)
})

test('a window that stood on a screen that is gone comes back on one that is there', async ({ desktop }) => {
  const profile = join(desktop.dataDir, 'desktop')
  mkdirSync(profile, { recursive: true })
  const bounds = { x: 9_000, y: 200, width: 1_000, height: 700 }
  writeFileSync(join(profile, 'window.json'), JSON.stringify({ bounds, maximized: false }))
  const app = await opened(await desktop.launch())
  const areas = await app.evaluate(({ screen }) => screen.getAllDisplays().map(({ workArea }) => workArea))
  const at = await boundsOf(app)
  expect({ width: at?.width, height: at?.height }).toEqual({ width: 1_000, height: 700 })
  const reached = areas.filter(
    ({ x, y, width, height }) =>
      at !== undefined && at.x >= x && at.x < x + width && at.y >= y && at.y < y + height,
  )
  expect(reached).toHaveLength(1)
})

test('a window comes back on the second of two screens', async ({ desktop }) => {
  const args = ['--screen-info={1440x900 workAreaTop=30}{1920x1080}']
  const first = await opened(await desktop.launch({ args }))
  const screens = await first.evaluate(({ screen }) => screen.getAllDisplays().map(({ bounds }) => bounds))
  const [, second] = screens
  test.skip(second === undefined, 'This machine has one screen.')
  const bounds = { x: (second?.x ?? 0) + 100, y: (second?.y ?? 0) + 100, width: 1_000, height: 700 }
  await first.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
    bounds,
  )
  await first.close()
  expect(await boundsOf(await opened(await desktop.launch({ args })))).toEqual(bounds)
})

test('a packaged app loads its own page, whatever its environment names', async ({ desktop }) => {
  test.skip(desktop.runtime === 'electron', 'A packaged app lets nobody attach to it, not even a test.')
  const env = { ELECTRON_FORCE_IS_PACKAGED: '1', ELECTRON_RENDERER_URL: 'http://127.0.0.1:9/' }
  const { evaluate } = await opened(await desktop.launch({ env }))
  const found = await evaluate(({ app, BrowserWindow }) => ({
    packaged: app.isPackaged,
    url: BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
  }))
  expect(found).toEqual({ packaged: true, url: 'app://runlight/' })
})
