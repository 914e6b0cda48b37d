// What has room is not cut, measured in a real browser: lists whose rows hold a title beside other words.

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { grown, soakWall } from '../harness/wall-rounds.ts'
import { createSizedScenes } from '../support/gallery/scenes-stage.ts'

const openAt = createSizedScenes()

/** The rows of the grid called `name` in which more than one text is cut. */
function rowsCutTwice(page: Page, name: string): Promise<readonly (string | null)[]> {
  return page
    .getByRole('grid', { name })
    .getByRole('row')
    .evaluateAll((rows) =>
      rows
        .filter(
          (row) =>
            [...row.querySelectorAll('.truncate')].filter((one) => one.scrollWidth > one.clientWidth).length >
            1,
        )
        .map((row) => row.textContent),
    )
}

test('a board of 1440 px cuts at most one text of a row', async () => {
  expect(await rowsCutTwice(await openAt('two-hundred', 1440, 900), 'Runs')).toEqual([])
})

test.each([320, 640])(
  'a found run of a window of %d px keeps its title, and no words cover others',
  async (width) => {
    const page = await openAt('search', width, 400)
    const row = page.getByRole('grid', { name: 'Results' }).getByRole('row').first()
    const texts = row.locator('span:not(.sr-only)', { hasText: /\S/ }).and(row.locator(':not(:has(span))'))
    const boxes = (await Promise.all((await texts.all()).map((one) => one.boundingBox())))
      .filter((box) => box !== null && box.width > 1)
      .flatMap((box) => (box === null ? [] : [{ from: box.x, to: box.x + box.width }]))
      .toSorted((a, b) => a.from - b.from)
    expect(boxes.filter((box, i) => i > 0 && box.from < (boxes[i - 1]?.to ?? 0) - 1)).toEqual([])
    const title = await row.getByText('World history, 1789 to 1914').first().boundingBox()
    expect(title?.width).toBeGreaterThan(100)
  },
)

test.each(['search-start', 'settings'])('%s of 1440 px cuts no text', async (scene) => {
  const page = await openAt(scene, 1440, 900)
  const cut = await page
    .getByRole('main')
    .locator('.truncate')
    .evaluateAll((all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
    )
  expect(cut).toEqual([])
})

test('a strip of 664 px cuts neither the job’s words nor the connection’s cause', async () => {
  const page = await openAt('connection-waiting', 1440, 900)
  for (const name of ['Job', 'Connection']) {
    const words = page.getByRole('region', { name, exact: true }).locator('p, p span')
    expect(await words.count()).toBeGreaterThan(0)
    expect(
      await words.evaluateAll((all) =>
        all.some((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0),
      ),
    ).toBe(false)
  }
})

test.each([400, 450])('what a log holds fits into a window %d px high', async (height) => {
  const page = await openAt('log-facets', 640, height)
  const panel = await page.getByRole('dialog', { name: 'What the log holds' }).boundingBox()
  expect((panel?.y ?? 0) + (panel?.height ?? height + 1)).toBeLessThanOrEqual(height)
})

test('the strip beside a log that does not fill its list is no taller than its rows', async () => {
  const page = await openAt('log-kind-3', 1440, 900)
  const strip = await page.getByRole('slider', { name: 'Place in the log' }).boundingBox()
  const last = await page
    .getByRole('grid', { name: /^Events of/ })
    .getByRole('row')
    .last()
    .boundingBox()
  expect((strip?.y ?? 0) + (strip?.height ?? 0)).toBeLessThanOrEqual((last?.y ?? 0) + (last?.height ?? 0) + 1)
})

/** What is wrong with the wall that `page` shows: letters lower than 2 % of the screen, and texts that are cut at the top or bottom. */
function wrongOnWall(page: Page): Promise<readonly string[]> {
  return page.getByRole('main').evaluate((main) => {
    /** Of Inter: a capital letter is so high, of its size. */
    const capital = 0.727
    const found: string[] = []
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const element = text.parentElement
      if (element === null || element.closest('.sr-only') !== null || text.textContent?.trim() === '')
        continue
      const height = Number.parseFloat(getComputedStyle(element).fontSize) * capital
      if (height < innerHeight * 0.02) found.push(`${text.textContent}: ${height} px of ${innerHeight}`)
    }
    for (const tile of main.querySelectorAll('li'))
      if (tile.scrollHeight > tile.clientHeight + 1) found.push(`${tile.textContent} is cut`)
    if (main.scrollHeight > innerHeight) found.push('The wall is higher than the screen.')
    return found
  })
}

test('a wall can be read from five metres on any screen, and nothing of it is cut', async () => {
  const page = await openAt('wall-many', 1920, 1080)
  for (const [width, height] of [
    [1920, 1080],
    [1280, 720],
    [1080, 1920],
  ] as const) {
    await page.setViewportSize({ width, height })
    await expect.poll(() => wrongOnWall(page)).toEqual([])
    expect(await page.getByRole('listitem').first().textContent()).toMatch(/refused|failed/)
  }
})

test('a wall tells the way out to whoever touches anything, fills the screen, and is left by Escape', async () => {
  const page = await openAt.alone('all-states', 1280, 720)
  await page.clock.install()
  await page.keyboard.press('W')
  const hint = page.getByText('Esc leaves the wall')
  await hint.waitFor()
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true)
  expect(await page.getByRole('button').count()).toBe(0)
  await page.clock.fastForward(4_000)
  await hint.waitFor({ state: 'detached' })
  await page.mouse.move(300, 300)
  await hint.waitFor()
  await page.keyboard.press('Control+,')
  await page.keyboard.press('Escape')
  const runs = page.getByRole('grid', { name: 'Runs' })
  await runs.waitFor()
  await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true)
  // What was pressed on the wall is not carried out on the board: it would be before the next key.
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  expect(await runs.isVisible()).toBe(true)
})

test('a wall that stands for hours holds no more nodes and listeners than at first', async () => {
  const plan = { hours: 2, stepMs: 96_000, warmUp: 20, samples: 2 }
  const held = await soakWall(await openAt('wall-many', 1280, 720), plan)
  expect(grown(held, ['nodes', 'listeners'])).toEqual([])
})
