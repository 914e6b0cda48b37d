// The renderer following one log at 2,000 events a second: its longest task, and its heap at the start and at the end.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession } from 'playwright'
import { launchBrowser } from '../tests/support/chromium.ts'
import { plainRun, startHost } from './host.ts'
import { startReady } from './process.ts'

export type FollowRow = {
  readonly eventsPerSecond: number
  readonly seconds: number
  readonly longestTaskMs: number
  readonly tasksOver50Ms: number
  readonly heapStartMb: number
  readonly heapEndMb: number
}

const rate = 2_000
const seconds = 30

export async function benchFollow(): Promise<FollowRow> {
  const dataDir = mkdtempSync(join(tmpdir(), 'runlight-bench-'))
  const server = await startReady([
    join(import.meta.dirname, 'stream-server.ts'),
    '1',
    String(rate * (seconds + 20)),
    String(rate),
  ])
  const host = await startHost(dataDir)
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const devtools = await page.context().newCDPSession(page)
    await page.goto(host.url)
    await host.call('runs.add', plainRun(`http://127.0.0.1:${server.line}/log`))
    await page.getByRole('row').filter({ hasText: '/log' }).click()
    await page.getByRole('tab', { name: 'Log' }).click()
    await page.waitForTimeout(5_000)
    const heapStartMb = await heapMb(devtools)
    const tasks = await page.evaluate(longTasks, seconds * 1_000)
    const heapEndMb = await heapMb(devtools)
    return {
      eventsPerSecond: rate,
      seconds,
      longestTaskMs: Math.round(Math.max(0, ...tasks)),
      tasksOver50Ms: tasks.length,
      heapStartMb,
      heapEndMb,
    }
  } finally {
    await browser.close()
    await host.stop()
    server.child.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Durations of the tasks over 50 ms within `ms` (W3C Long Tasks). */
function longTasks(ms: number): Promise<number[]> {
  const tasks: number[] = []
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) tasks.push(task.duration)
  }).observe({ entryTypes: ['longtask'] })
  return new Promise((resolve) => setTimeout(() => resolve(tasks), ms))
}

/** What is left on the heap after a collection, in MB. */
async function heapMb(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return Math.round(usedSize / 1e5) / 10
}
