// The log as it is seen: messages, levels, joined chunks, the moment that is looked at, and how many rows there are in small
// windows. Scenes of the gallery in one page of a real browser.

import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type OpenPage, openPage } from '../support/gallery/browser.ts'
import { serveForTests } from '../support/gallery/scenes-stage.ts'
import { visit } from '../support/gallery/visit.ts'

const gallery = serveForTests({ shipped: true })
let opened: OpenPage
let page: Page

beforeAll(async () => {
  opened = await openPage(gallery.browser(), gallery.url(), { reducedMotion: 'reduce' })
  page = opened.page
}, 120_000)
afterAll(async () => {
  expect(opened.wrong).toEqual([])
  await opened.close()
})

async function open(scene: string, width = 1440, height = 900): Promise<Locator> {
  await page.setViewportSize({ width, height })
  await visit(page, gallery.url(), scene)
  return page.getByRole('grid', { name: /^Events of/ })
}

/** The rows that are seen whole: what stands in their cells. */
function rowsOf(log: Locator): Promise<string[][]> {
  return log.evaluate((grid) => {
    const box = grid.getBoundingClientRect()
    return [...grid.querySelectorAll('[data-seq]')]
      .map((row) => ({ row, at: row.getBoundingClientRect() }))
      .filter(({ at }) => at.top >= box.top - 1 && at.bottom <= Math.min(box.bottom, innerHeight) + 1)
      .toSorted((a, b) => a.at.top - b.at.top)
      .map(({ row }) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent ?? ''))
  })
}

test('a row is time, number, level in words, name and message, and the message has the most room', async () => {
  for (const width of [1440, 900]) {
    const log = await open('log-kind-1', width)
    const last = (await rowsOf(log)).at(-1) ?? []
    expect(last.slice(-1)).toEqual(['3 customers have no address and were left out'])
    if (width === 1440) expect(last.slice(1, 4)).toEqual(['6', 'warning', 'log'])
    const message = log.locator('[data-seq="6"] [role=gridcell]').last()
    expect((await message.boundingBox())?.width).toBeGreaterThan(180)
    const time = log.locator('[data-seq="6"] [role=gridcell]').first()
    expect(await time.evaluate((cell) => cell.scrollWidth <= cell.clientWidth)).toBe(true)
  }
  // The data as received is one key away, and back.
  await page.keyboard.press('p')
  await expect.poll(async () => (await rowsOf(await grid())).at(-1)?.at(-1)).toMatch(/^\{"/)
  await page.keyboard.press('p')
  await expect.poll(async () => (await rowsOf(await grid())).at(-1)?.at(-1)).toMatch(/^3 customers/)
})

const grid = async () => page.getByRole('grid', { name: /^Events of/ })

test('chunks of a text are one row, which an event within opens, and keys open and join', async () => {
  const log = await open('log-kind-2')
  expect((await rowsOf(log)).map((cells) => cells.at(-1)?.slice(0, 26))).toEqual(
    [
      'stage Plan chapter started',
      'stage Plan chapter complete',
      'stage Generate content star',
      '31 chunksMira had never mean',
    ].map((text) => text.slice(0, 26)),
  )
  await page.getByRole('combobox', { name: 'Filter this log' }).fill('#20')
  await page.keyboard.press('Enter')
  const cursor = () => log.locator('[aria-selected=true]').getAttribute('data-seq')
  await expect.poll(cursor).toBe('20')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(async () => (await rowsOf(log)).length).toBe(4)
  await expect.poll(cursor).toBe('4')
  await page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await rowsOf(log)).length).toBeGreaterThan(20)
})

test('the log of a moment shows where one is, and follows the playhead', async () => {
  const log = await open('log-here')
  const here = log.locator('[aria-current=step]')
  expect(await here.textContent()).toContain('you are here')
  const seq = Number(await here.getAttribute('data-seq'))
  await page.keyboard.press(',')
  await expect.poll(async () => Number(await here.getAttribute('data-seq'))).toBe(seq - 1)
  await page.getByRole('slider', { name: 'Timeline' }).press('Home')
  await expect.poll(async () => (await rowsOf(log))[0]?.[1]).toBe('1')
  await page.keyboard.press('Escape')
  await expect.poll(() => here.count()).toBe(0)
})

test('of two jumps the later one holds, whenever it comes, on a machine that draws slowly', async () => {
  const log = await open('log-here')
  const timeline = page.getByRole('slider', { name: 'Timeline' })
  // React schedules its work by messages: each comes late, as it does under load.
  const post = await page.evaluateHandle(() => {
    const post = MessagePort.prototype.postMessage
    MessagePort.prototype.postMessage = function (...given: [unknown]) {
      setTimeout(() => post.apply(this, given), 30)
    }
    return post
  })
  onTestFinished(() =>
    post.evaluate((post) => {
      MessagePort.prototype.postMessage = post
    }),
  )
  for (let ms = 0; ms <= 40; ms += 8) {
    await timeline.evaluate(async (slider, ms) => {
      const press = (key: string) =>
        slider.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
      press(',')
      await new Promise((resolve) => setTimeout(resolve, ms))
      press('Home')
    }, ms)
    await expect.poll(() => log.evaluate(({ scrollTop }) => scrollTop), { message: `${ms} ms` }).toBe(0)
    await timeline.press('End')
    await expect.poll(() => log.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0)
  }
})

describe('a filter', () => {
  test('that finds nothing offers what begins so, at once and counted, and why a run has no rows is said', async () => {
    await open('log-filtered-part')
    await page.getByRole('button', { name: /^Filter by biolog\*\s*\d+ events$/ }).click()
    await expect.poll(async () => (await rowsOf(await grid())).length).toBeGreaterThan(3)
    await open('log-refused')
    await page.getByText('No event was received. The connection is refused').waitFor()
  })

  test('that cannot be understood says so over the suggestions, which cover nothing', async () => {
    await open('log-query-wrong-typing', 900)
    const problem = page.getByText('level: knows no “loud”.').filter({ visible: true })
    expect(
      await problem.evaluate((one) => {
        const { left, top, width, height } = one.getBoundingClientRect()
        return one.contains(document.elementFromPoint(left + width / 2, top + height / 2))
      }),
    ).toBe(true)
  })
})

test('one line of tools, most of the window, and rows in every small one', async () => {
  const log = await open('log', 1280, 800)
  expect((await log.boundingBox())?.height).toBeGreaterThan(480)
  const panel = await page.getByRole('tabpanel').boundingBox()
  expect(((await log.boundingBox())?.y ?? 0) - (panel?.y ?? 0)).toBeLessThanOrEqual(46)
  for (const [width, height] of [
    [640, 700],
    [320, 256],
  ] as const) {
    const log = await open('log', width, height)
    expect([width, (await rowsOf(log)).length >= 4]).toEqual([width, true])
    expect(await log.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
  }
})
