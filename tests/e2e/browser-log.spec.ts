// The log of a finished run, with no network at all: narrowed by facets and by a query that is in the address, jumped
// through, scrolled by its density strip, given columns, selected and copied. And what it says where nothing fits.

import type { Locator, Page } from '@playwright/test'
import { flags } from '../../src/core/log/flags.ts'
import type { Attempt } from '../../src/core/run/run.ts'
import { type BrowserHost, expect, runRows, test } from '../support/browser-host.ts'
import { cutNetwork } from '../support/cut-network.ts'
import { events, type SeedEvent, seedLog, seedNoon } from '../support/seed-log.ts'

const count = 40_000
const cutAfter = 16_000
const nodes = ['fetch', 'parse', 'store'] as const

/** Every 15th event is a ping, every 4,001st an error; the stream was lost once, for ten minutes. */
function makeEvent(seq: number): SeedEvent {
  const at = seedNoon + seq * 20 + (seq > cutAfter ? 600_000 : 0)
  const attempt = seq > cutAfter ? 2 : 1
  if (seq % 4_001 === 0)
    return { at, attempt, name: 'error', data: `{"error":"Supplier ${seq} timed out"}`, flags: flags.error }
  if (seq % 15 === 0) return { at, attempt, name: 'ping', data: '', flags: flags.ping }
  const node = nodes[seq % 3] ?? 'fetch'
  return { at, attempt, name: 'step', data: JSON.stringify({ node, took: seq % 100, item: { id: seq } }) }
}

const attempt = (number: number, afterSeq: number): Attempt => ({
  number,
  startedAt: seedNoon,
  openedAt: seedNoon,
  endedAt: seedNoon + 1,
  method: 'GET',
  url: 'http://127.0.0.1:9/stream',
  status: 200,
  headers: [],
  redirects: [],
  resumedFrom: null,
  bytes: 0,
  events: 0,
  comments: 0,
  replayed: 0,
  ending: 'ended',
  bodyHead: null,
  afterSeq,
})

async function openLog(page: Page, host: BrowserHost): Promise<{ log: Locator; strayed: readonly string[] }> {
  await host.stop('SIGINT')
  await seedLog(host.dataDir, [
    {
      title: 'Catalogue',
      events: events(count, makeEvent),
      attempts: [attempt(1, 0), attempt(2, cutAfter)],
      gaps: [
        {
          number: 1,
          afterSeq: cutAfter,
          attempt: 1,
          from: seedNoon + cutAfter * 20,
          until: seedNoon + cutAfter * 20 + 600_000,
          cause: 'The server closed the connection',
          missed: 'unknown',
          basis: 'no ids',
        },
      ],
    },
  ])
  await host.start()
  const strayed = await cutNetwork(page, new URL(host.url()).origin)
  await host.open(page)
  await runRows(page).filter({ hasText: 'Catalogue' }).click()
  await page.keyboard.press('l')
  const log = page.getByRole('grid', { name: 'Events of Catalogue' })
  // The lines between the rows are in their places: no row is another one any more by the time it is clicked.
  await expect(log.getByText(/:\d\d ended$/)).toBeVisible()
  return { log, strayed }
}

/** The sequence number of the row under the cursor; 0 while there is none, or it is on its way. */
function underCursor(log: Locator): Promise<number> {
  return log.evaluate((grid) => {
    const row = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')
    return Number(row?.querySelectorAll('[role=gridcell]')[1]?.textContent ?? 0)
  })
}

const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText())

