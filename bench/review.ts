// Looking back in a log of one large run: opening, jumping, finding, scrubbing, taking away and bringing in, each through
// the built hosts, and what a person would use instead on the very same events.

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from '../tests/support/chromium.ts'
import { cli, type Host, startHost } from './host.ts'
import { firstRowsAt, watchRows } from './light/first-paint.ts'
import { measure, median, runToEnd } from './process.ts'
import { type RivalRow, timeRivals } from './rivals.ts'

export type Spread = { readonly p50Ms: number; readonly p95Ms: number }
export type ReviewRow = {
  readonly events: number
  /** From the start of the program to the first row of the board. */
  readonly startMs: number
  readonly heapMb: number
  readonly firstRows: Spread
  readonly jump: Spread
  readonly nextError: Spread
  readonly words: Spread
  readonly phrases: Spread
  readonly commonPhrases: Spread
  readonly fields: Spread
  readonly fieldsCounted: Spread
  readonly scrub: Spread
  readonly exportPerSecond: number
  readonly redactedPerSecond: number
  readonly importPerSecond: number
  /** The log's size on disk by that of its transcript. */
  readonly diskOfNdjson: number
  readonly rivals: readonly RivalRow[]
}

const rounds = 40
/** How often a log is taken away and brought in, unless it holds more than `mostTurned` events. */
const turns = 3
const mostTurned = 2_000_000

/** One row of the table for a run of `events` events. */
export async function benchReview(events: number): Promise<ReviewRow> {
  const dir = mkdtempSync(join(tmpdir(), 'runlight-bench-'))
  const dataDir = join(dir, 'log')
  const file = join(dir, 'large.runlight')
  try {
    const run = await measure<number>([join(import.meta.dirname, 'review-seed.ts'), dataDir, String(events)])
    const { startMs, heapMb, calls } = await atTheScreen(dataDir, run, events)
    const taken = await takeAwayAndBringIn(dir, dataDir, run, events)
    return {
      events,
      startMs,
      heapMb,
      ...calls,
      ...taken,
      diskOfNdjson:
        Math.round((100 * statSync(join(dir, 'again/runlight.db')).size) / statSync(file).size) / 100,
      rivals: await timeRivals(file, 'safety_check'),
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** The run out of the log as it is, out of it redacted, and into another log, each in turn; events a second, medians. */
async function takeAwayAndBringIn(dir: string, dataDir: string, run: number, events: number) {
  const file = join(dir, 'large.runlight')
  const redacted = join(dir, 'redacted.runlight')
  const again = join(dir, 'again')
  const of = ['export', String(run), '--data-dir', dataDir]
  const seconds = { export: [] as number[], redacted: [] as number[], import: [] as number[] }
  for (let turn = 0; turn < (events > mostTurned ? 1 : turns); turn++) {
    for (const path of [file, redacted, again]) rmSync(path, { recursive: true, force: true })
    seconds.export.push(await runToEnd([cli, ...of, '--no-redact', '--out', file]))
    seconds.redacted.push(await runToEnd([cli, ...of, '--out', redacted]))
    seconds.import.push(await runToEnd([cli, 'import', file, '--data-dir', again]))
  }
  rmSync(redacted, { force: true })
  const rate = (taken: readonly number[]) => Math.round(events / median(taken))
  return {
    exportPerSecond: rate(seconds.export),
    redactedPerSecond: rate(seconds.redacted),
    importPerSecond: rate(seconds.import),
  }
}

async function atTheScreen(dataDir: string, run: number, events: number) {
  const browser = await launchBrowser()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript(watchRows)
  const started = Date.now()
  const host = await startHost(dataDir)
  try {
    await page.goto(host.url)
    const startMs = Math.round((await firstRowsAt(page)) - started)
    const calls = await timeCalls(host, run, events)
    await page.getByRole('row').filter({ hasText: 'large' }).first().click()
    await page.getByRole('tab', { name: 'Log' }).click()
    await page.waitForTimeout(2_000)
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('HeapProfiler.collectGarbage')
    const { usedSize } = await devtools.send('Runtime.getHeapUsage')
    return { startMs, heapMb: Math.round(usedSize / 1e5) / 10, calls }
  } finally {
    await browser.close()
    await host.stop()
  }
}

async function timeCalls(host: Host, run: number, events: number) {
  const anywhere = (i: number) => 1 + Math.floor(((i + 0.5) / rounds) * (events - 1))
  const window = (index: number) =>
    host.call('events.window', { run, filter: { pings: false, query: '' }, index, limit: 100 })
  const at = (seq: number) => host.call('review.at', { run, moment: { type: 'seq', seq } })
  while ((await host.call('review.prepare', { run })).part < 1);
  const phrases = await someWords(host, run, events)
  return {
    firstRows: await spread(1, () => window(0)),
    jump: await spread(rounds, (i) => window(anywhere(i) - 1)),
    nextError: await spread(rounds, (i) =>
      host.call('log.find', { run, from: anywhere(i), direction: 'next', what: 'error', at: null }),
    ),
    words: await spread(rounds, (i) => firstPage(host, rareWords[i % rareWords.length] ?? '')),
    phrases: await spread(rounds, (i) => firstPage(host, `"${phrases[i]}"`)),
    commonPhrases: await spread(rounds, (i) => firstPage(host, `"node outline progress ${i % 20}"`)),
    fields: await spread(rounds, (i) =>
      host.call('events.window', {
        run,
        filter: { pings: true, query: `progress<${i * 2} tokens>3900` },
        index: 0,
        limit: 100,
      }),
    ),
    fieldsCounted: await spread(rounds / 4, (i) => counted(host, run, `progress<${i * 10} tokens>3800`)),
    scrub: await spread(rounds, (i) => at(anywhere(i))),
  }
}

/** Three words that follow each other in an event, from places all over the run. */
async function someWords(host: Host, run: number, events: number): Promise<string[]> {
  const phrases: string[] = []
  for (let i = 0; i < rounds; i++) {
    const { rows } = await host.call('events.window', {
      run,
      filter: { pings: false, query: '' },
      index: Math.floor((i / rounds) * events * 0.9),
      limit: 1,
    })
    const { text } = JSON.parse(rows[0]?.data ?? '{}')
    phrases.push(String(text).split(' ').slice(0, 3).join(' '))
  }
  return phrases
}

/** Until the first hits are there, or it is sure that there are none. */
async function firstPage(host: Host, query: string): Promise<void> {
  const ask = (cursor: string | null) =>
    host.call('search.run', { query, within: null, cursor, limit: 50, perRun: 5 })
  let page = await ask(null)
  while (page.groups.length === 0 && !page.done) page = await ask(page.cursor)
}

/** Until every event of the run was looked at and the count is final. */
async function counted(host: Host, run: number, query: string): Promise<void> {
  const filter = { pings: true, query }
  while (!(await host.call('events.window', { run, filter, index: 0, limit: 100 })).complete);
}

const rareWords = ['safety_check', 'metrics', 'outline', 'generate', 'nosuchword']

async function spread(count: number, act: (i: number) => Promise<unknown>): Promise<Spread> {
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const started = performance.now()
    await act(i)
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const at = (part: number) =>
    Math.round(10 * (times[Math.min(times.length - 1, Math.floor(part * times.length))] ?? 0)) / 10
  return { p50Ms: at(0.5), p95Ms: at(0.95) }
}
