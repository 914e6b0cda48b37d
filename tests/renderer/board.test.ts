// The board in a real browser: its one cursor, triage, filters, and rows on which nothing lies over anything.

import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { createScenesStage } from '../support/gallery/scenes-stage.ts'

const { openScene } = createScenesStage({ shipped: false })

const list = (page: Page) => page.getByRole('grid', { name: 'Runs' })
const rowOf = (page: Page, title: string) => list(page).getByRole('row').filter({ hasText: title })
/** The row that the keys act on; it must be drawn, or a screen reader has nothing to say. */
const atCursor = (page: Page) =>
  list(page).evaluate((grid) => {
    const row = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')
    const [box, frame] = [row, grid].map((one) => one?.getBoundingClientRect())
    const isSeen =
      box !== undefined && frame !== undefined && box.top >= frame.top && box.bottom <= frame.bottom
    return {
      title: row?.querySelector('bdi')?.textContent ?? null,
      isSeen,
      hasFocus: document.activeElement === grid,
    }
  })

test('has one cursor: seen, named to screen readers, and on to the next run in need once one was seen', async () => {
  const page = await openScene('all-states')
  await rowOf(page, 'Import of suppliers').waitFor()
  await page.getByRole('button', { name: 'Finished' }).focus()
  await page.keyboard.press('j')
  const cursor = (title: string) => ({ title, isSeen: true, hasFocus: true })
  await expect.poll(() => atCursor(page)).toEqual(cursor('Rust for web developers'))
  await page.keyboard.press('a')
  await expect.poll(() => atCursor(page)).toEqual(cursor('Video 9b1c0f77'))
  await page.keyboard.press('3')
  await page.keyboard.press('a')
  await expect.poll(() => list(page).getByRole('row').filter({ hasText: 'Video 9b1c' }).count()).toBe(0)
  await page.keyboard.press('j')
  await expect.poll(() => atCursor(page)).toEqual(cursor('Space for child 2, chapter 1'))
  // Elsewhere in the window, the list only remembers its place.
  const mark = () => rowOf(page, 'Space for child 2').evaluate((row) => getComputedStyle(row).boxShadow)
  const inList = await mark()
  await page.keyboard.press('Shift+Tab')
  expect(await mark()).not.toBe(inList)
})

test('goes on from what is seen after the wheel, and begins at the top with each filter, which a click takes off', async () => {
  const page = await openScene('state-grid')
  await page.setViewportSize({ width: 1280, height: 500 })
  await rowOf(page, 'live · pending').waitFor()
  await page.keyboard.press('j')
  await list(page).hover()
  await page.mouse.wheel(0, 900)
  const top = () => list(page).evaluate((grid) => grid.scrollTop)
  await expect.poll(top).toBe(900)
  await page.keyboard.press('j')
  await expect.poll(async () => (await atCursor(page)).isSeen).toBe(true)
  expect(await top()).toBeGreaterThan(880)
  await page.getByRole('region', { name: 'Kinds' }).getByRole('button', { name: 'Flashcards' }).click()
  await expect.poll(top).toBe(0)
  await page.keyboard.press('4')
  await page.getByText(/^\d+ of 66$/).waitFor()
  await page.getByRole('button', { name: 'Show all again, not only Flashcards' }).click()
  await page.getByRole('button', { name: 'Show all', exact: true }).click()
  await page.getByRole('heading', { name: 'All runs' }).waitFor()
  await expect.poll(() => page.getByRole('list', { name: 'Filters' }).count()).toBe(0)
})

test('lays no button of a row over anything, at any width, and makes none smaller than 24 px', async () => {
  const page = await openScene('all-states')
  for (const width of [1440, 640]) {
    await page.setViewportSize({ width, height: 800 })
    const row = rowOf(page, 'Import of suppliers')
    await row.hover()
    const wrong = await row.evaluate((element) => {
      const buttons = [...element.querySelectorAll('button')].map((one) => one.getBoundingClientRect())
      const texts = [...element.querySelectorAll('.truncate, time, svg:not(button svg)')]
        .map((one) => one.getBoundingClientRect())
        .filter((text) =>
          buttons.some((at) => text.right > at.left && text.left < at.right && text.width > 0),
        )
      return { texts: texts.length, small: buttons.filter((at) => at.width < 24 || at.height < 24).length }
    })
    expect(wrong, `${width} px`).toEqual({ texts: 0, small: 0 })
  }
})

