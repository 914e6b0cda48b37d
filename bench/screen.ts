// Arrival to screen: many runs under way, through the built browser host into a real page. Each event says when it was sent; a
// frame that shows it first says when it was seen. One computer, one clock.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from '../tests/support/chromium.ts'
import { plainRun, startHost } from './host.ts'
import { startReady } from './process.ts'

export type ScreenRow = {
  readonly runs: number
  readonly eventsPerSecond: number
  readonly seen: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly longestTaskMs: number
}

const seconds = 20

/** A hundred runs with 1,000 events a second in all, and five hundred with 10,000. */
export async function benchScreens(): Promise<readonly ScreenRow[]> {
  return [await benchScreen(100, 10), await benchScreen(500, 20)]
}

/** `runs` runs with `perRun` events a second each. */
async function benchScreen(runs: number, perRun: number): Promise<ScreenRow> {
  const dataDir = mkdtempSync(join(tmpdir(), 'runlight-bench-'))
  const server = await startReady([
    join(import.meta.dirname, 'stream-server.ts'),
    String(runs),
    String(perRun * (seconds + 15)),
    String(perRun),
  ])
  const host = await startHost(dataDir)
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(host.url)
    for (let i = 0; i < runs; i++) {
      await host.call('runs.add', plainRun(`http://127.0.0.1:${server.line}/${i}`))
    }
    // All are open before the first event is sent; the connect limit of 8 a second is Runlight's own.
    await page
      .getByText(/tick \d+/)
      .first()
      .waitFor({ timeout: 180_000 })
    const { latencies, longest } = await page.evaluate(watchFrames, seconds * 1_000)
    const sorted = latencies.toSorted((a, b) => a - b)
    const at = (part: number) => Math.round(sorted[Math.floor(part * sorted.length)] ?? Number.NaN)
    return {
      runs,
      eventsPerSecond: runs * perRun,
      seen: sorted.length,
      p50Ms: at(0.5),
      p95Ms: at(0.95),
      longestTaskMs: Math.round(longest),
    }
  } finally {
    await browser.close()
    await host.stop()
    server.child.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Runs in the page: looks at the board in every frame, and times each event that it shows for the first time. */
function watchFrames(ms: number): Promise<{ latencies: number[]; longest: number }> {
  const seen = new Set<string>()
  const latencies: number[] = []
  let longest = 0
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) longest = Math.max(longest, task.duration)
  }).observe({ entryTypes: ['longtask'] })
  const end = performance.now() + ms
  return new Promise((resolve) => {
    const look = () => {
      const now = Date.now()
      for (const [, sent = ''] of (document.querySelector('[role=grid]')?.textContent ?? '').matchAll(
        /tick (\d{13})/g,
      )) {
        if (seen.has(sent)) continue
        seen.add(sent)
        latencies.push(now - Number(sent))
      }
      if (performance.now() < end) requestAnimationFrame(look)
      else resolve({ latencies: latencies.slice(20), longest })
    }
    look()
  })
}
