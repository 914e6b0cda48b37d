// A page that tells of alerts itself, with the browser's permission: what it shows is read from the browser's own events.

import { expect, plainly, test } from '../support/browser-host.ts'

test('a failed job is one notification, which opens the run at that moment, and the tab has the number', async ({
  page,
  host,
  backend,
  context,
}) => {
  // Every notification is a real one; those that the browser shows are kept, for no driver gives them away.
  await page.addInitScript(() => {
    const shown: Notification[] = []
    const Real = Notification
    Object.assign(globalThis, {
      shown,
      Notification: class extends Real {
        constructor(title: string, options?: NotificationOptions) {
          super(title, options)
          this.addEventListener('show', () => shown.push(this))
        }
      },
    })
  })
  const shown = () =>
    page.evaluate(() =>
      (globalThis as unknown as { shown: Notification[] }).shown.map(({ title, body, tag }) => ({
        title,
        body,
        tag,
      })),
    )
  await context.grantPermissions(['notifications'])
  await host.open(page)
  await expect(page).toHaveTitle('All runs · Runlight')
  const { run } = await host.call('runs.add', {
    ...plainly,
    kind: 'flashcards',
    baseUrl: backend.now().url,
    params: { run_id: 'fails-late' },
    title: 'Biology',
  })
  await expect.poll(async () => (await shown()).length, { timeout: 30_000 }).toBe(1)
  const { alerts } = await host.call('alerts.list', { run })
  expect(await shown()).toEqual([
    { title: `Biology · ${alerts[0]?.ruleName}`, body: alerts[0]?.cause, tag: `runlight-${alerts[0]?.id}` },
  ])
  await expect(page).toHaveTitle('(1) All runs · Runlight')
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', /^data:image\/png/)

  await page.evaluate(() => {
    ;(globalThis as unknown as { shown: Notification[] }).shown[0]?.dispatchEvent(new Event('click'))
  })
  await expect(page.getByRole('region', { name: 'Run: Biology' })).toBeVisible()
  expect(new URL(page.url()).hash).toContain(`at=${alerts[0]?.at}`)

  await host.call('alerts.acknowledge', { alerts: alerts.map(({ id }) => id), note: null })
  await expect(page).toHaveTitle('Biology · Runlight')
})
