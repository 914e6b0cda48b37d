// When things go wrong: the screen says what is true, with its cause, and nothing is lost.

import { expect, plainly, test } from '../support/browser-host.ts'

test('a server that goes away is shown with its cause, and its run goes on when it is back', async ({
  page,
  host,
  backend,
}) => {
  await host.open(page)
  await host.call('runs.add', {
    ...plainly,
    kind: 'plain',
    params: { url: `${backend.now().url}/events/ticker` },
  })
  const row = page.getByRole('row').filter({ hasText: 'ticker' })
  await expect(row).toContainText('live')
  await backend.stop()
  await expect(row).toContainText('retry in', { timeout: 20_000 })
  await expect(row).toContainText('The server refused the connection', { timeout: 20_000 })
  await expect(row).toContainText('unknown')
  await backend.start()
  await row.click()
  await page.getByRole('tab', { name: 'Connection' }).click()
  const retry = page.getByRole('button', { name: 'Retry now' }).first()
  // It may have come back by itself meanwhile, and the button with its reason is gone.
  if (await retry.isVisible()) await retry.click({ timeout: 3_000 }).catch(() => undefined)
  await expect(row).toContainText('live', { timeout: 40_000 })
  await expect(row).toContainText('processing')
  // A backend that was started anew may number anew, and the gap says so; one that was only cut resumes by id.
  const gaps = page.getByRole('region', { name: 'Gaps' })
  await expect(gaps).toContainText(/the server numbers anew|resumed by id/)
  backend.now().cut()
  // The ticker keeps what it said for a moment only: what is known of the gap depends on how long the wait was.
  await expect(gaps).toContainText(/resumed by id \d+, |asked to resume by id \d+; /)
})

test('kill -9 in the middle: the page says that it lost its engine, and after a new start every event is there', async ({
  page,
  host,
  backend,
}) => {
  await host.open(page)
  const { run } = await host.call('runs.add', {
    ...plainly,
    kind: 'plain',
    params: { url: `${backend.now().url}/events/ticker` },
  })
  const rows = async () => (await host.call('events.range', { run, from: 1, limit: 1_000 })).rows
  await expect.poll(async () => (await rows()).length, { timeout: 30_000 }).toBeGreaterThan(30)
  const before = await rows()
  await host.stop('SIGKILL')
  await expect(page.getByText(/lost its engine|not connected|engine/i).first()).toBeVisible({
    timeout: 20_000,
  })
  await host.start()
  const after = await rows()
  expect(after.slice(0, before.length)).toEqual(before)
  await expect.poll(async () => (await rows()).length, { timeout: 30_000 }).toBeGreaterThan(after.length + 10)
  const ids = (await rows()).map((row) => Number(row.id))
  expect(ids).toEqual(ids.map((_, i) => (ids[0] ?? 0) + i))
  await page.goto(host.url())
  await expect(page.getByRole('row').filter({ hasText: 'ticker' })).toContainText('live')
})

test('closing in order and starting again: finished runs are as they were', async ({
  page,
  host,
  backend,
}) => {
  test.skip(process.platform === 'win32', 'Windows has no signals.')
  await host.open(page)
  const { run } = await host.call('runs.add', {
    ...plainly,
    kind: 'flashcards',
    baseUrl: backend.now().url,
    params: { run_id: 'biology-101' },
  })
  const row = page.getByRole('row').filter({ hasText: 'biology-101' })
  await expect(row).toContainText('completed', { timeout: 30_000 })
  const before = await host.call('runs.job', { run })
  expect(await host.stop('SIGINT')).toBe(0)
  await host.start()
  expect(await host.call('runs.job', { run })).toEqual(before)
  await page.goto(host.url())
  await expect(row).toContainText('completed')
})

test('a lost story is never asked for again unasked; asked for, it is a second job', async ({
  page,
  host,
  backend,
}) => {
  await host.open(page)
  await host.call('runs.add', {
    ...plainly,
    kind: 'stories',
    baseUrl: backend.now().url,
    params: { child_id: '1', theme: 'cut-always' },
  })
  const row = page.getByRole('row').filter({ hasText: /cut-always/i })
  await expect(row.first()).toContainText('ended early', { timeout: 30_000 })
  expect(backend.now().stats().jobs.stories).toBe(1)
  await row.first().click()
  await page.getByRole('button', { name: 'Start again' }).first().click()
  await expect(page.getByText('This creates a second job')).toBeVisible()
  expect(backend.now().stats().jobs.stories).toBe(1)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Start again|second job/ })
    .click()
  await expect.poll(() => backend.now().stats().jobs.stories).toBe(2)
  await expect(row).toHaveCount(2)
})

test('a refusal shows its reason and what the server said, and is not repeated', async ({
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
  const row = page.getByRole('row').filter({ hasText: 'missing' })
  await expect(row).toContainText('refused')
  await expect(row).toContainText('404')
  const asked = backend.now().stats().requests
  await row.click()
  await page.getByRole('tab', { name: 'Connection' }).click()
  await expect(page.getByRole('region', { name: 'Now' })).toContainText('does not try again by itself')
  expect(backend.now().stats().requests).toBe(asked)
})

test('events of strangers are inert: markup, scripts and direction marks are text', async ({
  page,
  host,
  backend,
}) => {
  await host.open(page)
  const body = '<img/src=x/onerror=alert(1)> <script>alert(2)</script> \u202e abc'
  await host.call('runs.add', {
    ...plainly,
    kind: 'plain',
    params: { url: `${backend.now().url}/events/echo`, method: 'POST', body, endEvent: 'done' },
  })
  const row = page.getByRole('row').filter({ hasText: 'echo' })
  await expect(row).toContainText('completed', { timeout: 30_000 })
  await row.click()
  await page.getByRole('tab', { name: 'Log' }).click()
  await expect(page.getByText('<img/src=x/onerror=alert(1)>').first()).toBeVisible()
  expect(await page.locator('img[src="x"]').count()).toBe(0)
})
