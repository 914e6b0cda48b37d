// Looking for something in what was stored, with every stream long over: the box, what it understands, the hits in their
// runs, the way to the event, saved views, and the address that leads back.

import type { Page } from '@playwright/test'
import { expect, test } from '../support/browser-host.ts'
import { events, type SeedRun, seedLog } from '../support/seed-log.ts'

/** Forty small runs, one large, and one with a tag and a note. */
function* past(): Generator<SeedRun> {
  for (let i = 1; i <= 40; i++) {
    yield {
      title: `Nightly ${i}`,
      events: events(30, (seq) => ({
        name: seq % 10 === 0 ? 'status' : 'message',
        data: JSON.stringify({ progress: seq * 3, message: seq === 20 ? 'the disk is full' : `row ${seq}` }),
      })),
    }
  }
  yield {
    title: 'The large one',
    events: events(6_000, (seq) => ({
      data: JSON.stringify({
        node: seq < 4_000 ? 'outline' : 'safety_check',
        message: seq === 3_210 ? 'a comet was seen' : 'nothing new',
      }),
    })),
  }
  yield {
    title: 'Marked',
    marks: { tags: ['release'], note: 'ask about the comet' },
    events: [{ data: '{"progress":1}' }],
  }
}

const box = (page: Page) => page.getByRole('combobox', { name: 'Search runs and events' })
const results = (page: Page) => page.getByRole('grid', { name: 'Results' })
const hits = (page: Page) => results(page).getByRole('row')

test.beforeEach(async ({ host, page }) => {
  await host.stop('SIGINT')
  await seedLog(host.dataDir, past())
  await host.start()
  await host.open(page)
})

test('by keyboard alone from a word to the event, and back by the address', async ({ page }) => {
  await page.keyboard.press('/')
  await page.keyboard.type('comet')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Search' })).toBeVisible()
  await expect(page.getByText('1 hit in 2 runs, newest first')).toBeVisible()
  // The note of one run, an event of the other.
  await expect(hits(page)).toHaveCount(3)
  await expect(hits(page).nth(0)).toContainText('Marked')
  await expect(results(page).locator('mark')).toHaveText(['comet'])
  expect(new URL(page.url()).hash).toBe('#/search?q=comet')

  await page.keyboard.press('Enter')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Run: The large one' })).toBeVisible()
  await expect(page.getByRole('tab', { name: /Log/ })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('grid', { name: 'Events of The large one' })).toContainText('a comet was seen')
  const place = () => new URL(page.url()).hash
  await expect.poll(place).toBe('#/search?q=comet&run=41&tab=log&log=comet&event=3210')

  await page.reload()
  await expect(page.getByRole('region', { name: 'Run: The large one' })).toBeVisible()
  // The event is opened again: a browser may drop a step back while an address is being written.
  const event = page.getByRole('complementary', { name: 'Event' })
  await expect(event).toBeVisible()
  await expect.poll(place).toBe('#/search?q=comet&run=41&tab=log&log=comet&event=3210')
  await expect(box(page)).toHaveValue('comet')
  await page.goBack()
  await expect(page.getByRole('region', { name: /^Run:/ })).toBeHidden()
  await expect(page.getByText('1 hit in 2 runs, newest first')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('grid', { name: 'Runs' })).toBeVisible()
  await page.goForward()
  await expect(hits(page)).toHaveCount(3)
})

test('a page is fetched when it is scrolled to, and every hit comes once', async ({ page }) => {
  await page.keyboard.press('/')
  await page.keyboard.type('progress<40')
  await page.keyboard.press('Enter')
  // All that fit, whatever the page holds of them.
  await expect(page.getByText('521 hits in 41 runs, newest first')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(results(page).getByText('Nightly 1', { exact: true })).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
  await results(page).getByText('More in this run').last().click()
  await expect(page.getByRole('region', { name: 'Run: Nightly 1' })).toBeVisible()
  await expect.poll(() => new URL(page.url()).hash).toContain('log=progress%3C40')
})

test('completion offers what the log holds, and says what it understood and what it did not', async ({
  page,
}) => {
  await page.keyboard.press('/')
  await page.keyboard.type('nothing')
  await page.keyboard.press('Enter')
  const offers = page.getByRole('listbox', { name: 'Suggestions' })
  await box(page).fill('')
  await page.keyboard.type('nod')
  await expect(offers.getByRole('option', { name: /node:/ })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(box(page)).toHaveValue('node:')
  await expect(offers.getByRole('option', { name: 'safety_check' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(box(page)).toHaveValue('node:safety_check ')
  const understood = page.getByRole('list', { name: 'What was understood' })
  await expect(understood).toContainText('node is “safety_check”')
  await expect(hits(page).first()).toContainText('The large one')

  await box(page).fill('level:loud "open')
  const problems = page.getByRole('list', { name: 'What cannot be understood' })
  await expect(problems).toContainText('level: knows no “loud”.')
  await expect(problems).toContainText('Put another " where the phrase ends.')
  await expect(page.getByText('This is not searched for yet.')).toBeVisible()
  await box(page).fill('x'.repeat(10_001))
  await expect(problems).toContainText('This query has 10,001 characters; at most 10,000 can be understood.')
})

test('nothing found says which part emptied it, and offers to go without', async ({ page }) => {
  await page.keyboard.press('/')
  await page.keyboard.type('disk level:error')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nothing in the log fits: level is error.')).toBeVisible()
  await page.getByRole('button', { name: /Search without/ }).click()
  await expect(box(page)).toHaveValue('disk')
  await expect(page.getByText(/hits in \d+ runs/)).toBeVisible()
})

test('a search is saved as a view, found again after a restart, renamed and deleted', async ({
  page,
  host,
}) => {
  await page.keyboard.press('/')
  await page.keyboard.type('"disk is full"')
  await page.keyboard.press('Enter')
  await expect(page.getByText('40 hits in 40 runs, newest first')).toBeVisible()
  await page.getByRole('button', { name: 'Save as view' }).click()
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Full disks')
  await page.keyboard.press('Enter')
  const searches = page.getByRole('region', { name: 'Searches' })
  await expect(searches.getByRole('button', { name: /Full disks/ })).toBeVisible()

  await host.stop('SIGINT')
  await host.start()
  await page.goto(`${new URL(host.url()).origin}/`)
  await host.open(page)
  await searches.getByRole('button', { name: /Full disks/ }).click()
  await expect(box(page)).toHaveValue('"disk is full"')
  await page.getByRole('button', { name: 'Rename the view Full disks' }).click()
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('No room')
  await page.keyboard.press('Enter')
  await expect(searches.getByRole('button', { name: /No room/ })).toBeVisible()
  await page.getByRole('button', { name: 'Delete the view No room' }).click()
  await expect(searches.getByRole('button', { name: /No room/ })).toBeHidden()
})
