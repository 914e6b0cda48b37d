// `watch` for a person: lines in a pipe, one line on a terminal, and nothing that a stream could do to either.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOutput } from '../../src/cli/terminal/output.ts'
import { widthOf } from '../../src/cli/terminal/width.ts'
import { liveLine } from '../../src/cli/watch/live-line.ts'
import { createLiveView } from '../../src/cli/watch/live-view.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import { tappedBy } from '../renderer/make-run.ts'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { jsonLines, runCli } from './support/run-cli.ts'

let dataDir: string
let server: SseServer | null

beforeEach(() => {
  dataDir = freshDir()
  server = null
})
afterEach(async () => {
  await server?.close()
  removeDir(dataDir)
})

/** The lines without their times, which must be there. */
function lines(out: string): string[] {
  const all = out.split('\n').slice(0, -1)
  for (const line of all) expect(line).toMatch(/^\d\d:\d\d:\d\d {2}/)
  return all.map((line) => line.slice(10).replace(/ {2,}/g, '  '))
}

test('a run’s states, stages, log and outcome are a line each, with their causes', async () => {
  const step = (n: number, name: string) =>
    `event: progress\ndata: {"current_step":${n},"total_steps":2,"step_name":"${name}","percent":${n * 50}}\n\n`
  server = await startSseServer([
    stream([
      step(1, 'Loading data'),
      'event: log\ndata: {"message":"Found 100 records","level":"info"}\n\n',
      step(2, 'Checking'),
      'event: error\ndata: {"error":"The disk is full"}\n\n',
    ]),
  ])
  const { code, out, err } = await runCli(['watch', 'processes', '--base-url', server.url], { dataDir })
  const host = new URL(server.url).host
  // The failure's alert is told when it is judged, within a second: before the end on a slow machine, else not here.
  const seen = lines(out).filter((line) => line !== 'alert  critical, failed: The disk is full')
  expect([code, err]).toEqual([1, ''])
  expect(seen[0]).toBe(`watching  Process /api/process/stream on ${host}, run 1`)
  expect(seen).toEqual(
    expect.arrayContaining(['connection  connecting', 'connection  live', 'log  Found 100 records']),
  )
  expect(seen.filter((line) => line.startsWith('stage'))).toEqual([
    'stage  Loading data',
    'stage  Checking: failed',
  ])
  expect(seen.slice(-3)).toEqual([
    'job  failed: The disk is full',
    'connection  closed: The stream ended after the job did',
    'outcome  failed: The disk is full · closed · 4 events in 1 attempt · run 1',
  ])
})

test('a lost stream is told with its cause, and its gap with what was missed', async () => {
  server = await startSseServer([
    stream(['id: 1\ndata: one\n\nid: 2\ndata: two\n\n'], 'destroy'),
    stream(['id: 3\nevent: done\ndata: three\n\n']),
  ])
  const { code, out } = await runCli(['watch', `${server.url}/s`, '--end-event', 'done'], { dataDir })
  const seen = lines(out)
  expect(code).toBe(0)
  expect(seen.some((line) => /^connection {2}waiting: The connection was/.test(line))).toBe(true)
  expect(
    seen.some((line) => /^gap {2}.* The connection was .*; resumed by id 2, nothing missed$/.test(line)),
  ).toBe(true)
  expect(seen.at(-1)).toBe('outcome  completed · closed · 3 events in 2 attempts · run 1')
})

