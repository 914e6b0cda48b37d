// Hubs in the desktop app: added by address, each in one window of its own that is held to the hub, and said where it is away.

import { makeCertificates } from '../support/certificates.ts'
import { type DesktopApp, expect, test } from '../support/electron/desktop.ts'
import { startPlainHub } from '../support/plain-hub.ts'
import { startTeamHub } from '../support/team-hub.ts'

// Each starts the app, and some a second server: a busy machine takes its time.
test.describe.configure({ timeout: 120_000 })

/** The title and the address of each window, this computer's first. */
const windows = ({ evaluate }: DesktopApp) =>
  evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((one) => ({ id: one.id, title: one.getTitle(), url: one.webContents.getURL() }))
      .sort((one, other) => one.id - other.id)
      .map(({ title, url }) => ({ title, url })),
  )

/** What `script` gives in the page of the one window that is not this computer's. */
const inHub = ({ evaluate }: DesktopApp, script: string) =>
  evaluate(({ BrowserWindow }, source) => {
    const others = BrowserWindow.getAllWindows().filter(
      ({ webContents }) => !webContents.getURL().startsWith('app://runlight/'),
    )
    return others[0]?.webContents.executeJavaScript(source)
  }, script)

/** Empty while there is no page yet. */
const wordsOf = (app: DesktopApp) => inHub(app, 'document.body.innerText').catch(() => '')

/** Clicks what has the id, as soon as it is there. */
const press = (app: DesktopApp, id: string) =>
  expect
    .poll(() => inHub(app, `document.getElementById('${id}').click(); true`).catch(() => false))
    .toBe(true)

const clickMenu = ({ evaluate }: DesktopApp, words: string) =>
  evaluate(({ Menu }, label) => {
    const file = Menu.getApplicationMenu()?.items.find((item) => item.label === '&File')
    const items = file?.submenu?.items ?? []
    const all = [...items, ...items.flatMap(({ submenu }) => submenu?.items ?? [])]
    const found = all.find((item) => item.label === label)
    if (found === undefined) throw new Error(`The menu has no ${label}.`)
    Reflect.apply(found.click, found, [])
  }, words)

async function add(app: DesktopApp, address: string, name: string): Promise<void> {
  await clickMenu(app, 'Open Hub…')
  const dialog = app.page.getByRole('dialog', { name: 'Places' })
  await dialog.getByLabel('Address').fill(address)
  await dialog.getByLabel(/^Name/).fill(name)
  await dialog.getByRole('button', { name: 'Add and open' }).click()
}

const openUrl = ({ evaluate }: DesktopApp, url: string) =>
  evaluate(({ app }, link) => void app.emit('open-url', { preventDefault: () => {} }, link), url)

test('a hub is added by its address and has one window of its own, which its name is on', async ({
  desktop,
}) => {
  const [hub, other] = [await startPlainHub(), await startPlainHub()]
  other.pages.clear()
  await other.leave()
  const app = await desktop.launch()
  await expect(app.page.getByRole('button', { name: 'Add run' })).toBeVisible()
  await add(app, 'http://hub.example.com', '')
  const dialog = app.page.getByRole('dialog', { name: 'Places' })
  await expect(dialog).toContainText('in the clear')
  await add(app, other.origin, '')
  await expect(dialog).toContainText(`Nothing listens at ${new URL(other.origin).host}`)
  expect([hub.asked, await windows(app)]).toEqual([[], [expect.anything()]])

  await add(app, hub.origin, 'Team')
  await expect(dialog).toBeHidden()
  await expect.poll(() => windows(app)).toContainEqual({ title: 'The board · Team', url: `${hub.origin}/` })
  expect(
    await inHub(app, '[typeof window.runlight, typeof require, typeof process, typeof module].join()'),
  ).toBe('undefined,undefined,undefined,undefined')
  await clickMenu(app, 'Team')
  await openUrl(app, `runlight://hub?url=${encodeURIComponent(hub.origin)}`)
  await app.page.keyboard.press('Control+k')
  await app.page.getByPlaceholder('Type a command or a run').fill('open team')
  await app.page.keyboard.press('Enter')
  await clickMenu(app, 'Open Hub…')
  await dialog.getByRole('button', { name: 'Rename Team' }).click()
  await dialog.getByLabel('New name of Team').fill('Night shift')
  await dialog.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect
    .poll(async () => (await windows(app)).map(({ title }) => title))
    .toEqual([expect.anything(), 'The board · Night shift'])
  expect(hub.asked.filter(({ path }) => path === '/')).toHaveLength(1)
  await hub.leave()
})

