// Looking back on a run with no network at all: the scrubber under it, the run as it was, playing and stepping, the timeline
// with its charts and their numbers as a table; and the same under a run that goes on.

import type { Locator, Page } from '@playwright/test'
import { expect, plainly, runRows, test } from '../support/browser-host.ts'
import { seedPast } from '../support/seed-past.ts'

/** Requests of the page to anywhere but its own host; there are to be none, and none gets out. */
async function cutNetwork(page: Page, origin: string): Promise<string[]> {
  const strayed: string[] = []
  await page.route(
    (url) => url.origin !== origin,
    (route) => {
      strayed.push(route.request().url())
      return route.abort()
    },
  )
  return strayed
}

/** Presses on the timeline at `from` (0–1), drags to `to`, and lets go. */
async function drag(page: Page, line: Locator, from: number, to: number): Promise<void> {
  const box = await line.boundingBox()
  if (box === null) throw new Error('The timeline is not on the screen.')
  const [y, x] = [box.y + box.height / 2, (part: number) => box.x + part * box.width]
  await page.mouse.move(x(from), y)
  await page.mouse.down()
  await page.mouse.move(x(to), y, { steps: 8 })
  await page.mouse.up()
}

test('a finished run is looked at as it was, dragged, stepped and played, and leads back to now', async ({
  page,
  host,
}) => {
  await host.stop('SIGINT')
  await seedPast(host.dataDir)
  await host.start()
  const strayed = await cutNetwork(page, new URL(host.url()).origin)
  await host.open(page)
  await runRows(page).filter({ hasText: 'Biology 106' }).click()
  const line = page.getByRole('slider', { name: 'Timeline' })
  const banner = page.getByRole('region', { name: 'Looking back' })
  const job = page.getByRole('region', { name: 'Job', exact: true })
  const connection = page.getByRole('region', { name: 'Connection', exact: true })
  const cards = page.getByRole('region', { name: 'Made so far' })
  await expect(line).toHaveAttribute('aria-valuetext', 'Now')
  await expect(banner).toBeHidden()
  await expect(page.getByText('8 items')).toBeVisible()

  // In the middle of the gap: the connection is lost and nobody knows how the job stands.
  await drag(page, line, 0.9, 0.5)
  await expect(banner).toContainText(/As it was at .*\(event 10 of 21\)/)
  await expect(line).toHaveAttribute('aria-valuetext', /event 10 of 21/)
  await expect(job).toContainText('unknown')
  await expect(job).toContainText('4/8')
  await expect(connection).toContainText('waiting')
  await expect(cards).toContainText('Enzyme')
  await expect(cards).not.toContainText('Protein')
  await page.keyboard.press('c')
  await expect(page.getByText('The connection was waiting. The server closed the connection.')).toBeVisible()
  await expect(page.getByText('still open')).toBeVisible()
  await expect(page.getByRole('button', { name: /The stream ended/ })).toBeHidden()

  // Event by event, from anywhere, and by the slider's own keys.
  await page.keyboard.press('.')
  await expect(banner).toContainText('event 11 of 21')
  await expect(connection).toContainText('live')
  await page.keyboard.press(',')
  await page.keyboard.press(',')
  await expect(banner).toContainText('event 9 of 21')
  await line.focus()
  await page.keyboard.press('Home')
  await expect(banner).toContainText('before the first of 21 events')
  await expect(job).toContainText('pending')
  await page.keyboard.press('PageUp')
  await expect(banner).toContainText(/event [1-9]/)
  await page.keyboard.press('End')
  await expect(banner).toBeHidden()
  await expect(job).toContainText('completed')

  // Played from the beginning, at a speed that a key chose, to the end.
  await page.keyboard.press('o')
  await page.keyboard.press('>')
  await page.keyboard.press('>')
  await expect(page.getByRole('button', { name: '20×' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('x')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(banner).toContainText('event 21 of 21')
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  await expect(job).toContainText('completed')
  await banner.getByRole('button', { name: 'Show in the log' }).click()
  await expect(page.getByRole('tab', { name: /Log/ })).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect(banner).toBeHidden()

  // The text of a story as far as it had come.
  await runRows(page).filter({ hasText: 'The fox and the sea, again' }).click()
  await page.keyboard.press('o')
  // A row of the log says the same, until the log is gone.
  await expect(page.getByRole('region', { name: 'Text' })).toContainText('So it went to look.')
  await drag(page, line, 0.9, 0.62)
  await expect(page.getByRole('region', { name: 'Text' })).toContainText('feared the snow')
  await expect(page.getByText('So it went to look.')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.getByText('So it went to look.')).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog').getByText('One event back, on')).toBeVisible()
  expect(strayed).toEqual([])
})

test('the timeline has the figures, charts that zoom together, and every number in a table', async ({
  page,
  host,
}) => {
  await host.stop('SIGINT')
  await seedPast(host.dataDir)
  await host.start()
  const strayed = await cutNetwork(page, new URL(host.url()).origin)
  await host.open(page)
  await runRows(page).filter({ hasText: 'Nightly import' }).click()
  await page.keyboard.press('t')
  const tab = page.getByRole('region', { name: 'Timeline of Nightly import' })
  const figure = (name: string) => tab.locator('dt', { hasText: new RegExp(`^${name}$`) }).locator('xpath=..')
  await expect(figure('Events')).toContainText('9,900')
  await expect(figure('Longest wait')).toContainText('2 min')
  await expect(figure('Longest wait')).toContainText('before event 5,000')
  await expect(figure('First event after')).toContainText('1 ms')
  for (const stage of ['Loading', 'Merging', 'Indexing']) {
    await expect(tab.getByRole('region', { name: 'Stages' }).getByText(stage)).toBeVisible()
  }
  for (const chart of ['Progress', 'Events per second', 'Longest wait between events'])
    await expect(tab.getByRole('figure', { name: chart })).toBeVisible()

  // Exact values under the cursor, at the same place of every chart.
  const progress = tab.getByRole('figure', { name: 'Progress' })
  await progress.scrollIntoViewIfNeeded()
  const box = await progress.getByRole('img').boundingBox()
  if (box === null) throw new Error('The chart is not on the screen.')
  const [left, y] = [box.x + 64, box.y + 60]
  const width = box.width - 92
  await page.mouse.move(left + width * 0.95, y)
  await expect(progress).toContainText(/\d\d:\d\d:\d\d\.\d{3} · \d\d %/)
  await expect(tab.getByRole('figure', { name: 'Events per second' })).toContainText(/ · \d+/)

  // A drag zooms all of them and the table; the whole run comes back by a key.
  const whole = tab.getByRole('button', { name: /Whole run/ })
  await expect(whole).toBeHidden()
  await page.mouse.move(left + width * 0.1, y)
  await page.mouse.down()
  await page.mouse.move(left + width * 0.2, y, { steps: 6 })
  await page.mouse.up()
  await expect(whole).toBeVisible()
  await tab.getByRole('button', { name: 'Show as a table' }).click()
  const rows = (width: string) =>
    tab.getByRole('table', { name: new RegExp(`by stretches of ${width};`) }).getByRole('row')
  // The part that is zoomed to is measured more closely than the whole.
  await expect(rows('100 ms').nth(50)).toBeVisible()
  await page.keyboard.press('0')
  await expect(whole).toBeHidden()
  await expect(rows('1.0 s').nth(50)).toBeVisible()
  await expect(rows('1.0 s').first()).toContainText('Longest wait')
  await expect(rows('1.0 s').last()).toContainText('%')
  await page.keyboard.press('+')
  await expect(whole).toBeVisible()
  await page.keyboard.press('-')
  await expect(whole).toBeHidden()

  // A click on a chart looks back at that moment.
  await tab.getByRole('button', { name: 'Show charts' }).click()
  await progress.scrollIntoViewIfNeeded()
  const again = await progress.getByRole('img').boundingBox()
  if (again === null) throw new Error('The chart is not on the screen.')
  await page.mouse.click(again.x + 64 + width * 0.5, again.y + 60)
  await expect(page.getByRole('region', { name: 'Looking back' })).toContainText('event 4,999 of 9,900')
  await expect(page.getByRole('region', { name: 'Job', exact: true })).toContainText('50 %')
  expect(strayed).toEqual([])
})

test('a live run is looked back on while it goes on, and one without events says so', async ({
  page,
  host,
  backend,
}) => {
  await host.open(page)
  const add = (run_id: string) =>
    host.call('runs.add', { ...plainly, kind: 'flashcards', baseUrl: backend.now().url, params: { run_id } })
  await add('biology-101')
  await runRows(page).first().click()
  const banner = page.getByRole('region', { name: 'Looking back' })
  const line = page.getByRole('slider', { name: 'Timeline' })
  await expect(line).toBeVisible()
  await expect(page.getByRole('tab', { name: /Log \d/ })).toBeVisible()
  await line.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('.')
  await expect(banner).toContainText('event 1 of')
  // The run goes on to its end behind what is shown.
  await expect(runRows(page).first()).toContainText('completed', { timeout: 30_000 })
  await expect(page.getByRole('region', { name: 'Job', exact: true })).not.toContainText('completed')
  await expect(banner).toContainText('event 1 of')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Job', exact: true })).toContainText('completed')

  await add('missing')
  await runRows(page).filter({ hasText: 'missing' }).click()
  await page.keyboard.press('t')
  await expect(page.getByText('No event has arrived, so there is nothing to measure.')).toBeVisible()
  await expect(line).toBeHidden()
})
