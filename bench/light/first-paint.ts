// The start of the window: its first paint, its first rows, and how much script was loaded by then (as it is, not packed).

import type { Page } from 'playwright'
import { median } from '../process.ts'

export type FirstPaint = { readonly paintMs: number; readonly rowsMs: number; readonly scriptKb: number }

/** Medians of seven starts of the page at `url`, each in a browser context of its own. */
export async function firstPaint(open: () => Promise<Page>, url: string): Promise<FirstPaint> {
  const starts: FirstPaint[] = []
  for (let i = 0; i < 7; i++) {
    const page = await open()
    await page.addInitScript(watchRows)
    await page.goto(url)
    await firstRowsAt(page)
    starts.push(await page.evaluate(readStart))
    await page.context().close()
  }
  const of = (name: keyof FirstPaint) => Math.round(median(starts.map((start) => start[name])))
  return { paintMs: of('paintMs'), rowsMs: of('rowsMs'), scriptKb: of('scriptKb') }
}

/**
 * Runs in the page, before its scripts: notes when the frame was made that shows the first run. Playwright looks at a page in
 * steps of up to half a second, and would see it that much later.
 */
export function watchRows(): void {
  const look = () => {
    if (document.querySelector('[data-run]') === null) return requestAnimationFrame(look)
    return setTimeout(() => Object.assign(window, { rowsAt: performance.now() }))
  }
  requestAnimationFrame(look)
}

/** The moment that `watchRows` waits for, epoch ms. */
export async function firstRowsAt(page: Page): Promise<number> {
  await page.waitForFunction(() => 'rowsAt' in window, undefined, { timeout: 60_000 })
  return page.evaluate(() => performance.timeOrigin + ((window as { rowsAt?: number }).rowsAt ?? Number.NaN))
}

/** Runs in the page. */
function readStart(): FirstPaint {
  const paintMs = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN
  const scripts = performance
    .getEntriesByType('resource')
    .filter((one) => one instanceof PerformanceResourceTiming)
    .filter(({ name, responseEnd }) => name.endsWith('.js') && responseEnd <= paintMs)
  const bytes = scripts.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)
  return { paintMs, rowsMs: (window as { rowsAt?: number }).rowsAt ?? Number.NaN, scriptKb: bytes / 1_000 }
}
