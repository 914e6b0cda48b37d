// The desk: everything by keyboard, views and themes, many runs, and the words a screen reader is given.

import { expect, plainly, runRows, test } from '../support/browser-host.ts'

test('the keyboard reaches everything: add, move, open, tabs, an event, close', async ({
  page,
  host,
  backend,
}) => {
  await host.open(page)
  for (const id of ['biology-101', 'spanish-a1']) {
    await host.call('runs.add', {
      ...plainly,
      kind: 'flashcards',
      baseUrl: backend.now().url,
      params: { run_id: id },
    })
  }
  await expect(runRows(page)).toHaveCount(2)
  await page.keyboard.press('n')
  await expect(page.getByRole('dialog', { name: 'Add a run' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const run = page.getByRole('region', { name: /^Run:/ })
  await expect(run).toBeVisible()
  await page.keyboard.press('c')
  await expect(page.getByRole('tab', { name: 'Connection' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('l')
  await expect(page.getByRole('tab', { name: /Log/ })).toHaveAttribute('aria-selected', 'true')
  await page
    .getByRole('grid', { name: /^Events of/ })
    .getByText('status')
    .first()
    .click()
  const event = page.getByLabel('Event', { exact: true })
  await expect(event).toBeVisible()
  await page.keyboard.press('p')
  await page.keyboard.press('Escape')
  await expect(event).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(run).toBeHidden()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
})

test('views show what they say, the search narrows them, and an empty one says why', async ({
  page,
  host,
  backend,
}) => {
  await host.open(page)
  await host.call('runs.add', {
    ...plainly,
    kind: 'flashcards',
    baseUrl: backend.now().url,
    params: { run_id: 'missing' },
  })
  await host.call('runs.add', {
    ...plainly,
    kind: 'plain',
    params: { url: `${backend.now().url}/events/ticker` },
  })
  const rows = runRows(page)
  await expect(rows).toHaveCount(2)
  await page.keyboard.press('3')
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText('missing')
  await page.keyboard.press('2')
  await expect(rows.first()).toContainText('ticker')
  await page.keyboard.press('1')
  await page.keyboard.press('/')
  await page.keyboard.type('nothing has this name')
  await expect(rows).toHaveCount(0)
  await expect(page.getByText('nothing has this name').last()).toBeVisible()
})

test('the theme follows the system, can be set, and stays set', async ({ page, host }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await host.open(page)
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await background()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(background).not.toBe(light)
  await host.call('settings.set', { theme: 'light' })
  await expect.poll(background).toBe(light)
  await page.goto(host.url())
  await expect.poll(background).toBe(light)
})

test('two hundred runs: the page draws those in sight, and the counts are those of all', async ({
  page,
  host,
  backend,
}) => {
  test.setTimeout(120_000)
  await host.open(page)
  for (let i = 0; i < 200; i++) {
    await host.call('runs.add', {
      ...plainly,
      kind: 'flashcards',
      baseUrl: backend.now().url,
      params: { run_id: `deck-${i}` },
    })
  }
  await expect(page.getByRole('button', { name: /All runs/ }).first()).toContainText('200')
  expect(await page.getByRole('grid', { name: 'Runs' }).getByRole('row').count()).toBeLessThan(80)
  await expect
    .poll(
      async () =>
        (await host.call('runs.snapshot', {})).runs.filter((run) => run.job.state === 'completed').length,
      { timeout: 100_000 },
    )
    .toBe(200)
})

test('changes of state are announced politely, in one sentence', async ({ page, host, backend }) => {
  await host.open(page)
  const live = page.locator('[aria-live="polite"]')
  await host.call('runs.add', {
    ...plainly,
    kind: 'flashcards',
    baseUrl: backend.now().url,
    params: { run_id: 'biology-101' },
  })
  await expect(live.filter({ hasText: /completed/ })).toHaveCount(1, { timeout: 30_000 })
})
