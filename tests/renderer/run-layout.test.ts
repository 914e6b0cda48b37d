// The layout of the run page, measured in a real browser: the divider, how much of the window the log gets, and that all of
// it is there in narrow and in low windows.

import type { Locator, Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { createSizedScenes } from '../support/gallery/scenes-stage.ts'

const openAt = createSizedScenes()

const runOf = (page: Page) => page.getByRole('region', { name: /^Run: / })
const boardOf = (page: Page) => page.getByRole('region', { name: 'Board' })

async function boxOf(what: Locator) {
  const box = await what.boundingBox()
  if (box === null) throw new Error('It is not seen.')
  return box
}

/** Whether the focus is anywhere but on the page's body. */
const hasFocus = (page: Page) => page.evaluate(() => document.activeElement !== document.body)

describe('the divider between the list and the run', () => {
  test('is dragged by its line, moved by keys, put back by a double click, and keeps its place', async () => {
    const page = await openAt.alone('overview-flashcards', 1280, 800)
    const divider = page.getByRole('separator', { name: 'Width of the list' })
    const width = async () => Math.round((await boxOf(boardOf(page))).width)
    const first = await width()
    const line = await boxOf(divider)
    expect([line.width >= 8, line.height > 700]).toEqual([true, true])
    expect(await divider.evaluate((one) => getComputedStyle(one).cursor)).toBe('col-resize')

    await page.mouse.move(line.x + 3, 400)
    await page.mouse.down()
    await page.mouse.move(line.x + 53, 420, { steps: 3 })
    await page.mouse.up()
    expect(await width()).toBe(first + 50)

    // A scene begins without what another has kept; here it is a restart.
    await page.addInitScript(() => {
      Storage.prototype.clear = () => {}
    })
    await page.reload()
    await page.locator('html[data-scene=ready]').waitFor({ state: 'attached' })
    expect(await width()).toBe(first + 50)

    await divider.dblclick({ position: { x: 3, y: 300 } })
    expect(await width()).toBe(first)

    await divider.focus()
    await page.keyboard.press('ArrowRight')
    expect(await width()).toBeGreaterThan(first)
    for (const [key, limit] of [
      ['Home', 'aria-valuemin'],
      ['End', 'aria-valuemax'],
    ] as const) {
      await page.keyboard.press(key)
      expect(await divider.getAttribute('aria-valuenow')).toBe(await divider.getAttribute(limit))
      // Neither side is ever so narrow that it cuts its own parts off.
      for (const side of [runOf(page), boardOf(page)])
        expect(await side.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
    }
  })

  test('gives all of the width to the run and takes it back, and the focus is never lost', async () => {
    const page = await openAt('overview-flashcards', 1280, 800)
    await page.getByRole('grid', { name: 'Runs' }).focus()
    const list = boardOf(page)
    await page.keyboard.press('f')
    await expect.poll(() => list.isVisible()).toBe(false)
    expect(await hasFocus(page)).toBe(true)
    expect((await boxOf(runOf(page))).width).toBeGreaterThan(1_000)
    await page.keyboard.press('Escape')
    await expect.poll(() => list.isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Whole width' }).click()
    await expect.poll(() => list.isVisible()).toBe(false)
    await page.keyboard.press('f')
    await expect.poll(() => list.isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await expect.poll(() => runOf(page).count()).toBe(0)
    expect(await hasFocus(page)).toBe(true)
  })
})

test('the focus returns to the menu whose dialog is closed, and to the list when its run is removed', async () => {
  const page = await openAt('overview-flashcards', 1280, 800)
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null)
  const ask = async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Remove this run…' }).click()
    await page.getByRole('heading', { name: 'Remove this run?' }).waitFor()
  }
  await ask()
  await page.keyboard.press('Escape')
  await expect.poll(focused).toBe('More')
  await ask()
  await page.getByRole('button', { name: 'Remove the run' }).click()
  await expect.poll(() => runOf(page).count()).toBe(0)
  await expect.poll(focused).toBe('Runs')
})

test('the log has most of a window of 1280 × 800', async () => {
  const page = await openAt('overview-flashcards', 1280, 800)
  const run = await boxOf(runOf(page))
  const tab = page.getByRole('tabpanel')
  expect((await boxOf(tab)).y - run.y).toBeLessThanOrEqual(120)
  expect([run.height, (await boxOf(tab)).height >= 560]).toEqual([752, true])
  await page.getByRole('tab', { name: /^Log/ }).click()
  const rows = page.getByRole('grid', { name: 'Log' })
  await rows.waitFor()
  expect((await boxOf(rows)).height).toBeGreaterThanOrEqual(560)
  // Both truths stand side by side in one line.
  const strip = await Promise.all(
    ['Job', 'Connection'].map((name) => boxOf(page.getByRole('region', { name, exact: true }))),
  )
  expect(strip.map(({ y, height }) => ({ y, height }))).toEqual(
    Array.from({ length: 2 }, () => ({ y: strip[0]?.y, height: 32 })),
  )
})

test('a failed check stands in the outcome with what it said, and its stage has not passed', async () => {
  const page = await openAt('story-rejected', 1280, 800)
  expect(await page.getByRole('region', { name: 'Outcome' }).innerText()).toMatch(
    /^The job failed\.\s+Safety\s+did not pass\s+score 0\.41\s+A child enters an unknown building alone\.\s+An adult/,
  )
  const stages = page.getByRole('region', { name: 'Stages' })
  expect(await stages.getByRole('list').last().innerText()).toMatch(
    /Plan chapter.*Generate content.*Safety check\s+did not pass.*Calculate metrics/s,
  )
  await page.getByRole('tab', { name: 'Timeline' }).click()
  expect(await stages.innerText()).toMatch(/Safety check\s+did not pass/)
  // The board and the strip give the same reason.
  for (const place of [page.getByRole('row'), page.getByRole('region', { name: 'Job', exact: true })])
    expect(await place.filter({ hasText: 'Safety did not pass: A child enters' }).count()).toBe(1)
})

describe('a window that is narrow or low', () => {
  for (const [width, height] of [
    [720, 800],
    [640, 400],
    [320, 256],
  ] as const)
    test(`of ${width} × ${height} shows the run alone, with nothing cut off and a way back`, async () => {
      const page = await openAt('overview-flashcards', width, height)
      const run = runOf(page)
      expect(await boardOf(page).isVisible()).toBe(false)
      for (const tab of ['Overview', 'Log', 'Timeline', 'Connection']) {
        await page.getByRole('tab', { name: tab }).click()
        const content = page.getByRole('tabpanel', { name: tab }).locator('[data-tab-focus], [role=grid]')
        await content.first().waitFor()
        expect([tab, await cutOff(run)]).toEqual([tab, []])
        const panel = await boxOf(page.getByRole('tabpanel'))
        expect([tab, panel.height > 200]).toEqual([tab, true])
        // The scrubber comes after the tab, whatever is in it.
        expect((await boxOf(page.getByRole('region', { name: 'Scrubber' }))).y).toBeGreaterThanOrEqual(
          panel.y + panel.height - 1,
        )
      }
      await page.getByRole('tab', { name: 'Log' }).click()
      await page.getByRole('grid', { name: /^Events of/ }).waitFor()
      expect((await boxOf(page.getByRole('grid', { name: /^Events of/ }))).height).toBeGreaterThan(60)
      await page.getByRole('button', { name: 'Back to the list' }).click()
      await expect.poll(() => boardOf(page).isVisible()).toBe(true)
      expect(await hasFocus(page)).toBe(true)
    })
})

/** What of the run page reaches over its right edge, or makes it scroll sideways. */
function cutOff(run: Locator): Promise<string[]> {
  return run.evaluate((page) => {
    const right = page.getBoundingClientRect().right
    const beyond = [...page.querySelectorAll('button, input, [role=tab], [role=slider], dd, dt, h3')].filter(
      (one) => one.checkVisibility() && one.getBoundingClientRect().right > right + 1,
    )
    return [
      ...(page.scrollWidth > page.clientWidth ? ['the page scrolls sideways'] : []),
      ...beyond.map((one) =>
        `${one.tagName} ${one.getAttribute('aria-label') ?? one.textContent}`.slice(0, 80),
      ),
    ]
  })
}
