// Links of the system: one opens a run, the other fills in the form that adds one, and neither asks any server anything.

import { join } from 'node:path'
import { type DesktopApp, expect, test } from '../support/electron/desktop.ts'
import { startSseServer, stream } from '../support/sse-server.ts'

async function watch({ call }: DesktopApp, url: string): Promise<number> {
  const common = {
    kind: 'plain',
    serverId: null,
    baseUrl: null,
    headers: null,
    evenIfWatched: true,
    retry: true,
  }
  return (await call('runs.add', { ...common, params: { url }, title: 'Harbour log' })).run
}

/** As macOS hands a link over. */
function openUrl({ evaluate }: DesktopApp, url: string): Promise<void> {
  return evaluate(({ app }, link) => {
    app.emit('open-url', { preventDefault: () => {} }, link)
  }, url)
}

const add = (url: string) => `runlight://add?url=${encodeURIComponent(url)}`

test('a link opens the run that it names, and says so where there is none', async ({ desktop }) => {
  const server = await startSseServer([stream(['data: tide\n\n'], 'open')])
  const app = await desktop.launch()
  const run = await watch(app, `${server.url}/harbour`)
  await openUrl(app, `runlight://run/${run}`)
  await expect(app.page.getByRole('region', { name: 'Run: Harbour log' })).toBeVisible()
  await openUrl(app, `runlight://run/${run}/event/1`)
  await expect(app.page.getByRole('complementary', { name: 'Event' })).toBeVisible()
  await openUrl(app, 'runlight://search?q=tide')
  await expect(app.page.getByRole('grid', { name: 'Results' })).toContainText('Harbour log')
  await openUrl(app, 'runlight://run/4711')
  await expect(
    app.page.getByText('The link names run 4711, which is not here: it may have been removed.'),
  ).toBeVisible()
  expect(server.requests).toHaveLength(1)
  await server.close()
})

test('a link that adds fills in the form with a warning, and asks the server only when a person says so', async ({
  desktop,
}) => {
  const server = await startSseServer([stream(['data: tide\n\n'], 'open')])
  const app = await desktop.launch()
  await expect(app.page.getByRole('button', { name: 'Add run' })).toBeVisible()
  await openUrl(app, add(`${server.url}/harbour?pier=3`))
  const dialog = app.page.getByRole('dialog', { name: 'Add a run' })
  await expect(dialog.getByRole('status').first()).toHaveText(
    'A link filled this in. Nothing was asked yet: look at the address before you watch it.',
  )
  await expect(dialog.getByLabel('Paste a URL or an id')).toHaveValue(`${server.url}/harbour?pier=3`)
  await app.page.waitForTimeout(1_000)
  expect([server.requests.length, (await app.call('runs.snapshot', {})).runs]).toEqual([0, []])
  await dialog.getByRole('button', { name: 'Watch', exact: true }).click()
  await expect.poll(() => server.requests.map(({ url }) => url)).toEqual(['/harbour?pier=3'])
  await server.close()
})

test('a link opens a window where there is none, and is followed in it', async ({ desktop }) => {
  const app = await desktop.launch()
  await expect(app.page.getByRole('button', { name: 'Add run' })).toBeVisible()
  // On macOS the app stays without a window.
  await app.evaluate(({ app: electron, BrowserWindow }) => {
    electron.removeAllListeners('window-all-closed')
    electron.on('window-all-closed', () => {})
    BrowserWindow.getAllWindows()[0]?.destroy()
  })
  await expect.poll(() => app.windows().length).toBe(0)
  await openUrl(app, add('https://api.example/v1/flashcards/runs/9/events'))
  await expect.poll(() => app.windows().length).toBe(1)
  const dialog = app.windows()[0]?.getByRole('dialog', { name: 'Add a run' })
  await expect(dialog?.getByLabel('Paste a URL or an id') ?? app.page.locator('body')).toHaveValue(
    'https://api.example/v1/flashcards/runs/9/events',
  )
})

test('a link on the command line of a second start reaches the first window, and starts nothing', async ({
  desktop,
}) => {
  const server = await startSseServer([stream(['data: tide\n\n'], 'open')])
  const app = await desktop.launch()
  const run = await watch(app, `${server.url}/harbour`)
  const second = await desktop.start({ args: ['--', `runlight://run/${run}`] })
  expect(second.code).toBe(0)
  await expect(app.page.getByRole('region', { name: 'Run: Harbour log' })).toBeVisible()
  expect(server.requests).toHaveLength(1)
  await server.close()
})

test('a link that starts the app is followed when the window is there', async ({ desktop }) => {
  const app = await desktop.launch({ args: ['--', add('https://api.example/v1/flashcards/runs/9/events')] })
  const dialog = app.page.getByRole('dialog', { name: 'Add a run' })
  await expect(dialog.getByLabel('Paste a URL or an id')).toHaveValue(
    'https://api.example/v1/flashcards/runs/9/events',
  )
  expect((await app.call('runs.snapshot', {})).runs).toEqual([])
})

test('what is no link by the grammar is passed over in silence', async ({ desktop }) => {
  const server = await startSseServer([stream(['data: tide\n\n'], 'open')])
  const app = await desktop.launch()
  const run = await watch(app, `${server.url}/harbour`)
  const links = [
    `runlight://stop/${run}`,
    `runlight://run/${run}/remove`,
    `runlight://run/${run}?retry=yes`,
    `${add(`${server.url}/evil`)}&headers=X-A%3A1`,
    add('file:///etc/passwd'),
    add('javascript:alert(1)'),
    add(`http://me:secret@${new URL(server.url).host}/`),
    `--data-dir=${join(desktop.dataDir, 'evil')}`,
    `runlight://run/${run}\nrunlight://run/1`,
  ]
  for (const link of links) await openUrl(app, link)
  await desktop.start({ args: ['--', ...links] })
  await app.page.waitForTimeout(1_000)
  await expect(app.page.getByRole('dialog')).toHaveCount(0)
  await expect(app.page.getByRole('region', { name: /^Run:/ })).toHaveCount(0)
  expect([server.requests.length, (await app.call('runs.snapshot', {})).runs.length]).toEqual([1, 1])
  await server.close()
})