test('a model’s reasoning, its calls of tools and its tokens are a line each, and stand in its figures', async () => {
  const recording = join(import.meta.dirname, '../../src/readers/anthropic/fixtures/good.sse')
  server = await startSseServer([stream([readFileSync(recording, 'utf8')])])
  const { code, out } = await runCli(['watch', `${server.url}/s`], { dataDir })
  const seen = lines(out).filter((line) => /^(reasoning|tool|tokens) /.test(line))
  expect([code, seen.map((line) => line.replace(/for \d+ ms|, \d[\d,.]* a second/g, ''))]).toEqual([
    0,
    [
      'reasoning  ',
      'tool  web_search returned: [{"type":"web_search_result","title":"Tides","url":"https://example.org/tides"}]',
      'tokens  claude-sonnet-4-5: 712 tokens in (300 cached), 89 out',
    ],
  ])
  const stats = await runCli(['stats', '1'], { dataDir })
  const rows = stats.out.split('\n').map((row) => row.trim().split(/ {2,}/).slice(0, 2))
  expect(rows.filter(([name = '']) => /^(Model|Finish|Input|Output|Tool)/.test(name))).toEqual([
    ['Model', 'claude-sonnet-4-5'],
    ['Finish', 'end_turn'],
    ['Input tokens', '712, 300 cached'],
    ['Output tokens', '89'],
    ['Tool calls', '1'],
  ])
  const found = await runCli(['search', 'tool:web* output_tokens>80 model:claude*', '--json'], { dataDir })
  expect(jsonLines(found.out)).toMatchObject([
    { run: 1, itself: true },
    { type: 'total', hits: 0, runs: 1 },
  ])
})

test('nothing that a stream says can move a terminal’s cursor', async () => {
  const evil = '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202eevil\u2028'
  server = await startSseServer([
    stream([`data: ${evil}\n\n`, `event: done${evil}\ndata: x\n\n`, 'event: done\ndata: x\n\n']),
  ])
  const words = ['watch', `${server.url}/s`, '--end-event', 'done']
  const watched = await runCli(words, { dataDir })
  const events = await runCli(['events', '1'], { dataDir })
  const runs = await runCli(['runs'], { dataDir })
  for (const { code, out, err } of [watched, events, runs]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202a-\u202e]/)
    expect(code).toBe(0)
  }
  expect(events.out).toContain('\\u{1b}[2J\\u{1b}]0;owned\\u{7}\\u{9b}31m\\u{202e}evil\\u{2028}')
})

test('a stream’s own name for its job cannot move the cursor either', async () => {
  const evil = 'Biology\u001b[2J\u001b[31m 101'
  const run = await summaryOf(evil)
  expect(liveLine(run, run.createdAt, 100, false)).toBe(
    'Biology\\u{1b}[2J\\u{1b}[31m 101  processing  ▓▓▓▓▓▓░░░░  62 %  8/13  Checking\\u{1b}[2J  0:42  ● live',
  )
})

test('a terminal’s line fits its window: the two states stay longest', async () => {
  const run = await summaryOf('Biologie für die Oberstufe')
  const waiting: RunSummary = {
    ...run,
    connection: {
      state: 'waiting',
      cause: 'The server answered 503 Service Unavailable',
      attempt: 2,
      since: run.createdAt,
      retryAt: run.createdAt + 7_000,
    },
  }
  const widths = [140, 100, 70, 50, 30, 12]
  expect(
    widths.map((columns) =>
      liveLine({ ...waiting, job: { ...run.job, stage: 'Checking' } }, run.createdAt, columns, false),
    ),
  ).toEqual([
    'Biologie für die Oberstufe  processing  ▓▓▓▓▓▓░░░░  62 %  8/13  Checking  0:42  ↻ retry in 7 s  The server answered 503 Service Unavailable',
    'Biologie für die Oberstufe  processing  ▓▓▓▓▓▓░░░░  62 %  8/13  Checking  0:42  ↻ retry in 7 s',
    'Biologie für die …  processing  ▓▓▓▓▓▓░░░░  62 %  0:42  ↻ retry in 7 s',
    'Biologie für di…  processing  62 %  ↻ retry in 7 s',
    'B…  processing  ↻ retry in 7 s',
    'processing …',
  ])
})

test('a slow client is told of beside its server’s connection', async () => {
  const run = { ...(await summaryOf('Biology 101')), tapped: tappedBy({ state: 'slow', waiting: 9 }) }
  const lines = [100, 50].map((columns) => liveLine(run, run.createdAt, columns, false))
  expect(lines[0]).toMatch(/● live {2}client slow$/)
  expect(lines[1]).toMatch(/● live$/)
})