test('a log is jumped through, by errors, gaps and times, and scrolled by its strip', async ({
  page,
  host,
}) => {
  const { log, strayed } = await openLog(page, host)
  await expect(page.getByText('40,000 events', { exact: true })).toBeVisible()
  await expect(page.getByText('2,666 pings hidden')).toBeVisible()
  const strip = page.getByRole('slider', { name: 'Place in the log' })
  await expect(strip).toHaveAttribute('aria-valuemax', '40000')

  // Back through the errors from the end, and on again; 36,009 is the last of them.
  await page.keyboard.press('E')
  await expect.poll(() => underCursor(log)).toBe(36_009)
  await page.keyboard.press('E')
  await expect.poll(() => underCursor(log)).toBe(32_008)
  await page.keyboard.press('e')
  await expect.poll(() => underCursor(log)).toBe(36_009)
  await page.keyboard.press('e')
  await expect(page.getByText('There is no error after this place.')).toBeVisible()

  // The gap is drawn where it was.
  await page.keyboard.press('G')
  await expect.poll(() => underCursor(log)).toBe(cutAfter + 1)
  await expect(log.getByText('The server closed the connection')).toBeVisible()

  // An hour is of the log’s own day; the first event of the second attempt came 10 min later.
  await page.keyboard.press('d')
  const clock = new Date(seedNoon + 10_000 * 20)
  const hour = [clock.getHours(), clock.getMinutes(), clock.getSeconds()]
  const field = page.getByLabel('Jump to time')
  await field.fill('soon')
  await field.press('Enter')
  await expect(page.getByText('This is no time')).toBeVisible()
  await field.fill(hour.map((part) => String(part).padStart(2, '0')).join(':'))
  await field.press('Enter')
  // 10,000 itself is no ping.
  await expect.poll(() => underCursor(log)).toBe(10_000)

  // The strip is the scroll bar: a press at a quarter of its height is a quarter of the log.
  const box = await strip.boundingBox()
  if (box === null) throw new Error('There is no strip.')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.75)
  await expect(log.getByText(/^300\d\d$/).first()).toBeVisible()
  await strip.press('Home')
  await expect(log.getByText('attempt 1 at')).toBeVisible()
  await strip.press('End')
  await expect(log.getByRole('gridcell', { name: '40000', exact: true })).toBeVisible()
  // However long the log, there are no more rows than are seen.
  expect(await log.getByRole('row').count()).toBeLessThan(80)
  expect(strayed).toEqual([])
})

test('a log is narrowed by facets and by words, says why it is empty, and keeps the row that was looked at', async ({
  page,
  host,
}) => {
  const { log } = await openLog(page, host)
  await page.getByRole('button', { name: 'Facets' }).click()
  const levels = page.getByRole('region', { name: 'Levels' })
  await expect(levels.getByRole('button', { name: /^error\s*9$/ })).toBeVisible()
  await levels.getByRole('button', { name: /^error/ }).click()
  const box = page.getByRole('combobox', { name: 'Filter this log' })
  await expect(box).toHaveValue('level:error')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('status').filter({ hasText: '9 of 40,000 events' })).toBeVisible()

  await expect(log.getByText('The server closed the connection')).toBeVisible()

  // Without the filter the event is still there, among its neighbours.
  await log.getByRole('row').filter({ hasText: 'Supplier 20005' }).click()
  const panel = page.getByRole('complementary', { name: 'Event' })
  await expect(panel).toContainText('Supplier 20005 timed out')
  await page.getByRole('button', { name: 'Take away: level is error' }).click()
  await expect(log.getByRole('row').filter({ hasText: '20006' })).toBeVisible()
  await expect.poll(() => underCursor(log)).toBe(20_005)
  await expect(panel).toContainText('Supplier 20005 timed out')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)

  // Fields, and a problem that leaves the log as it was.
  await page.keyboard.press('Control+f')
  await page.keyboard.type('data.node:store took<10')
  await expect(page.getByRole('status').filter({ hasText: /^1,\d\d\d of 40,000 events$/ })).toBeVisible()
  await box.fill('took<')
  await expect(page.getByText('After took< a number must stand.')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: /^1,\d\d\d of 40,000 events$/ })).toBeVisible()

  // Nothing fits, and the reason is said.
  await box.fill('level:error event:nowhere')
  await expect(page.getByText('Nothing in this run fits: event is nowhere.')).toBeVisible()
  await page.getByRole('button', { name: /^Filter without/ }).click()
  await expect(page.getByRole('status').filter({ hasText: '9 of 40,000 events' })).toBeVisible()
  await box.fill('')
  await box.press('Escape')
  await expect(page.getByText('2,666 pings hidden')).toBeVisible()
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(log).toHaveAttribute('aria-rowcount', '40000')
})

