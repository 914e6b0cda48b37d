// The whole window in a real browser, under the desktop host's own content security policy, with an engine that plays
// scenes: what a person does with keys and mouse, and what must never happen on the page.

import type { Locator, Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { createScenesStage } from '../support/gallery/scenes-stage.ts'

const { openScene, openAlone, open } = createScenesStage({ shipped: true })

const rowOf = (page: Page, title: string) =>
  page.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: title })
const logOf = (page: Page) => page.getByRole('grid', { name: /^Events of/ })

/** The sequence numbers of the rows that are seen whole. */
function seen(log: Locator): Promise<number[]> {
  return log.evaluate((grid) => {
    const box = grid.getBoundingClientRect()
    return [...grid.querySelectorAll('[data-seq]')]
      .map((row) => ({ seq: Number(row.getAttribute('data-seq')), at: row.getBoundingClientRect() }))
      .filter(({ at }) => at.top >= box.top - 1 && at.bottom <= box.bottom + 1)
      .map(({ seq }) => seq)
      .sort((a, b) => a - b)
  })
}

async function openLog(scene: string): Promise<{ page: Page; log: Locator }> {
  const page = await openScene(scene)
  await rowOf(page, 'A year of biology').click()
  await page.keyboard.press('l')
  const log = logOf(page)
  await expect.poll(async () => (await seen(log)).length, { timeout: 60_000 }).toBeGreaterThan(10)
  return { page, log }
}

describe('the keyboard', () => {
  test('moves through the board, opens a run, turns its pages and closes it again', async () => {
    const page = await openScene('all-states')
    await rowOf(page, 'Rust for web developers').waitFor()
    for (const key of ['j', 'j', 'ArrowUp', 'Enter']) await page.keyboard.press(key)
    await page.getByRole('region', { name: 'Run: Rust for web developers' }).waitFor()
    for (const [key, tab] of [
      ['l', 'Log'],
      ['c', 'Connection'],
      ['o', 'Overview'],
    ] as const) {
      await page.keyboard.press(key)
      await page.getByRole('tab', { name: tab, selected: true }).waitFor()
    }
    await page.keyboard.press('j')
    await page.getByRole('region', { name: /Run: Video 9b1c/ }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('tab').count()).toBe(0)
  })

  test('searches, changes views, and clears what it has narrowed', async () => {
    const page = await openScene('all-states')
    await rowOf(page, 'Biology 101').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('503')
    await expect.poll(() => page.getByRole('grid', { name: 'Runs' }).getByRole('row').count()).toBe(2)
    // The offers, the text, the field.
    for (let i = 0; i < 3; i++) await page.keyboard.press('Escape')
    await page.keyboard.press('3')
    await page.getByRole('heading', { name: 'Needs me' }).waitFor()
    expect(await rowOf(page, 'Biology 101').count()).toBe(0)
  })

  test('reaches every act through the palette', async () => {
    const page = await openScene('all-states')
    await rowOf(page, 'Organic chemistry').click()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('remove')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Remove this run?' }).waitFor()
    await page.getByRole('button', { name: 'Remove the run' }).click()
    await expect.poll(() => rowOf(page, 'Organic chemistry').count()).toBe(0)
  })
})

describe('an act that starts work', () => {
  test('is asked about first, in words that say what it does', async () => {
    const page = await openScene('all-states')
    await rowOf(page, 'Rust for web developers').click()
    await page.getByRole('button', { name: 'Start again…' }).click()
    await page.getByText('This creates a second job.').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  })

  test('is not stopped by a key alone, because stopping cancels it', async () => {
    const page = await openScene('all-states')
    await rowOf(page, 'The lighthouse').click()
    await page.keyboard.press('s')
    await page.getByRole('heading', { name: 'Cancel this job?' }).waitFor()
    await page.getByRole('button', { name: 'Let it run' }).click()
    await page.getByRole('region', { name: 'Connection' }).getByText('live', { exact: true }).waitFor()
  })
})

