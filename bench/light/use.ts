// The window as a person uses it: runs opened by clicks, tabs turned, words typed into the search. Times are from the input
// to the frame that shows it.

import type { Page } from 'playwright'
import { takeWatched } from './watch-page.ts'

export type Use = {
  /** From click to paint, ms. */
  readonly clicks: readonly number[]
  /** From key to paint in the search, ms. */
  readonly keys: readonly number[]
  /** From the last key of a query to its first results, ms. */
  readonly results: readonly number[]
  readonly tasks: readonly number[]
  readonly shift: number
}

const restMs = 400
const queries = ['brave fox', 'fox 7', 'brave 3'] as const

/** Uses the window on `page`, which shows the board. */
export async function workInWindow(page: Page): Promise<Use> {
  await takeWatched(page)
  for (const view of ['All runs', 'Finished']) {
    await page.getByRole('navigation').getByRole('button', { name: view }).click()
    await page.waitForTimeout(restMs)
    const rows = page
      .getByRole('grid', { name: 'Runs' })
      .getByRole('row')
      .filter({ hasText: /live|closed/ })
    for (let i = 0; i < 12; i++) {
      await rows.nth(i).click({ position: { x: 60, y: 12 } })
      await page.waitForTimeout(restMs)
    }
    for (const tab of ['Log', 'Timeline', 'Connection', 'Overview']) {
      await page.getByRole('tab', { name: tab }).click()
      await page.waitForTimeout(restMs)
    }
    await page.keyboard.press('Escape')
  }
  const clicked = await takeWatched(page)
  await page.getByRole('navigation').getByRole('button', { name: 'All runs' }).click()
  await page.keyboard.press('/')
  await takeWatched(page)
  await page.keyboard.type('flashcards kind:plain live', { delay: 90 })
  const results: number[] = []
  for (const query of queries) {
    // From the board, so that no results of the query before are taken for this one's.
    await page.getByRole('navigation').getByRole('button', { name: 'All runs' }).click()
    await page.waitForTimeout(restMs)
    await page.keyboard.press('/')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(query, { delay: 90 })
    await page.keyboard.press('Enter')
    results.push(await firstResults(page))
  }
  const typed = await takeWatched(page)
  return {
    clicks: clicked.paints.click,
    keys: typed.paints.keydown,
    results,
    tasks: [...clicked.tasks, ...typed.tasks],
    shift: clicked.shift + typed.shift,
  }
}

/** Ms from the last key to the frame that shows results; an error where none come. */
function firstResults(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const pressedAt = performance.now()
        const look = () => {
          const waited = performance.now() - pressedAt
          if (waited > 30_000) return reject(new Error('A query found nothing.'))
          if (document.querySelector('#search-results [role=row]') === null)
            return requestAnimationFrame(look)
          const channel = new MessageChannel()
          channel.port1.onmessage = () => resolve(performance.now() - pressedAt)
          return channel.port2.postMessage(null)
        }
        look()
      }),
  )
}
