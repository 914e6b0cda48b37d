// A kind taught by pointing: a run of a service that no kind knows ends unread, its values are said what they are, and the kind
// that this makes completes an earlier run of the same address.

import { expect, test } from '../support/browser-host.ts'
import { startSseServer, stream } from '../support/sse-server.ts'

const said = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
const chunks = [
  said('progress', { pct: 20, step: 'Load the scene' }),
  said('progress', { pct: 90, step: 'Render the frames' }),
  said('frame', { path: 'harbour.png' }),
  said('status', { status: 'succeeded' }),
]

test('a kind is taught from a recorded run, and an earlier run is completed by it', async ({
  page,
  host,
}) => {
  const server = await startSseServer([stream(chunks, 'end')])
  for (const job of [11, 12])
    await host.call('runs.add', {
      kind: 'plain',
      serverId: null,
      baseUrl: null,
      params: { url: `${server.url}/jobs/${job}/events`, repeat: 'no' },
      headers: null,
      title: null,
      evenIfWatched: false,
      retry: true,
    })
  await host.open(page)
  await page.getByText('/jobs/12/events').first().click()
  await expect(page.getByRole('region', { name: /^Run:/ })).toContainText('unknown')
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Teach a kind from this run…' }).click()

  const main = page.getByRole('region', { name: 'Teach a kind' })
  const would = main.getByRole('region', { name: 'As it would be' })
  const mean = async (button: string, words: string) => {
    await main.getByRole('button', { name: button, exact: true }).click()
    await page.getByRole('menuitem', { name: words }).click()
    await expect(page.getByRole('menu')).toBeHidden()
  }
  await mean('pct: say what it is', 'This is the percent')
  await expect(would).toContainText('90 %')
  // By keyboard alone.
  await main.getByRole('button', { name: 'step: say what it is' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'This names the step' }).focus()
  await page.keyboard.press('Enter')
  await expect(would).toContainText('Render the frames')
  await mean('path: say what it is', 'This names something made')
  await mean('status is succeeded: say what that is', 'An event with this ends the job well')
  await expect(would).toContainText('completed')
  await expect(would).toContainText('Every event is read.')
  await mean('step: say what it is', 'This is a fact')
  await main.getByRole('button', { name: 'Take away: step is a fact: step' }).click()
  await expect(main.getByRole('region', { name: 'What it means' }).getByRole('listitem')).toHaveCount(4)

  await main.getByRole('textbox', { name: 'Name', exact: true }).fill('Render jobs')
  await main.getByRole('button', { name: 'Save the kind' }).click()
  await expect(main.getByText('Saved as kinds/render-jobs.kind.json in the data folder.')).toBeVisible()
  await main.getByRole('button', { name: 'Choose all' }).click()
  await main.getByRole('button', { name: 'Read 2 runs as Render jobs' }).click()
  await expect(main.getByRole('list').filter({ hasText: 'Render jobs 11' })).toContainText('completed')

  await page.keyboard.press('Escape')
  await page.goto(`${new URL(host.url()).origin}/#/board`)
  const row = page.getByRole('row').filter({ hasText: 'Render jobs 11' })
  await expect(row).toContainText('completed')
  await row.click()
  await expect(page.getByRole('region', { name: 'Run: Render jobs 11' })).toContainText('harbour.png')
  await server.close()
})