test('wide characters take the room they need', async () => {
  const run = await summaryOf('生物学の基礎 🧬 第一章から第十二章まで')
  const line = liveLine({ ...run, job: { ...run.job, stage: null } }, run.createdAt, 60, false)
  expect(line).toBe('生物学の基礎 🧬…  processing  ▓▓▓▓▓▓░░░░  62 %  0:42  ● live')
  const lines = Array.from({ length: 150 }, (_, i) => liveLine(run, run.createdAt, i + 1, false))
  expect(lines.filter((text, i) => widthOf(text) > i + 1)).toEqual([])
  expect(['生物', 'e\u0301', '👩‍🚀', '🧬', 'a', ''].map(widthOf)).toEqual([4, 1, 2, 2, 1, 0])
})

test('a terminal shows one line, rewritten in place, and at the end the outcome', async () => {
  const screen = new PassThrough()
  const terminal = Object.assign(screen, { isTTY: true, columns: 60 })
  const shown: string[] = []
  screen.setEncoding('utf8').on('data', (text) => shown.push(text))
  const view = createLiveView(createOutput(terminal, { NO_COLOR: '1' }))
  const run = await summaryOf('Biology 101')
  const plain = { ...run, job: { ...run.job, percent: null, done: null, stage: null, firstEventAt: null } }
  await view.begin({ ...plain, job: { ...plain.job, state: 'pending' } })
  await view.state(plain)
  view.end(
    { job: 'completed', connection: 'closed', reason: null, events: 5, attempts: 1, run: 3 },
    { ...plain, job: { ...plain.job, state: 'completed' } },
  )
  expect(shown.join('').split('\r\u001b[K')).toEqual([
    '',
    'Biology 101  pending  ● live',
    'Biology 101  processing  ● live',
    'Biology 101  completed · closed · 5 events in 1 attempt · run 3\n',
  ])
})

test.each([
  [0, 'Biology 101  processing  ● live'],
  [1, '…'],
  [2, '…'],
  [20, 'processing  ● live'],
])('a terminal of %i columns is written to, and never wraps', async (columns, line) => {
  const screen = new PassThrough()
  const shown: string[] = []
  screen.setEncoding('utf8').on('data', (text) => shown.push(text))
  const view = createLiveView(
    createOutput(Object.assign(screen, { isTTY: true, columns }), { NO_COLOR: '1' }),
  )
  const run = await summaryOf('Biology 101')
  const plain = { ...run, job: { ...run.job, percent: null, done: null, stage: null, firstEventAt: null } }
  await view.begin(plain)
  view.end(
    { job: 'completed', connection: 'closed', reason: null, events: 5, attempts: 1, run: 3 },
    { ...plain, job: { ...plain.job, state: 'completed' } },
  )
  expect(shown.join('').split('\r\u001b[K')[1]).toBe(line)
})

test('colours are for terminals that can show them and people who want them', () => {
  const stream = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY, columns: 80 })
  const seen = [
    createOutput(stream(true), {}),
    createOutput(stream(true), { NO_COLOR: '1' }),
    createOutput(stream(true), { NO_COLOR: '' }),
    createOutput(stream(true), { TERM: 'dumb' }),
    createOutput(stream(false), {}),
  ]
  expect(seen.map(({ live, colours }) => [live, colours])).toEqual([
    [true, true],
    [true, false],
    [true, true],
    [false, false],
    [false, false],
  ])
})

/** A run as the engine makes it, with a job that is half done. */
async function summaryOf(title: string): Promise<RunSummary> {
  server = await startSseServer([stream(['data: x\n\n'], 'open')])
  const engine = await startEngine({ dataDir })
  const id = await engine.watch(`${server.url}/s`)
  const run = await engine.until(id, ({ events }) => events === 1)
  await engine.close()
  return {
    ...run,
    title,
    connection: { ...run.connection, state: 'live', cause: null },
    job: {
      ...run.job,
      state: 'processing',
      percent: 62,
      done: 8,
      total: 13,
      stage: 'Checking\u001b[2J',
      firstEventAt: run.createdAt - 42_000,
    },
  }
}