test('a hub’s page goes nowhere else, opens nothing, and gets none of the computer', async ({ desktop }) => {
  const [hub, elsewhere] = [await startPlainHub(), await startPlainHub()]
  hub.pages.set('/led', { location: `${elsewhere.origin}/led` })
  const app = await desktop.launch()
  await add(app, hub.origin, 'Team')
  await expect.poll(() => windows(app)).toHaveLength(2)
  await expect.poll(() => wordsOf(app)).toBe('The board')
  const stay = async (script: string) => {
    await inHub(app, `${script}; 0`)
    await app.page.waitForTimeout(500)
  }
  await stay(`location.assign('${elsewhere.origin}/assigned')`)
  await stay(`window.open('${elsewhere.origin}/opened')`)
  await stay(
    `document.body.append(Object.assign(document.createElement('a'), { href: '${elsewhere.origin}/clicked', target: '_blank', id: 'link' })); document.getElementById('link').click()`,
  )
  await stay(
    `document.body.append(Object.assign(document.createElement('iframe'), { src: '${elsewhere.origin}/framed' }))`,
  )
  await stay(
    `document.body.append(Object.assign(document.createElement('a'), { href: 'data:application/octet-stream,x', download: 'x.exe', id: 'file' })); document.getElementById('file').click()`,
  )
  expect([elsewhere.asked, (await windows(app)).map(({ url }) => url).slice(1)]).toEqual([
    [],
    [`${hub.origin}/`],
  ])
  const states = await inHub(
    app,
    `Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'].map((name) => navigator.permissions.query({ name }).then(({ state }) => state)))`,
  )
  expect(new Set(states as string[])).toEqual(new Set(['denied']))
  // By the answer of its own server neither.
  await stay(`location.assign('/led')`)
  await expect
    .poll(() => wordsOf(app))
    .toContain(`It led to ${new URL(elsewhere.origin).host}, which is not its own address`)
  expect(elsewhere.asked).toEqual([])
  await Promise.all([hub.leave(), elsewhere.leave()])
})

test('signing in leads over the service and back, and the title says whose page it is', async ({
  desktop,
}) => {
  const [hub, service] = [await startPlainHub(), await startPlainHub()]
  hub.pages.set('/', {
    html: '<title>Sign in · Runlight</title><a id="go" href="/sign-in/service">Sign in</a>',
  })
  hub.pages.set('/sign-in/service', { location: `${service.origin}/authorize` })
  hub.pages.set('/sign-in/back', { html: '<title>All runs · Runlight</title><p>Welcome</p>' })
  service.pages.set('/authorize', {
    html: '<title>Team · Runlight</title><a id="go" href="/grant">Go on</a>',
  })
  service.pages.set('/grant', { location: `${hub.origin}/sign-in/back` })
  const app = await desktop.launch()
  await add(app, hub.origin, 'Team')
  const title = async () => (await windows(app))[1]?.title
  await expect.poll(title).toBe('Sign in · Team')
  await press(app, 'go')
  await expect.poll(title).toBe(`At ${service.origin} · Team`)
  await press(app, 'go')
  await expect.poll(title).toBe('All runs · Team')
  expect(service.asked.map(({ path }) => path)).toEqual(['/authorize', '/grant'])
  // Each hub's cookies are its own session's; these two differ by their port alone.
  await inHub(app, `location.assign('${service.origin}/authorize'); 0`)
  await app.page.waitForTimeout(500)
  expect(service.asked).toHaveLength(2)
  await Promise.all([hub.leave(), service.leave()])
})

test('a hub that is away is said, with why, and is there when it is asked again', async ({ desktop }) => {
  const hub = await startPlainHub()
  const app = await desktop.launch()
  await app.call('desk.saveHub', { origin: hub.origin, name: 'Team <b>' })
  await hub.leave()
  await clickMenu(app, 'Team <b>')
  await expect.poll(() => wordsOf(app)).toContain('Team <b> was not reached')
  expect(await wordsOf(app)).toContain(`Nothing listens at ${new URL(hub.origin).host}`)
  await press(app, 'again')
  await expect.poll(() => wordsOf(app)).toContain('was not reached')
  await hub.comeBack()
  await press(app, 'again')
  await expect.poll(() => wordsOf(app)).toBe('The board')
  await hub.leave()
})

