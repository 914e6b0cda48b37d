// A click on a run of a million events, from the board: until the frame that shows the run's page, in a log of its own.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { launchBrowser } from '../../tests/support/chromium.ts'
import { startHost } from '../host.ts'
import { measure } from '../process.ts'
import { takeWatched, watchPage } from './watch-page.ts'

export type OpenLarge = {
  readonly events: number
  /** From the click to the frame that shows the run's page, ms. */
  readonly opens: readonly number[]
  /** Tasks over 50 ms meanwhile, ms, and the layout shift that no input caused. */
  readonly tasks: readonly number[]
  readonly shift: number
}

const clicks = 40
const restMs = 250

/** Opens the run of `events` events and small ones in turns, by clicks on rows of the board. */
export async function openLarge(events: number): Promise<OpenLarge> {
  const dataDir = mkdtempSync(join(tmpdir(), 'runlight-bench-'))
  try {
    await measure([join(import.meta.dirname, '../review-seed.ts'), dataDir, String(events)])
    const host = await startHost(dataDir)
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      await watchPage(page)
      await page.goto(host.url)
      await page.locator('html[data-loaded]').waitFor({ timeout: 60_000 })
      await page.locator('[data-run]').first().waitFor()
      await page.waitForTimeout(1_000)
      await takeWatched(page)
      const opens: number[] = []
      // The newest run is the large one.
      for (let i = 0; i < clicks; i++) opens.push(await open(page, i % 2 === 0 ? 0 : 1 + (i % 9)))
      const { tasks, shift } = await takeWatched(page)
      return { events, opens, tasks, shift }
    } finally {
      await browser.close()
      await host.stop()
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Clicks on the row at `index`, and rests. */
async function open(page: Page, index: number): Promise<number> {
  const row = page.locator('[data-run]').nth(index)
  const run = await row.getAttribute('data-run')
  const opened = await page.evaluateHandle(untilOpen, String(run))
  await row.click({ position: { x: 60, y: 12 } })
  const ms = await opened.evaluate((one) => one.ms)
  await opened.dispose()
  await page.waitForTimeout(restMs)
  return ms
}

/** Runs in the page: ms from the next click to the frame that shows the run `id`, whose row is marked and whose page says it. */
function untilOpen(id: string): { readonly ms: Promise<number> } {
  const isShown = () => {
    const row = document.querySelector(`[data-run="${id}"][aria-current]`)
    const title = document.querySelector('section[aria-label^="Run: "]')?.getAttribute('aria-label')
    return title !== undefined && row?.textContent?.includes(title?.slice('Run: '.length) ?? '') === true
  }
  const ms = new Promise<number>((resolve) => {
    const start = ({ timeStamp }: Event) => {
      const look = () => {
        if (!isShown()) return requestAnimationFrame(look)
        // A frame is made of what this callback sees, and a message that is posted in it arrives after it.
        const channel = new MessageChannel()
        channel.port1.onmessage = () => resolve(performance.now() - timeStamp)
        return channel.port2.postMessage(null)
      }
      requestAnimationFrame(look)
    }
    addEventListener('click', start, { capture: true, once: true })
  })
  return { ms }
}
