// What the window's page may do, and what it may not: Electron's security checklist, tried from inside the page and from
// other pages, windows and frames.

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type DesktopApp, expect, test } from '../support/electron/desktop.ts'

const html = { 'content-type': 'text/html' }

let elsewhere: Server
let elsewhereUrl: string
let visits: string[]

test.beforeEach(async () => {
  visits = []
  elsewhere = createServer((request, response) => {
    visits.push(request.url ?? '')
    response.writeHead(200, html)
    response.end('<h1>Elsewhere</h1>')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
})

test.afterEach(async () => {
  elsewhere.closeAllConnections()
  await new Promise((resolve) => elsewhere.close(resolve))
})

async function openedWelcome(app: DesktopApp): Promise<DesktopApp> {
  await expect(app.page.getByRole('button', { name: 'Add run' })).toBeVisible()
  return app
}

function windowUrls({ evaluate }: DesktopApp): Promise<string[]> {
  return evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.webContents.getURL()))
}

test('the page cannot leave its origin, nor open windows', async ({ desktop }) => {
  const app = await openedWelcome(await desktop.launch())
  const before = await windowUrls(app)
  const opened = await app.page.evaluate((url) => {
    const link = document.body.appendChild(document.createElement('a'))
    Object.assign(link, { href: `${url}/link`, target: '_blank', textContent: 'away' })
    link.click()
    link.remove()
    const window_ = window.open(`${url}/window`)
    location.href = `${url}/location`
    return window_
  }, elsewhereUrl)
  await app.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)))
  expect(opened).toBeNull()
  expect(await windowUrls(app)).toEqual(before)
  expect(app.windows()).toHaveLength(1)
  expect(visits).toEqual([])
  // Asked of the page itself: Playwright goes on waiting for a navigation that Electron refused.
  expect(await app.inPage(() => document.body.innerText, null)).toContain('Add run')
})

test('a redirect off the page’s origin is not followed', async ({ desktop }) => {
  const own = createServer((request, response) => {
    const away = request.url === '/away'
    response.writeHead(away ? 302 : 200, away ? { location: `${elsewhereUrl}/redirected` } : html)
    response.end('<h1>Own</h1>')
  })
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve))
  const ownUrl = `http://127.0.0.1:${(own.address() as AddressInfo).port}/`
  const app = await desktop.launch({ env: { ELECTRON_RENDERER_URL: ownUrl } })
  await expect(app.page.getByRole('heading', { name: 'Own' })).toBeVisible()
  await app.page.evaluate(() => {
    location.href = '/away'
  })
  await app.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)))
  expect(visits).toEqual([])
  expect(await windowUrls(app)).toEqual([ownUrl])
  own.closeAllConnections()
  await new Promise((resolve) => own.close(resolve))
})

test('permissions are denied, but for writing to the clipboard', async ({ desktop }) => {
  const { page } = await openedWelcome(await desktop.launch())
  const states = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'persistent-storage',
      'idle-detection',
      'local-fonts',
      'window-management',
    ]
    const asked = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      return [name, state]
    })
    return Object.fromEntries(await Promise.all(asked))
  })
  expect(states).toEqual({
    geolocation: 'denied',
    notifications: 'denied',
    camera: 'denied',
    microphone: 'denied',
    midi: 'denied',
    'clipboard-read': 'denied',
    'persistent-storage': 'denied',
    'idle-detection': 'denied',
    'local-fonts': 'denied',
    'window-management': 'denied',
  })
  // Only a page that has the focus may write there. The window has it once it is shown, the page at the first key or click.
  const focused = async () => {
    await page.bringToFront()
    await page.mouse.click(700, 12)
    return page.evaluate(() => document.hasFocus())
  }
  await expect.poll(focused).toBe(true)
  const written = await page.evaluate(() =>
    navigator.clipboard.writeText('tide').then(() => 'written', String),
  )
  expect(written).toBe('written')
})

test('the policy blocks inline script and style, markup from text, frames and foreign requests', async ({
  desktop,
}) => {
  const { page } = await openedWelcome(await desktop.launch())
  const outcome = await page.evaluate(async (url) => {
    const blocked: string[] = []
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => blocked.push(effectiveDirective))
    const attempt = (act: () => unknown) => {
      try {
        act()
      } catch {
        blocked.push('thrown')
      }
    }
    const script = document.createElement('script')
    attempt(() => {
      script.textContent = 'globalThis.injected = true'
    })
    document.head.append(script)
    const style = document.createElement('style')
    style.textContent = 'body { display: none }'
    document.head.append(style)
    attempt(() => {
      document.body.innerHTML = '<b>markup</b>'
    })
    attempt(() => new Function('return 1')())
    const frame = document.createElement('iframe')
    frame.src = `${url}/frame`
    document.body.append(frame)
    const image = document.createElement('img')
    image.src = `${url}/image.png`
    document.body.append(image)
    const module = 'data:text/javascript,globalThis.injected = true'
    await import(module).catch(() => {})
    const fetched = await fetch(`${url}/fetch`).then(
      () => 'fetched',
      () => 'refused',
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    return {
      fetched,
      injected: 'injected' in globalThis,
      hidden: getComputedStyle(document.body).display === 'none',
      directives: [...new Set(blocked)].toSorted(),
    }
  }, elsewhereUrl)
  expect(outcome).toEqual({
    fetched: 'refused',
    injected: false,
    hidden: false,
    directives: [
      'connect-src',
      'frame-src',
      'img-src',
      'require-trusted-types-for',
      'script-src-elem',
      'style-src-elem',
      'thrown',
    ],
  })
  expect(visits).toEqual([])
})

test('normal use breaks no rule of the policy and asks nobody but the app itself', async ({ desktop }) => {
  const { page } = await openedWelcome(await desktop.launch())
  const asked = new Set<string>()
  const errors: string[] = []
  page.on('request', (request) => asked.add(new URL(request.url()).origin))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.evaluate(() => {
    Object.assign(window, { broken: [] })
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
      (window as unknown as { broken: string[] }).broken.push(
        `${effectiveDirective} ${blockedURI} ${sourceFile}`,
      ),
    )
  })
  await page.getByRole('button', { name: 'Watch the sample backend' }).click()
  const rows = page.getByRole('grid', { name: 'Runs' }).getByRole('row')
  await expect(rows.first()).toBeVisible()
  for (const tab of ['Log', 'Connection', 'Overview']) await page.getByRole('tab', { name: tab }).click()
  await page.getByRole('button', { name: 'More' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add run' }).click()
  await expect(page.getByRole('dialog', { name: 'Add a run' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  const broken = await page.evaluate(() => (window as unknown as { broken: string[] }).broken)
  expect({
    broken,
    errors,
    asked: [...asked].filter((origin) => origin !== new URL(page.url()).origin),
  }).toEqual({
    broken: [],
    errors: [],
    asked: [],
  })
})
