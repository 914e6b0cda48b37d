// What the window costs the machine, and how soon it answers: three hundred runs, fifty of them live with one event a second
// each. Shares are processor time, which other programs do not change much; the other times need a quiet machine, and the
// load is told.

import { loadavg } from 'node:os'
import { type FirstPaint, firstPaint } from './light/first-paint.ts'
import { hiddenShare } from './light/hidden.ts'
import { openLarge } from './light/open-large.ts'
import { rendererShare } from './light/renderer-cpu.ts'
import { workInWindow } from './light/use.ts'
import { takeWatched, watchPage } from './light/watch-page.ts'
import { finishedRuns, liveRuns, makeWorld } from './light/world.ts'

export type LightRow = {
  readonly runs: number
  readonly live: number
  /** Of the machine when the part began and ended, one minute's average. */
  readonly load: readonly [number, number]
  /** Percent of a core. */
  readonly share: {
    readonly board: number
    readonly run: number
    readonly log: number
    readonly hidden: number
  }
  readonly start: FirstPaint & { readonly tasks: readonly number[]; readonly shift: number }
  /** A run of so many events opened by clicks, in a log of its own. */
  readonly large: {
    readonly events: number
    readonly p95Ms: number
    readonly tasks: readonly number[]
    readonly shift: number
  }
  readonly clickP95Ms: number
  readonly keyP95Ms: number
  readonly resultsP95Ms: number
  /** Tasks over 50 ms of a session, ms. */
  readonly tasks: readonly number[]
  readonly shift: number
}

const largeEvents = 1_000_000
/** What was just loaded is compiled meanwhile, which is a quarter of the first shares; windows stay open for hours. */
const warmMs = 40_000

export async function benchLight(): Promise<LightRow> {
  const { opens, ...large } = await openLarge(largeEvents)
  const before = loadavg()[0] ?? 0
  const world = await makeWorld(liveRuns)
  try {
    const { host, browser, open } = world
    const page = await open()
    await watchPage(page)
    await page.goto(host.url)
    await page
      .getByText(/tick \d+/)
      .first()
      .waitFor({ timeout: 60_000 })
    await page.waitForTimeout(3_000)
    const started = await takeWatched(page)
    await page.waitForTimeout(warmMs)
    const board = await rendererShare(browser)
    await page.getByRole('row').filter({ hasText: 'live-49' }).click()
    await page.waitForTimeout(warmMs)
    const run = await rendererShare(browser)
    await page.getByRole('tab', { name: 'Log' }).click()
    await page.waitForTimeout(warmMs)
    const log = await rendererShare(browser)
    await page.keyboard.press('Escape')
    const use = await workInWindow(page)
    await page.context().close()
    const start = await firstPaint(open, host.url)
    const hidden = await hiddenShare(browser, host.url)
    return {
      runs: finishedRuns + liveRuns,
      live: liveRuns,
      load: [before, loadavg()[0] ?? 0],
      share: { board, run, log, hidden },
      start: { ...start, tasks: started.tasks.map(Math.round), shift: round(started.shift) },
      large: { ...large, p95Ms: p95(opens), tasks: large.tasks.map(Math.round), shift: round(large.shift) },
      clickP95Ms: p95(use.clicks),
      keyP95Ms: p95(use.keys),
      resultsP95Ms: p95(use.results),
      tasks: use.tasks.map(Math.round),
      shift: round(use.shift),
    }
  } finally {
    await world.close()
  }
}

const round = (value: number) => Math.round(value * 10_000) / 10_000

function p95(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(0.95 * values.length)] ?? Number.NaN)
}
