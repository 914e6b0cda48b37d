// What the page of a model's run shows of its reasoning, its calls of tools and its tokens, with real components in a real
// browser.

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { createSizedScenes } from '../support/gallery/scenes-stage.ts'

const openAt = createSizedScenes()

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const rows = async (page: Page) =>
  (await region(page, 'Tool calls').getByRole('listitem').allInnerTexts()).map((text) => text.split(/\n+/))

test('each call is a row with its state in words, and the error of one that failed stands under it', async () => {
  const page = await openAt('model-tools', 1440, 900)
  const shown = await rows(page)
  expect(shown.map(([name]) => name)).toEqual(['web_search', 'fetch_page', 'run_python'])
  expect(shown.map((row) => row.find((part) => /returned|failed|running/.test(part)))).toEqual([
    'returned',
    'failed',
    'running',
  ])
  expect(shown[1]?.at(-1)).toMatch(/^504 Gateway Timeout/)
  await page.getByText('3 calls, 1 failed').waitFor()
})

test('a call opens by key to its arguments and its result; of one that failed, what went wrong comes first', async () => {
  const page = await openAt('model-done', 1440, 900)
  const calls = region(page, 'Tool calls')
  const failed = calls.getByRole('button', { name: /^fetch_page/ })
  await failed.focus()
  await page.keyboard.press('Enter')
  expect(await failed.getAttribute('aria-expanded')).toBe('true')
  const parts = await calls.getByText(/^(Arguments|What went wrong)$/).allInnerTexts()
  expect(parts).toEqual(['What went wrong', 'Arguments'])
  await calls.getByRole('button', { name: /^web_search/ }).click()
  await calls.getByText('tide table Brest Saturday').waitFor()
  await calls.getByText('Horaires de marée, Brest').waitFor()
})

test('reasoning is closed at first, with its length and how long it took, and opens by key', async () => {
  const page = await openAt('model-done', 1440, 900)
  const reasoning = region(page, 'Reasoning')
  const button = reasoning.getByRole('button', { name: /^Reasoning/ })
  expect(await button.innerText()).toMatch(/took \d.*537 characters/s)
  expect(await reasoning.getByText('Then I compute').count()).toBe(0)
  await button.focus()
  await page.keyboard.press(' ')
  await reasoning.getByText('Then I compute').waitFor()
})

test('the headline tells the model, its tokens, its speed and as what the stream is read', async () => {
  const page = await openAt('model-done', 1440, 900)
  const line = page.locator('dl[aria-label=Model]')
  const said = (await line.innerText()).replace(/\s+/g, ' ')
  expect(said).toMatch(
    /^Model claude-sonnet-4-5 Input 2,431 tokens 1,024 cached Output 412 tokens Speed \d+ tokens\/s Finish end_turn$/,
  )
  await page.getByText('First token after').waitFor()
  await page.getByText('First content after').waitFor()
})

test('a run without a model shows nothing of all this, and a narrow window all of it', async () => {
  const page = await openAt('overview-plain', 1440, 900)
  await page.getByText('Last events').waitFor()
  for (const name of ['Tool calls', 'Reasoning']) expect(await region(page, name).count()).toBe(0)
  expect(await page.locator('dl[aria-label=Model]').count()).toBe(0)
  const narrow = await openAt('model-open', 320, 900)
  const run = narrow.getByRole('region', { name: /^Run: / })
  expect(await run.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
})