describe('the log', () => {
  test('takes no tooltip away as it grows', async () => {
    const { page, log } = await openLog('log-growing')
    await page.getByRole('button', { name: 'Close', exact: true }).hover()
    const tip = page.getByRole('tooltip')
    await tip.getByText('Close').waitFor()
    const newest = async () => (await seen(log)).at(-1) ?? 0
    const first = await newest()
    await expect.poll(newest).toBeGreaterThan(first + 20)
    expect(await tip.textContent()).toContain('Close')
  })

  test('follows the newest, stops when the person looks up, counts what is new, and comes back; the keys stay in it', async () => {
    const { page, log } = await openLog('log-growing')
    const cursor = async () =>
      Number(await log.locator('[aria-selected=true]').first().getAttribute('data-seq'))
    await rowOf(page, 'A year of biology').focus()
    const first = (await seen(log)).at(-1) ?? 0
    const newest = async () => (await seen(log)).at(-1) ?? 0
    await expect.poll(newest, { timeout: 60_000 }).toBeGreaterThan(first + 400)
    await log.hover()
    await page.mouse.wheel(0, -260)
    await page.getByRole('button', { name: /new$/ }).waitFor()
    const held: number[][] = []
    const rests = async () => {
      held.push(await seen(log))
      await page.waitForTimeout(600)
      return JSON.stringify(await seen(log)) === JSON.stringify(held.at(-1))
    }
    await expect.poll(rests, { timeout: 30_000 }).toBe(true)
    // The cursor begins where one looks, and the list of runs, which had the focus, has not moved.
    await page.keyboard.press('ArrowDown')
    await expect.poll(async () => (await seen(log)).slice(0, 2).includes(await cursor())).toBe(true)
    expect(await log.evaluate((grid) => grid === document.activeElement)).toBe(true)
    await page.keyboard.press('End')
    await page.getByText('following the newest').waitFor()
    await expect.poll(newest, { timeout: 60_000 }).toBeGreaterThan((held.at(-1)?.at(-1) ?? 0) + 400)
    expect(await cursor()).toBeGreaterThan((held.at(-1)?.at(-1) ?? 0) + 300)
    await expect.poll(() => log.locator('[aria-selected=true]').count()).toBe(1)
  })

  test('of ten million events is walked row by row and jumped through, from end to end', async () => {
    const { page, log } = await openLog('log-10m')
    await expect.poll(async () => (await seen(log)).at(-1)).toBe(10_000_000)
    await log.focus()
    await page.keyboard.press('Home')
    await expect.poll(async () => (await seen(log))[0]).toBe(1)
    await log.hover()
    await page.mouse.wheel(0, 240)
    await expect.poll(async () => (await seen(log))[0]).toBe(10)
    await log.evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight / 2 }))
    await expect.poll(async () => Math.round(((await seen(log))[0] ?? 0) / 100_000)).toBe(50)
    await page.mouse.wheel(0, -24)
    const [above = 0] = await seen(log)
    await page.mouse.wheel(0, 24)
    await expect.poll(async () => (await seen(log))[0]).toBeGreaterThan(above)
    await page.keyboard.press('End')
    await expect.poll(async () => (await seen(log)).at(-1)).toBe(10_000_000)
  })

  test('holds no more rows than it shows, whatever its length', async () => {
    const { log } = await openLog('log-1m')
    expect(await log.getByRole('row').count()).toBeLessThan(60)
    expect(await log.getAttribute('aria-rowcount')).toBe('933334')
  })

  test('keeps its place while pings are shown and hidden', async () => {
    const { page, log } = await openLog('log-1m')
    await log.evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight / 3 }))
    await expect.poll(async () => Math.round(((await seen(log))[0] ?? 0) / 10_000)).toBe(33)
    const [before = 0] = await seen(log)
    for (const name of ['Show', 'Hide']) {
      await page.getByRole('button', { name, exact: true }).click()
      await expect.poll(async () => Math.abs(((await seen(log))[0] ?? 0) - before)).toBeLessThan(3)
    }
  })

  test('draws gaps where they were, and opens an event that the arrows move through', async () => {
    const page = await openScene('all-states')
    await rowOf(page, 'Biology 101').click()
    await page.keyboard.press('l')
    const log = logOf(page)
    await log
      .getByText('disconnected; the service repeated its present state, unknown number missed')
      .waitFor()
    await log.getByRole('row').filter({ hasText: 'Sets created: 8' }).click()
    const panel = page.getByRole('complementary', { name: 'Event' })
    await panel.getByText('"sets_created"').waitFor()
    await page.keyboard.press('ArrowUp')
    await panel.getByText('"Biology 101: Evolution"').waitFor()
    await page.keyboard.press('p')
    await panel.getByRole('button', { name: 'Readable' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => panel.count()).toBe(0)
  })
})

describe('what strangers send', () => {
  test('is text and nothing else, with its hidden signs in sight', async () => {
    const page = await openScene('odd-texts')
    await rowOf(page, 'علم').click()
    await page.getByText('<img src=x onerror=alert(1)>').waitFor()
    expect(await page.locator('img, script:not([src]), b, iframe').count()).toBe(0)
    expect(await page.getByRole('img', { name: 'RLO' }).first().getAttribute('data-sign')).toBe('RLO')
    expect(await page.evaluate(() => document.body.textContent?.includes('\u202e'))).toBe(false)
  })
})

