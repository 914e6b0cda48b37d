// A team at a hub, each in a browser of their own: coming in and going out, what somebody may do and when that changes, and what
// other sites try. One hub, with TLS, serves them all.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, teamHere, test } from '../support/browser-team.ts'
import { judgeOnce } from '../support/page/judge-once.ts'

test.describe.configure({ timeout: 180_000 })
test.skip(teamHere === null, 'There is no PostgreSQL server or no openssl here.')

/** Waits for what a busy machine takes its time for. */
const slow = { timeout: 30_000 }
const session = '__Host-runlight'
const place = (run: number) => `/#/board?run=${run}`

/** Signs `name` in at the service’s own pages, from the hub’s sign-in page. */
async function byService(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: /^Sign in with/ }).click()
  await page.locator('input[name=login]').fill(name)
  await page.locator('input[name=password]').fill('any')
  await page.locator('button[type=submit]').click()
  // The service asks whether the hub may know who they are.
  await page.getByRole('button', { name: 'Continue' }).click()
}

async function byToken(page: Page, secret: string): Promise<void> {
  await page.getByLabel('Token').fill(secret)
  await page.getByRole('button', { name: 'Sign in with the token' }).click()
}

async function signOut(page: Page, hub: string): Promise<void> {
  await page.goto(`${hub}/sign-out`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
}

/** As when somebody comes to the tab from another one. */
const lookedAt = (page: Page) => page.evaluate(() => dispatchEvent(new Event('focus')))

const runPage = (page: Page, title: string) => page.getByRole('heading', { name: title, exact: true })

test('somebody comes in by the service to where a link leads, and out in one tab for all tabs, with what was on screen', async ({
  team,
  person,
}) => {
  const { run, space } = await team.refusedRun('alpha')
  team.service.people.set('anna', { name: 'Anna', groups: ['ops'] })
  await team.log.access.people.grant({ type: 'group', group: 'ops' }, space, 'operator', 'the test')
  const { context, page } = await person()

  await page.goto(`${team.url}${place(run)}`)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(await judgeOnce(page)).toEqual([])
  await byService(page, 'anna')
  await expect(runPage(page, 'Job of alpha')).toBeVisible(slow)
  expect(new URL(page.url()).hash).toBe(place(run).slice(1))
  const cookies = (await context.cookies(team.url)).filter(({ name }) => name.includes('runlight'))
  expect(
    cookies.map(({ name, secure, httpOnly, sameSite, path, domain }) => ({
      name,
      secure,
      httpOnly,
      sameSite,
      path,
      domain,
    })),
  ).toEqual([
    { name: session, secure: true, httpOnly: true, sameSite: 'Lax', path: '/', domain: '127.0.0.1' },
  ])

  const other = await context.newPage()
  await other.goto(`${team.url}${place(run)}`)
  await expect(runPage(other, 'Job of alpha')).toBeVisible(slow)
  await other.getByRole('button', { name: 'Note', exact: true }).click()
  await other.getByRole('textbox', { name: 'Note' }).fill('half a sentence')

  await page.getByRole('button', { name: 'Signed in as Anna, operator' }).click()
  await page.getByRole('button', { name: 'Sign out…' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await page.goBack()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()

  await expect(other.getByRole('alert').filter({ hasText: 'You are signed out' })).toBeVisible()
  await expect(other.getByRole('textbox', { name: 'Note' })).toHaveValue('half a sentence')
  // In another tab she comes in again, and the first goes on as it was.
  await page.getByRole('link', { name: /^Sign in with/ }).click()
  await expect(runPage(page, 'Job of alpha')).toBeVisible(slow)
  await lookedAt(other)
  await expect(other.getByRole('alert').filter({ hasText: 'You are signed out' })).toBeHidden(slow)
  await expect(other.getByRole('textbox', { name: 'Note' })).toHaveValue('half a sentence')

  await signOut(page, team.url)
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await other.getByRole('link', { name: /^Sign in with/ }).click()
  // The service still knows her.
  await expect(runPage(other, 'Job of alpha')).toBeVisible(slow)

  // Somebody else comes in: the tab is theirs, and nothing of hers is left in it.
  await other.getByRole('button', { name: 'Note', exact: true }).click()
  await signOut(page, team.url)
  const { secret } = await team.token('operator')
  await page.goto(`${team.url}/sign-in`)
  await byToken(page, secret)
  const isIn = { name: 'Signed in as token the operator, operator' }
  await expect(page.getByRole('button', isIn)).toBeVisible(slow)
  await lookedAt(other)
  await expect(other.getByRole('button', isIn)).toBeVisible(slow)
  await expect(other.getByRole('textbox', { name: 'Note' })).toBeHidden()
})

test('a wrong token says so and keeps the place; after ten guesses wait, and the right one comes in all the while', async ({
  team,
  person,
}) => {
  const { run } = await team.refusedRun('beta')
  const { id, secret } = await team.token('viewer')
  const { page } = await person()
  await page.goto(`${team.url}${place(run)}`)
  const wrong = `${secret.slice(0, -4)}AAAA`
  await byToken(page, wrong)
  await expect(page.getByRole('alert')).toContainText('This is no token of this Runlight')
  const { context } = await person()
  for (let i = 0; i < 9; i++)
    await context.request.post(`${team.url}/sign-in/token`, {
      form: { token: wrong },
      headers: { origin: team.url },
    })
  await byToken(page, wrong)
  await expect(page.getByRole('alert')).toContainText(
    /Too many wrong tokens came from here\. Wait \d+ minutes/,
  )
  await byToken(page, secret)
  await expect(runPage(page, 'Job of beta')).toBeVisible(slow)

  // An admin revokes it while the page is open.
  await team.call('tokens.revoke', { id })
  await expect(page.getByRole('alert').filter({ hasText: 'You are signed out' })).toBeVisible(slow)
  await expect(runPage(page, 'Job of beta')).toBeVisible()
  expect(await judgeOnce(page)).toEqual([])
  for (const { detail } of (
    await team.call('team.audit', { before: null, limit: 100, who: null, what: 'lock-out' })
  ).rows)
    await team.call('team.unlock', { what: String(detail.key) }).catch(() => {})
})

test('two operators see of each other who did what, and whoever may do less is not offered it, also from one moment to the next', async ({
  team,
  person,
}) => {
  const gamma = await team.refusedRun('gamma')
  const delta = await team.refusedRun('delta')
  const give = (group: string, space: number, role: 'viewer' | 'operator' | null) =>
    team.call('team.grant', { holder: { type: 'group', group }, space, role })
  await give('both', gamma.space, 'operator')
  await give('both', delta.space, 'viewer')
  team.service.people.set('ben', { name: 'Ben', groups: ['both'] })
  team.service.people.set('cleo', { name: 'Cleo', groups: ['both'] })
  const [ben, cleo] = [await person(), await person()]
  for (const [{ page }, name] of [
    [ben, 'ben'],
    [cleo, 'cleo'],
  ] as const) {
    await page.goto(`${team.url}${place(gamma.run)}`)
    await byService(page, name)
    await expect(runPage(page, 'Job of gamma')).toBeVisible(slow)
  }

  await ben.page.getByRole('button', { name: 'Note', exact: true }).click()
  await ben.page.getByRole('textbox', { name: 'Note' }).fill('Ben looks after it')
  await ben.page.getByRole('button', { name: 'Save the note' }).click()
  await expect(cleo.page.getByText('Ben looks after it')).toBeVisible()
  const alerts = ben.page.getByRole('region', { name: 'Alerts of this run' })
  await alerts.getByRole('button', { name: /^Seen: / }).click()
  await cleo.page.keyboard.press('Escape')
  await cleo.page.goto(`${team.url}/#/alerts`)
  await expect(cleo.page.getByText(/seen by Ben/)).toBeVisible()

  // In the other space they are viewers: nothing that acts is offered, and a key says why not.
  await ben.page.goto(`${team.url}${place(delta.run)}`)
  await expect(runPage(ben.page, 'Job of delta')).toBeVisible()
  const header = ben.page.getByRole('button', { name: 'Retry now' })
  await expect(header).toHaveAttribute('aria-disabled', 'true')
  await expect(header).toHaveAttribute(
    'aria-description',
    /Only an operator of its servers may do this: you are a viewer here/,
  )
  await ben.page.keyboard.press('b')
  await expect(ben.page.getByText('Only an operator of its servers may do this').first()).toBeVisible()

  // What was given is taken away while the page is open.
  await ben.page.goto(`${team.url}${place(gamma.run)}`)
  const retry = ben.page.getByRole('button', { name: 'Retry now' })
  await expect(retry).not.toHaveAttribute('aria-disabled', 'true')
  await give('both', gamma.space, 'viewer')
  await expect(retry).toHaveAttribute('aria-disabled', 'true', slow)
  await give('both', gamma.space, null)
  await give('both', delta.space, null)
  await expect(ben.page.getByRole('alert').filter({ hasText: 'no role here any more' })).toBeVisible(slow)
  await ben.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(ben.page.getByRole('heading', { name: 'No role here yet' })).toBeVisible()
})

test('a page of another site signs nobody out and does nothing in somebody’s name', async ({
  team,
  person,
}) => {
  const { secret } = await team.token('admin')
  const { page } = await person()
  await page.goto(team.url)
  await byToken(page, secret)
  await expect(page.getByRole('button', { name: 'Signed in as token the admin, admin' })).toBeVisible(slow)
  const site = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(
      `<form method="post" action="${team.url}/sign-out"><button>out</button></form>
      <form method="post" enctype="text/plain" action="${team.url}/api/call"><input name='{"name":"settings.set","input":{"theme":"dark"},"x":"' value='"}'><button>call</button></form>`,
    )
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const foreign = `http://localhost:${(site.address() as AddressInfo).port}/`
  try {
    for (const button of ['out', 'call']) {
      await page.goto(foreign)
      const [response] = await Promise.all([
        page.waitForResponse((one) => one.url().startsWith(team.url)),
        page.getByRole('button', { name: button }).click(),
      ])
      expect([button, response.status()]).toEqual([button, 403])
    }
    await page.goto(foreign)
    const asked = await page.evaluate(async (url) => {
      const body = JSON.stringify({ name: 'runs.snapshot', input: {} })
      const ask = (headers: Record<string, string>) =>
        fetch(`${url}/api/call`, { method: 'POST', credentials: 'include', headers, body }).then(
          ({ status }) => String(status),
          () => 'refused',
        )
      const socket = new Promise((resolve) => {
        const opened = new WebSocket(`${url.replace('https', 'wss')}/api/socket`)
        opened.addEventListener('message', () => resolve('let in'))
        opened.addEventListener('close', () => resolve('refused'))
      })
      return [await ask({ 'content-type': 'application/json' }), await ask({}), await socket]
    }, team.url)
    expect(asked).toEqual(['refused', 'refused', 'refused'])
  } finally {
    site.closeAllConnections()
    site.close()
  }
  await page.goto(team.url)
  await expect(page.getByRole('button', { name: 'Signed in as token the admin, admin' })).toBeVisible(slow)
  expect((await team.call('settings.get', {})).theme).not.toBe('dark')
})
