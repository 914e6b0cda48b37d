// `watch --json`: every line's shape, their order, and that nothing is told before it is kept.

import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLogForReading } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createReader } from '../../src/engine/log/sqlite/read/reader.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { readLog } from './support/read-log.ts'
import { jsonLines, runCli, startCli, withoutTimes } from './support/run-cli.ts'

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

test('a stream that is cut and resumed is told whole: connections, events, the gap, the run, the outcome', async () => {
  const resumed = stream(['id: 2\nevent: step\ndata: {"n":2}\n\n', 'event: done\ndata:\n\n'])
  const told = Promise.withResolvers<void>()
  server = await startSseServer([
    stream(['id: 1\nevent: step\ndata: {"n":1}\n\n', 'data: two\ndata: lines\n\n'], 'destroy'),
    // Only once the open gap was told: one that is closed at once may be told closed alone.
    (request, response, body) => void told.promise.then(() => resumed(request, response, body)),
  ])
  const running = await startCli(['watch', `${server.url}/s`, '--end-event', 'done', '--json'], { dataDir })
  await running.line((line) => line.includes('"missed":"open"'))
  told.resolve()
  const { code, out, err } = await running.ended
  const lines = withoutTimes(jsonLines(out))
  const lost = expect.stringContaining('connection was')
  expect(lines.filter(({ type }) => type !== 'run')).toEqual([
    { type: 'connection', state: 'connecting', cause: null, attempt: 1, at: 'T' },
    { type: 'connection', state: 'live', cause: null, attempt: 1, at: 'T' },
    { type: 'event', seq: 1, at: 'T', attempt: 1, name: 'step', id: '1', data: '{"n":1}' },
    { type: 'event', seq: 2, at: 'T', attempt: 1, name: 'message', id: null, data: 'two\nlines' },
    {
      type: 'gap',
      number: 1,
      afterSeq: 2,
      attempt: 1,
      from: 'T',
      until: null,
      cause: lost,
      missed: 'open',
      basis: '',
    },
    { type: 'connection', state: 'waiting', cause: lost, attempt: 1, at: 'T' },
    { type: 'connection', state: 'connecting', cause: null, attempt: 2, at: 'T' },
    {
      type: 'gap',
      number: 1,
      afterSeq: 2,
      attempt: 2,
      from: 'T',
      until: 'T',
      cause: lost,
      missed: 'unproven',
      basis: 'asked to resume by id 1',
    },
    { type: 'connection', state: 'live', cause: null, attempt: 2, at: 'T' },
    { type: 'event', seq: 3, at: 'T', attempt: 2, name: 'step', id: '2', data: '{"n":2}' },
    { type: 'event', seq: 4, at: 'T', attempt: 2, name: 'done', id: null, data: '' },
    { type: 'connection', state: 'closed', cause: 'The stream ended after the job did', attempt: 2, at: 'T' },
    { type: 'outcome', job: 'completed', connection: 'closed', reason: null, events: 4, attempts: 2, run: 1 },
  ])
  expect(lines.filter(({ type }) => type === 'run')).toEqual([
    { type: 'run', job: 'pending', percent: null, stage: null },
    { type: 'run', job: 'processing', percent: null, stage: null },
    { type: 'run', job: 'completed', percent: null, stage: null },
  ])
  expect([code, err, lines.at(-2)?.type === 'event']).toEqual([0, '', false])
  const seen = jsonLines(out)
    .map(({ at }) => at)
    .filter((at) => at !== undefined)
  expect(seen).toEqual(seen.toSorted())
})

test('a gap that turns out larger than it seemed is told again, as soon as that is known', async () => {
  const resumed = Promise.withResolvers<ServerResponse>()
  server = await startSseServer([
    stream(['id: 1\ndata: one\n\nid: 2\ndata: two\n\n'], 'destroy'),
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(': here again\n\n')
      resumed.resolve(response)
    },
  ])
  const running = await startCli(['watch', `${server.url}/s`, '--json'], { dataDir })
  const response = await resumed.promise
  await running.line((line) => line.includes('"missed":"unproven"'))
  response.write('id: 5\ndata: five\n\n')
  const corrected = await running.line((line) => line.includes('"missed":"some"'))
  expect(JSON.parse(corrected)).toMatchObject({
    type: 'gap',
    number: 1,
    afterSeq: 2,
    count: 2,
    basis: 'asked to resume by id 2, but the next id is 5',
  })
  running.child.kill('SIGINT')
  await running.ended
})

test('what the stream’s parser passes over is told as a notice, in data and in words', async () => {
  server = await startSseServer([
    stream(['data: one\nno field\nneither\n\nevent: end\n\nevent: done\ndata\n\n']),
  ])
  const words = ['watch', `${server.url}/s`, '--end-event', 'done', '--json']
  const { code, out } = await runCli(words, { dataDir })
  const common = { type: 'notice', attempt: 1, afterSeq: 2, at: 'T' }
  expect(withoutTimes(jsonLines(out)).filter(({ type }) => type === 'notice')).toEqual([
    {
      ...common,
      code: 'odd-lines',
      count: 2,
      first: 'no field',
      text: '2 lines were no part of any event, the first: “no field”',
    },
    {
      ...common,
      code: 'no-data',
      count: 1,
      first: 'end',
      text: 'An event “end” came without data',
    },
  ])
  expect(code).toBe(0)
})