test('a hub that takes its time is said to be opened, and comes when it answers', async ({ desktop }) => {
  const hub = await startPlainHub()
  const app = await desktop.launch()
  await app.call('desk.saveHub', { origin: hub.origin, name: 'Team' })
  const answer = hub.hold()
  await app.call('desk.openHub', { origin: hub.origin, token: 'given' })
  // A script in it would wait for the hub.
  await expect.poll(async () => (await windows(app))[1]?.url).toBe('app://hub-away/')
  const shown = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()))
  await expect.poll(shown).toEqual([true, true])
  // Whoever asks once more meanwhile leaves it what it is opened by.
  await clickMenu(app, 'Team')
  answer()
  await expect.poll(() => wordsOf(app)).toBe('The board')
  expect(await inHub(app, 'location.hash')).toBe('#token=given')
  await hub.leave()
})

test('a certificate that is not sound is refused with what to do, and cannot be clicked away', async ({
  desktop,
}) => {
  const certificates = makeCertificates()
  test.skip(certificates === null, 'openssl is not installed')
  const hub = await startPlainHub(certificates?.sound ?? null)
  const app = await desktop.launch()
  await add(app, hub.origin, 'Team')
  const sentence = `The certificate of ${new URL(hub.origin).host} is of no authority that this computer trusts`
  await expect(app.page.getByRole('dialog', { name: 'Places' })).toContainText(sentence)
  await app.call('desk.saveHub', { origin: hub.origin, name: 'Team' })
  await app.call('desk.openHub', { origin: hub.origin, token: null })
  await expect.poll(() => wordsOf(app)).toContain(sentence)
  expect([hub.asked, await inHub(app, `document.querySelectorAll('a, button').length`)]).toEqual([[], 1])
  await hub.leave()
})

test('a link to a hub fills in the form, and neither asks nor keeps anything by itself', async ({
  desktop,
}) => {
  const hub = await startPlainHub()
  const app = await desktop.launch()
  await expect(app.page.getByRole('button', { name: 'Add run' })).toBeVisible()
  await openUrl(app, `runlight://hub?url=${encodeURIComponent(hub.origin)}`)
  const dialog = app.page.getByRole('dialog', { name: 'Places' })
  await expect(dialog.getByRole('status')).toHaveText(
    'A link filled this in. Nothing was asked yet: look at the address before you open it.',
  )
  await expect(dialog.getByLabel('Address')).toHaveValue(hub.origin)
  await app.page.waitForTimeout(1_000)
  expect([hub.asked, (await app.call('settings.get', {})).hubs, await windows(app)]).toEqual([
    [],
    [],
    [expect.anything()],
  ])
  await dialog.getByRole('button', { name: 'Add and open' }).click()
  await expect.poll(() => wordsOf(app)).toBe('The board')
  await hub.leave()
})

test('a hub that is removed takes its window and its sign-in with it', async ({ desktop }) => {
  const hub = await startPlainHub()
  const app = await desktop.launch()
  const cookies = () => hub.asked.map(({ cookie }) => cookie)
  const open = async (times: number) => {
    await add(app, hub.origin, 'Team')
    await expect.poll(() => hub.asked.length).toBe(times)
    await expect.poll(() => wordsOf(app)).toBe('The board')
  }
  await open(1)
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((one) => one.id > 1)
      ?.close(),
  )
  await expect.poll(() => windows(app)).toHaveLength(1)
  await open(2)
  expect(cookies()).toEqual(['', 'session=known'])
  await clickMenu(app, 'Open Hub…')
  const dialog = app.page.getByRole('dialog', { name: 'Places' })
  await dialog.getByRole('button', { name: 'Remove Team' }).click()
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(dialog.getByText('Team', { exact: true })).toHaveCount(0)
  await expect.poll(() => windows(app)).toHaveLength(1)
  await open(3)
  expect(cookies()).toEqual(['', 'session=known', ''])
  await hub.leave()
})

test('a team’s hub shows its board to whoever signed in, also the next time', async ({ desktop }) => {
  test.setTimeout(600_000)
  const team = await startTeamHub()
  test.skip(team === null, 'PostgreSQL is not installed')
  if (team === null) return
  const app = await desktop.launch()
  await add(app, team.origin, 'Team')
  const title = async () => (await windows(app))[1]?.title
  await expect.poll(title, { timeout: 60_000 }).toBe('Sign in · Team')
  await inHub(
    app,
    `document.getElementById('token').value = ${JSON.stringify(team.token)}; document.querySelector('form').requestSubmit(); 0`,
  )
  await expect.poll(() => wordsOf(app), { timeout: 60_000 }).toContain('Needs me')
  await expect.poll(title, { timeout: 60_000 }).toBe('All runs · Team')
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((one) => one.id > 1)
      ?.close(),
  )
  await clickMenu(app, 'Team')
  await expect.poll(title, { timeout: 60_000 }).toBe('All runs · Team')
  await team.close()
})