test('the whole window is there from 1440 px down to 320 × 256, with nothing beyond its edges', async () => {
  const page = await openScene('all-states')
  await rowOf(page, 'Import of suppliers').waitFor()
  const beyond = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('header button, header input, [aria-label=Board] button, [role=grid] *')]
        .filter((one) => one.checkVisibility() && one.closest('.truncate') === null)
        .map((one) => ({ one, at: one.getBoundingClientRect() }))
        .filter(({ at }) => at.width > 1 && (at.right > innerWidth + 0.5 || at.left < -0.5))
        .map(({ one }) => one.outerHTML.slice(0, 120)),
    )
  for (const [width, height] of [
    [1440, 900],
    [1280, 800],
    [1180, 700],
    [1000, 700],
    [900, 700],
    [720, 450],
    [640, 400],
    [320, 256],
  ] as const) {
    await page.setViewportSize({ width, height })
    await expect.poll(beyond).toEqual([])
    const scrolls = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(await scrolls(), `${width} px`).toBe(false)
  }
  await page.keyboard.press('/')
  await page.keyboard.type('biology')
  await expect.poll(() => list(page).getByRole('row').filter({ hasText: 'Biology 101' }).count()).toBe(1)
  for (let i = 0; i < 3; i++) await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Views, kinds and servers' }).click()
  const drawer = page.getByRole('dialog', { name: 'Views, kinds and servers' })
  await drawer.getByRole('button', { name: 'Needs me' }).click()
  await expect.poll(() => drawer.count()).toBe(0)
  await page.getByRole('heading', { name: 'Needs me' }).waitFor()
  await page.getByRole('button', { name: '2 failed' }).click()
  await page.getByText(/^2 of 18$/).waitFor()
})

test('has room for the word of every state of a job on one line', async () => {
  const page = await openScene('all-states')
  await rowOf(page, 'Import of suppliers').waitFor()
  const words = ['processing', 'completed', 'cancelled', 'not started', 'not reached', 'no events']
  const beyond = await rowOf(page, 'Import of suppliers')
    .getByText('failed', { exact: true })
    .evaluate((shown, all) => {
      const column = shown.closest('[role=gridcell]')?.getBoundingClientRect()
      return all.filter((word) => {
        shown.textContent = word
        const [line, ...more] = shown.getClientRects()
        return (
          column === undefined ||
          line === undefined ||
          more.length > 0 ||
          line.right > column.right ||
          line.height > 20
        )
      })
    }, words)
  expect(beyond).toEqual([])
})

test('leaves an earlier stage out whole rather than cut it', async () => {
  const page = await openScene('all-states')
  const shown = (width: number) =>
    page.setViewportSize({ width, height: 800 }).then(() =>
      rowOf(page, 'The lighthouse that could hum').evaluate((row) => {
        const stages = [...row.querySelectorAll<HTMLElement>('bdi')]
          .slice(1, 3)
          .map((one) => one.closest('.truncate'))
        const frame = stages[0]?.parentElement?.getBoundingClientRect()
        return stages.flatMap((one) => {
          const box = one?.getBoundingClientRect()
          if (one == null || box === undefined || frame === undefined || box.top >= frame.bottom) return []
          return [`${one.textContent}${one.scrollWidth > one.clientWidth ? ', cut' : ''}`]
        })
      }),
    )
  await rowOf(page, 'The lighthouse that could hum').waitFor()
  await expect.poll(() => shown(1440)).toEqual(['Plan chapter', '›Generate content'])
  await expect.poll(() => shown(1140)).toEqual(['›Generate content'])
})