describe('when something is wrong', () => {
  test('a lost engine is said with the time the board is from, and the board is still there to read', async () => {
    const page = await openAlone('disconnected')
    await page.getByRole('alert').getByText('The engine does not answer').waitFor({ timeout: 25_000 })
    expect(await rowOf(page, 'Biology 101').count()).toBe(1)
  }, 40_000)

  test('a full disk is said over everything, in the engine’s words', async () => {
    const page = await openScene('storage-full')
    await page.getByRole('alert').getByText('Streams are paused and nothing is lost.').waitFor()
  })

  test('a window without its engine says so', async () => {
    const opened = await open('no-engine')
    await opened.page.getByText('This window was opened without its engine').waitFor()
    expect(opened.wrong.splice(0)).toEqual([
      'threw window.runlight is missing: the preload script did not run, or the host gave no bridge.',
    ])
  })
})

test('theme, density, clock and zone are in force at once, on the page that is open, and remembered', async () => {
  const page = await openScene('all-states')
  const choose = async (words: string) => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
  }
  const marks = () => page.evaluate(() => ({ ...document.documentElement.dataset }))
  for (const theme of ['light', 'dark']) {
    await choose(`theme ${theme}`)
    await expect.poll(marks).toMatchObject({ theme, density: 'compact', hours: '24' })
  }
  await rowOf(page, 'Biology 101').click()
  await page.keyboard.press('l')
  const time = logOf(page).locator('time').first()
  await expect.poll(() => time.textContent()).toMatch(/^\d\d:\d\d:\d\d\.\d{3}$/)
  for (const words of ['density comfort', 'clock 12 hours', 'time zone utc']) await choose(words)
  await expect.poll(() => time.textContent()).toMatch(/^\d{1,2}:\d\d:\d\d\.\d{3} [ap]m$/)
  expect(await time.getAttribute('aria-description')).toMatch(/^\d{4}-\d\d-\d\d \d.* [ap]m UTC$/)
  expect(await marks()).toMatchObject({ theme: 'dark', density: 'comfort', hours: '12' })
  expect(await page.evaluate(() => JSON.parse(localStorage.getItem('preferences') ?? ''))).toEqual({
    theme: 'dark',
    density: 'comfort',
    clock: '12',
    zone: 'utc',
  })
})

test('a time says in its tooltip when it was, in which zone and how long ago, to pointer and keyboard, and is copied whole', async () => {
  const page = await openScene('all-states')
  const whole = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC/
  const tip = page.getByRole('tooltip')
  const row = rowOf(page, 'Biology 101')
  await row.locator('time').hover()
  await expect.poll(() => tip.textContent()).toMatch(new RegExp(`^Last event at${whole.source}.* ago$`))
  await row.click()
  const added = page.locator('time[tabindex="0"]')
  await added.focus()
  await page.keyboard.press('Shift')
  const ofAdded = new RegExp(`^${whole.source}.* ago$`)
  await expect.poll(() => tip.textContent()).toMatch(ofAdded)
  // What comes to lie under a pointer at rest does not take the keyboard's tooltip away.
  const close = page.getByRole('button', { name: 'Close', exact: true })
  await close.hover()
  await expect.poll(() => tip.textContent()).toMatch(/^Close/)
  await page.getByRole('tabpanel').hover()
  await expect.poll(() => tip.textContent()).toMatch(ofAdded)
  // Where it is scrolled, as by the focus itself, the tooltip goes with it.
  await page.setViewportSize({ width: 1440, height: 300 })
  const scrolled = await added.evaluate((time) => {
    for (let box = time.parentElement; box !== null; box = box.parentElement) {
      box.scrollBy(0, 20)
      if (box.scrollTop > 0) return box.scrollTop
    }
    return 0
  })
  expect(scrolled).toBeGreaterThan(0)
  const under = async () => (await tip.boundingBox())?.y
  const lower = (one: { y: number; height: number } | null) => (one?.y ?? 0) + (one?.height ?? 0)
  await expect
    .poll(async () => Math.abs(((await under()) ?? 0) - lower(await added.boundingBox())))
    .toBeLessThan(1)
  expect(await tip.textContent()).toMatch(ofAdded)
  expect(await added.getAttribute('aria-description')).toMatch(whole)
  const copied = await added.evaluate((time) => {
    getSelection()?.selectAllChildren(time.parentElement ?? time)
    const data = new DataTransfer()
    time.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
    return data.getData('text/plain')
  })
  expect(copied).toMatch(new RegExp(`added ${whole.source}`))
})
