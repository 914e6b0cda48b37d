// A page that tells of alerts itself, with the browser's permission. No driver says which notifications are shown, so the
// page's own, which are real ones, are kept where they are made.

import { expect, plainly, test } from '../support/browser-host.ts'
import { chromiumLaunch } from '../support/chromium.ts'
import { startSseServer, stream } from '../support/sse-server.ts'

// Chromium's engine alone has no notifications.
test.use({ launchOptions: chromiumLaunch() })

declare global {
  interface Window {
    made: Notification[]
    gone: string[]
  }
}

test('a failed job is one notification, which opens the run at that moment, and the tab has the number', async ({
  page,
  host,
  context,
}) => {
  await page.addInitScript(() => {
    window.made = []
    window.gone = []
    globalThis.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options)
        window.made.push(this)
      }
      override close() {
        window.gone.push(this.tag)
        super.close()
      }
    }
  })
  const made = () => page.evaluate(() => window.made.map(({ title, body, tag }) => ({ title, body, tag })))
  await context.grantPermissions(['notifications'])
  const server = await startSseServer([
    stream(['data: tide\n\n', 'event: error\ndata: the pier is gone\n\n']),
  ])
  const asked: string[] = []
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const { name, input } = JSON.parse(String(payload))
      if (name === 'alerts.list' && input.since === null) asked.push(name)
    }),
  )
  await host.open(page)
  await expect(page).toHaveTitle('All runs · Runlight')
  await expect.poll(() => asked.length).toBe(1)
  // The wall comes and goes, and telling does not begin anew.
  await page.evaluate(() => location.assign('#/wall'))
  await expect(page).toHaveTitle('Wall · Runlight')
  await page.goBack()
  await expect(page).toHaveTitle('All runs · Runlight')
  const { run } = await host.call('runs.add', {
    ...plainly,
    kind: 'plain',
    title: 'Harbour',
    params: { url: `${server.url}/harbour`, failEvent: 'error' },
    retry: false,
  })
  await expect.poll(made, { timeout: 30_000 }).not.toEqual([])
  expect(asked.length).toBe(1)
  const { alerts } = await host.call('alerts.list', { run })
  const [alert] = alerts
  expect(await made()).toEqual([
    { title: `Harbour · ${alert?.ruleName}`, body: alert?.cause, tag: `runlight-${alert?.id}` },
  ])
  await expect(page).toHaveTitle('(1) All runs · Runlight')
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', /^data:image\/png/)

  await page.evaluate(() => window.made[0]?.dispatchEvent(new Event('click')))
  await expect(page.getByRole('region', { name: /^Run: ?Harbour/ })).toBeVisible()
  expect(page.url()).toContain(`at=${alert?.at}`)

  await page.evaluate(() => {
    window.gone = []
  })
  await host.call('alerts.acknowledge', { alerts: alerts.map(({ id }) => id), note: null })
  await expect(page).toHaveTitle('Harbour · Runlight')
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', /\/icon-64[^/]*\.png$/)
  expect(await page.evaluate(() => window.gone)).toContain(`runlight-${alert?.id}`)
  await server.close()
})