test('columns are pinned, rows wrapped and selected, and what is selected is copied whole', async ({
  page,
  host,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { log } = await openLog(page, host)
  await log.getByRole('row').filter({ hasText: '39994' }).click()
  await page.getByRole('button', { name: 'Pin node as a column' }).click()
  await page.getByRole('button', { name: 'Pin item.id as a column' }).click()
  const heads = page.getByRole('toolbar', { name: 'Pinned columns' })
  await expect(heads.getByRole('button')).toHaveText(['node', 'item.id'])
  const cells = log.getByRole('row').filter({ hasText: '39994' }).first().getByRole('gridcell')
  await expect(cells.nth(4)).toHaveText('parse')
  await expect(cells.nth(5)).toHaveText('39994')
  await page.keyboard.press('Escape')

  // Shift selects on the way; the keyboard and the mouse mean the same.
  await log.press('Shift+ArrowUp')
  await log.press('Shift+ArrowUp')
  await expect(page.getByText('3 selected')).toBeVisible()
  await expect(log.locator('[aria-selected=true]')).toHaveCount(3)
  await log.press('Control+c')
  await expect(page.getByText('Copied 3 events.')).toBeVisible()
  const lines = (await copied(page)).split('\n')
  expect(lines.map((line) => line.slice(line.indexOf('UTC') + 4))).toEqual([
    ' 39992  step  {"node":"store","took":92,"item":{"id":39992}}',
    ' 39993  step  {"node":"fetch","took":93,"item":{"id":39993}}',
    ' 39994  step  {"node":"parse","took":94,"item":{"id":39994}}',
  ])
  await log
    .getByRole('row')
    .filter({ hasText: '39996' })
    .click({ modifiers: ['Shift'] })
  await expect(page.getByText('3 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Copy and export' }).click()
  await page.getByRole('menuitem', { name: 'Copy 3 events as JSON' }).click()
  await expect(page.getByText('Copied 3 events, one JSON object on each line.')).toBeVisible()
  const objects = (await copied(page)).split('\n').map((line) => JSON.parse(line))
  expect(objects.map(({ seq }) => seq)).toEqual([39_994, 39_995, 39_996].filter((seq) => seq % 15 !== 0))

  await page.getByRole('button', { name: 'Copy and export' }).click()
  await page.getByRole('menuitem', { name: 'Copy the request as curl' }).click()
  await expect(page.getByText('Copied the request as a curl command.')).toBeVisible()
  expect(await copied(page)).toBe("curl -N http://127.0.0.1:9/stream \\\n  -H 'accept: text/event-stream'")

  // All rows of a long log are more than can be copied, and that is said.
  await log.press('Control+a')
  await expect(page.getByText('5,000 selected, the most there can be')).toBeVisible()
  await log.press('Escape')
  await expect(page.getByText('5,000 selected')).toHaveCount(0)

  const height = async () => (await log.getByRole('row').last().boundingBox())?.height ?? 0
  const before = await height()
  await page.keyboard.press('w')
  await expect.poll(height).toBeGreaterThan(before * 2)
  // How a log looks is kept.
  await page.reload()
  await runRows(page).filter({ hasText: 'Catalogue' }).click()
  await page.keyboard.press('l')
  await expect(heads.getByRole('button')).toHaveText(['node', 'item.id'])
  await expect.poll(height).toBeGreaterThan(before * 2)
  await page.getByRole('button', { name: 'Unpin the column node' }).click()
  await expect(heads.getByRole('button')).toHaveText(['item.id'])
})
