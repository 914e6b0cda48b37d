// Runs that came through a tap, with real components in a real browser: which client each is of, both connections, and what can
// be done with them.

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { createSizedScenes } from '../support/gallery/scenes-stage.ts'

const openAt = createSizedScenes()

const rowOf = (page: Page, title: string) =>
  page.getByRole('grid', { name: 'Runs' }).getByRole('row', { name: title })
const legs = (page: Page) => page.getByRole('list', { name: 'Both connections' }).getByRole('listitem')
const client = (page: Page) => page.getByRole('region', { name: 'Client', exact: true })

test('a row names its client, and says of it what is to be noticed beside the server’s connection', async () => {
  const page = await openAt('tapped-board', 1440, 900)
  const slow = rowOf(page, 'Explain tides').filter({ hasText: 'client slow' })
  expect(await slow.innerText()).toMatch(/\blive\b/)
  const gone = rowOf(page, 'Biology 101').filter({ hasText: 'story-tablet 2.1' })
  expect(await gone.innerText()).toMatch(/ended early\s+client gone/)
  expect(await gone.getAttribute('title')).toBe(null)
  const broken = rowOf(page, 'Nightly').filter({ hasText: 'curl 8.5' })
  expect(await broken.innerText()).not.toContain('client')
  await gone.getByText('story-tablet 2.1').hover()
  await page
    .getByRole('tooltip')
    .getByText('Asked for by story-tablet/2.1 (Android 15; Pixel Tablet) at 10.0.0.17')
    .waitFor()
})

test('cards and the wall name it as well', async () => {
  const page = await openAt('tapped-board', 900, 700)
  const slow = rowOf(page, 'Explain tides').filter({ hasText: 'OpenAI/Python 1.99' })
  expect(await slow.innerText()).toMatch(/live[\s\S]*client slow/)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.keyboard.press('W')
  const tile = page.getByRole('listitem').filter({ hasText: 'client slow' }).first()
  await tile.waitFor()
  expect(await tile.innerText()).toMatch(/OpenAI\/Python 1\.99[\s\S]*live[\s\S]*client slow|<img[\s\S]*live/)
})

test('runs are grouped by client from the menu, and the column names clients in full', async () => {
  const page = await openAt('tapped-board', 1440, 900)
  await page.getByRole('button', { name: 'Needs me first' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Client' }).click()
  await page.getByRole('row', { name: /^Chrome 141 · 127\.0\.0\.1/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Client' }).check()
  await page.getByRole('gridcell', { name: 'story-tablet 2.1 · 10.0.0.17', exact: true }).first().waitFor()
})

test.each([
  [
    'tapped-slow',
    /^production to Runlight live, \d+ s$/,
    /^Runlight to OpenAI\/Python 1\.99 slow: 1\.2 MB wait for it since/,
  ],
  [
    'tapped-gone',
    /ended early The client went away at 61 %$/,
    /story-tablet 2\.1 went away at [\d:]+ after 3\.6 kB/,
  ],
  [
    'tapped-broken',
    /ended early The connection was reset/,
    /curl 8\.5 cut off at [\d:]+ after 21 kB, since the server’s stream broke/,
  ],
  ['tapped-done', /Runlight closed/, /story-tablet 2\.1 handed all 1\.2 MB/],
  [
    'tapped-unknown',
    /ended early Runlight was not running$/,
    /Chrome 141 not known: Runlight was not running/,
  ],
])('%s draws both connections, each with its own words', async (scene, server, away) => {
  const page = await openAt(scene, 1440, 900)
  await legs(page).first().waitFor()
  const said = (await legs(page).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())
  expect(said).toEqual([expect.stringMatching(server), expect.stringMatching(away)])
})

test('each attempt tells of its client’s end, and a gap of its extent', async () => {
  const page = await openAt('tapped-again', 1440, 900)
  await page
    .getByRole('button', { name: /cut off at [\d:]+ after 1\.9 kB, since the server’s stream broke/ })
    .waitFor()
  await page.getByRole('button', { name: /takes what comes, 4\.2 kB so far/ }).waitFor()
  const gap = await openAt('tapped-gap', 1440, 900)
  await gap.getByText('In all, 1.2 MB passed on and not recorded').waitFor()
  await gap
    .getByText(/^[\d:]+–[\d:]+ the log could not keep up; 1\.2 MB passed on and not recorded$/)
    .waitFor()
})

test('as it was, no amount of now is told of its client', async () => {
  const page = await openAt('tapped-as-it-was', 1440, 900)
  expect(await client(page).innerText()).toContain('how much it had been handed then is not kept')
  expect((await legs(page).allInnerTexts()).join(' ')).not.toContain('MB')
})

test('its recording is stopped without a question, and that its client goes on is said; it is never asked for again', async () => {
  const page = await openAt('tapped-live', 1440, 900)
  const stop = page.getByRole('button', { name: 'Stop recording' })
  await expect.poll(() => stop.getAttribute('aria-description')).toBe('What the client receives goes on.')
  await page.keyboard.press('Control+k')
  const commands = page.getByRole('option')
  await commands.filter({ hasText: 'Stop recording: what the client receives goes on' }).waitFor()
  expect(await commands.filter({ hasText: 'Retry now' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await stop.click()
  await page.getByText('Recording stopped. What the client receives goes on.').waitFor()
  await stop.waitFor({ state: 'detached' })
  await page.keyboard.press('r')
  await page.getByText('Only its client can ask again: Runlight looks on at this run.').waitFor()
  expect(await page.getByRole('button', { name: 'Retry now' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Start again…' }).waitFor()
})

test('an agent’s direction marks and markup are text, and nothing of it widens the page', async () => {
  const page = await openAt('tapped-hostile', 1440, 900)
  await legs(page).getByText('\\u202egnp.exe\\u200b', { exact: false }).waitFor()
  expect(await page.locator('img[src=x]').count()).toBe(0)
  expect(await page.getByRole('main').innerText()).not.toMatch(/[\u202e\u200b]/)
})