test('progress and stages are told as they change', async () => {
  const answered = Promise.withResolvers<ServerResponse>()
  server = await startSseServer([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      answered.resolve(response)
    },
  ])
  const words = [
    'watch',
    'learning-paths',
    '--base-url',
    server.url,
    '--set',
    'topic=Data engineering',
    '--json',
  ]
  const running = await startCli(words, { dataDir })
  const response = await answered.promise
  const say = async (data: object, told: string) => {
    response.write(`data: ${JSON.stringify(data)}\n\n`)
    await running.line((line) => line.includes('"run"') && line.includes(told))
  }
  await say({ progress: 10, message: 'Analyzing your topic and requirements...' }, 'Analyzing')
  await say({ progress: 60, message: 'Finding the best learning resources...' }, 'Finding')
  await say({ progress: 100, done: true, redirect_url: '/result', message: 'Complete!' }, 'Complete')
  response.end()
  const { code, out } = await running.ended
  expect(jsonLines(out).filter(({ type }) => type === 'run')).toEqual([
    { type: 'run', job: 'pending', percent: null, stage: null },
    { type: 'run', job: 'processing', percent: 10, stage: 'Analyzing your topic and requirements...' },
    { type: 'run', job: 'processing', percent: 60, stage: 'Finding the best learning resources...' },
    { type: 'run', job: 'completed', percent: 100, stage: 'Complete!' },
  ])
  expect([code, server.requests.map(({ method, body }) => [method, body])]).toEqual([
    0,
    [['POST', 'topic=Data+engineering']],
  ])
})

test('data comes exactly as received, and harmless for a terminal', async () => {
  const data = [
    '\u001b]0;owned\u0007',
    'bell\u0007 nul\0 del\u007f csi\u009b31m',
    '\u202ereversed\u2066',
    'line\u2028end',
    'Grüße 👩‍🚀 世界',
    '',
  ]
  server = await startSseServer([
    stream([...data.map((text, i) => `event: e${i}\ndata: ${text}\n\n`), 'event: done\ndata: x\n\n']),
  ])
  const { code, out } = await runCli(['watch', `${server.url}/s`, '--end-event', 'done', '--json'], {
    dataDir,
  })
  const events = jsonLines(out).filter(({ type }) => type === 'event')
  expect(events.map((event) => event.data)).toEqual([...data, 'x'])
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e\u2066]/)
  expect(code).toBe(0)
})

test('an event that is told is in the log already', async () => {
  server = await startSseServer([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (let i = 1; i <= 40; i++) setTimeout(() => response.write(`id: ${i}\ndata: ${i}\n\n`), i * 15)
      setTimeout(() => response.end('event: done\ndata: x\n\n'), 700)
    },
  ])
  const running = await startCli(['watch', `${server.url}/s`, '--end-event', 'done', '--json'], { dataDir })
  const stored: unknown[] = []
  const told: unknown[] = []
  let rest = ''
  running.child.stdout?.on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    const events = lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'event')
    if (events.length === 0) return
    told.push(...events.map(({ seq, data }) => [seq, data]))
    // At once, before anything else can be stored.
    const db = openLogForReading(dataDir)
    if (db === null) return
    const reader = createReader(db)
    const rows = events.flatMap(({ seq }) => reader.range(1, seq, 1))
    stored.push(...rows.map(({ seq, data }) => [seq, data]))
    reader.close()
  })
  await running.ended
  expect(told.length).toBe(41)
  expect(stored).toEqual(told)
})

test('ten thousand events at once are told whole and in order to a reader that is slow', async () => {
  const count = 10_000
  const filler = 'x'.repeat(400)
  const events = Array.from({ length: count }, (_, i) => `id: ${i + 1}\ndata: ${i + 1} ${filler}\n\n`)
  server = await startSseServer([stream([events.join(''), 'event: done\ndata: x\n\n'])])
  const running = await startCli(['watch', `${server.url}/s`, '--end-event', 'done', '--json'], { dataDir })
  running.child.stdout?.pause()
  await expect
    .poll(() => readLog(dataDir, async (log) => (await log.runs())[0]?.events), {
      timeout: 80_000,
      interval: 200,
    })
    .toBe(count + 1)
  running.child.stdout?.resume()
  const { code, out } = await running.ended
  const told = jsonLines(out).filter(({ type }) => type === 'event')
  expect(told.slice(0, -1).map(({ seq, data }) => [seq, data])).toEqual(
    Array.from({ length: count }, (_, i) => [i + 1, `${i + 1} ${filler}`]),
  )
  expect([code, jsonLines(out).at(-1)]).toEqual([
    0,
    expect.objectContaining({ type: 'outcome', events: count + 1 }),
  ])
})

test('--max-events tells that many and no more, and says why it stopped', async () => {
  const events = Array.from({ length: 500 }, (_, i) => `data: ${i + 1}\n\n`)
  server = await startSseServer([stream([events.join('')], 'open')])
  const { code, out } = await runCli(['watch', `${server.url}/s`, '--max-events', '7', '--json'], { dataDir })
  const lines = jsonLines(out)
  expect(lines.filter(({ type }) => type === 'event').map(({ data }) => data)).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
  ])
  expect([code, lines.at(-1)]).toEqual([
    3,
    {
      type: 'outcome',
      job: 'processing',
      connection: 'stopped',
      reason: 'Stopped after as many events as --max-events allows',
      events: expect.any(Number),
      attempts: 1,
      run: 1,
    },
  ])
  expect(await readLog(dataDir, async (log) => (await log.runs())[0])).toMatchObject({
    events: lines.at(-1)?.events,
    connection: { state: 'stopped' },
  })
})

test('a reader that leaves early ends the watch quietly', async () => {
  server = await startSseServer([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const timer = setInterval(() => response.write('data: tick\n\n'), 20)
      response.on('close', () => clearInterval(timer))
    },
  ])
  const running = await startCli(['watch', `${server.url}/s`, '--json'], { dataDir })
  await running.line((line) => line.includes('"event"'))
  running.child.stdout?.destroy()
  const { code, err } = await running.ended
  expect([code, err]).toEqual([3, ''])
})
