// How a watch ends, and with which exit code: the job's verdict first, then what became of the stream, then who stopped it.

import { readdirSync, readFileSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { needsUnix } from '../support/needs.ts'
import { answer, type Behaviour, type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { readLog } from './support/read-log.ts'
import { jsonLines, runCli, startCli } from './support/run-cli.ts'

const bySignal = needsUnix('An end by a signal', 'signals that a process hears')

let dataDir: string
let server: SseServer

beforeEach(() => {
  dataDir = freshDir()
})
afterEach(async () => {
  await server.close()
  removeDir(dataDir)
})

/** Sends one event and keeps the stream open, with another event every 20 ms. */
function ticking(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const timer = setInterval(() => response.write('data: tick\n\n'), 20)
  response.on('close', () => clearInterval(timer))
}

async function outcomeOf(behaviours: readonly Behaviour[], words: (url: string) => string[]) {
  server = await startSseServer(behaviours)
  const { code, out } = await runCli(['watch', ...words(server.url), '--json'], { dataDir })
  return { code, outcome: jsonLines(out).at(-1), requests: server.requests.length }
}

const flashcards = (url: string) => ['flashcards', '--base-url', url, '--set', 'run_id=bio']
const status = (state: string) =>
  `event: status\ndata: {"status":"${state}","sets_created":0,"sets_completed":0,"total_expected":null,"progress_percent":null}\n\n`

test('a job that completed ends with 0', async () => {
  const whole = stream([
    status('processing'),
    status('completed'),
    'event: end\ndata: {"status":"completed"}\n\n',
  ])
  expect(await outcomeOf([whole], flashcards)).toEqual({
    code: 0,
    outcome: {
      type: 'outcome',
      job: 'completed',
      connection: 'closed',
      reason: null,
      events: 3,
      attempts: 1,
      run: 1,
    },
    requests: 1,
  })
})

test('a job that failed ends with 1 and the service’s own reason', async () => {
  const failing = stream([
    'data: {"progress":10,"message":"Analyzing"}\n\n',
    'data: {"error":"no such topic"}\n\n',
  ])
  const words = (url: string) => ['learning-paths', '--base-url', url, '--set', 'topic=x']
  expect(await outcomeOf([failing], words)).toEqual({
    code: 1,
    outcome: {
      type: 'outcome',
      job: 'failed',
      connection: 'closed',
      reason: 'no such topic',
      events: 2,
      attempts: 1,
      run: 1,
    },
    requests: 1,
  })
})

test('a stream that ends before its job ends with 3, and what started work is not asked twice', async () => {
  const broken = stream(['data: {"progress":10,"message":"Analyzing"}\n\n'])
  const words = (url: string) => ['learning-paths', '--base-url', url, '--set', 'topic=x']
  expect(await outcomeOf([broken], words)).toEqual({
    code: 3,
    outcome: {
      type: 'outcome',
      job: 'unknown',
      connection: 'ended-early',
      reason: 'The server ended the stream',
      events: 1,
      attempts: 1,
      run: 1,
    },
    requests: 1,
  })
})

test('--no-retry asks once for a stream that could be asked for again', async () => {
  const short = stream(['data: one\n\n'])
  expect(await outcomeOf([short], (url) => [`${url}/s`, '--no-retry'])).toMatchObject({
    code: 3,
    outcome: { connection: 'ended-early', reason: 'The server ended the stream; retrying is switched off' },
    requests: 1,
  })
})

test('a server that refuses ends with 4 and its cause', async () => {
  const refusals: [Behaviour, string][] = [
    [answer(404), 'The server does not know this job (404 Not Found)'],
    [answer(401), 'Needs credentials (401 Unauthorized)'],
    [answer(410), 'The stream is gone (410 Gone)'],
    [
      answer(200, { 'content-type': 'application/json' }, '{}'),
      'The server sent not an event stream but application/json',
    ],
  ]
  for (const [behaviour, reason] of refusals) {
    const seen = await outcomeOf([behaviour], (url) => [`${url}/s`])
    expect(seen).toMatchObject({
      code: 4,
      outcome: { job: 'unknown', connection: 'refused', reason },
      requests: 1,
    })
    await server.close()
  }
})

test('an HTML page in place of a stream is asked for three times, then refused', async () => {
  const page = answer(200, { 'content-type': 'text/html' }, '<h1>Sign in</h1>')
  const seen = await outcomeOf([page], (url) => [`${url}/s`])
  expect(seen).toMatchObject({
    code: 4,
    outcome: { connection: 'refused', reason: 'The server sent HTML instead of events' },
    requests: 3,
  })
}, 30_000)

test('a server that is not there is waited for until --timeout, and not at all with --no-retry', async () => {
  server = await startSseServer([answer(404)])
  const { url } = server
  await server.close()
  const waited = await runCli(['watch', `${url}/a`, '--timeout', '1', '--json'], { dataDir })
  const refused = await runCli(['watch', `${url}/b`, '--no-retry', '--json'], { dataDir })
  expect([waited.code, jsonLines(waited.out).at(-1), refused.code, jsonLines(refused.out).at(-1)]).toEqual([
    3,
    expect.objectContaining({
      connection: 'stopped',
      reason: 'Stopped after the time that --timeout allows',
    }),
    4,
    expect.objectContaining({
      connection: 'refused',
      reason: 'The server refused the connection; retrying is switched off',
    }),
  ])
})

test('a job that had completed when --timeout came ends with 0', async () => {
  const lingering = stream([status('completed')], 'open')
  expect(await outcomeOf([lingering], (url) => [...flashcards(url), '--timeout', '1.5'])).toMatchObject({
    code: 0,
    outcome: { job: 'completed', connection: 'stopped', reason: null },
  })
})

test.runIf(bySignal).each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s stops the run, tells what was stored, and ends with 130, though it comes twice for one wish',
  async (signal) => {
    server = await startSseServer([ticking])
    const running = await startCli(['watch', `${server.url}/s`, '--json'], { dataDir })
    await running.line((line) => line.includes('"seq":3'))
    running.child.kill(signal)
    running.child.kill(signal)
    const { code, out, err } = await running.ended
    const lines = jsonLines(out)
    const outcome = lines.at(-1)
    expect([code, err, outcome]).toEqual([
      130,
      '',
      {
        type: 'outcome',
        job: 'processing',
        connection: 'stopped',
        reason: 'Interrupted: the watch was stopped',
        events: expect.any(Number),
        attempts: 1,
        run: 1,
      },
    ])
    expect(await readLog(dataDir, async (log) => (await log.runs())[0])).toMatchObject({
      events: outcome?.events,
      connection: { state: 'stopped' },
    })
    expect(lines.filter(({ type }) => type === 'event').length).toBe(outcome?.events)
  },
)

test.runIf(bySignal)('an interruption while the server is waited for ends at once', async () => {
  server = await startSseServer([answer(503, { 'retry-after': '300' })])
  const running = await startCli(['watch', `${server.url}/s`, '--json'], { dataDir })
  await running.line((line) => line.includes('"waiting"'))
  running.child.kill('SIGINT')
  expect(await running.ended).toMatchObject({ code: 130, err: '' })
})

test.runIf(bySignal)('a generating job that is interrupted is cancelled, and said to be', async () => {
  const slow = stream(['data: {"progress":10,"message":"Analyzing"}\n\n'], 'open')
  server = await startSseServer([slow])
  const words = ['watch', 'learning-paths', '--base-url', server.url, '--set', 'topic=x', '--json']
  const running = await startCli(words, { dataDir })
  await running.line((line) => line.includes('"event"'))
  running.child.kill('SIGINT')
  const { code, out } = await running.ended
  expect([code, jsonLines(out).at(-1)]).toMatchObject([130, { job: 'cancelled', connection: 'stopped' }])
})

test('what was told before the process was killed is kept', async () => {
  server = await startSseServer([ticking])
  const running = await startCli(['watch', `${server.url}/s`, '--json'], { dataDir })
  await running.line((line) => line.includes('"seq":20'))
  running.child.kill('SIGKILL')
  const { out } = await running.ended
  const told = out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'event')
  const stored = (await readLog(dataDir, (log) => log.events(1, 1, told.length))) ?? []
  expect(stored.map(({ seq, data }) => [seq, data])).toEqual(told.map(({ seq, data }) => [seq, data]))
})

test('the bearer token of the environment is sent, and shown or kept nowhere', async () => {
  const secret = 'canary-6f0d1c0b5a'
  server = await startSseServer([stream(['data: x\n\n', 'event: done\ndata: x\n\n'])])
  const words = [
    'watch',
    `${server.url}/s`,
    '--bearer-env',
    'TOKEN',
    '--header',
    'X-Tenant: north',
    '--end-event',
    'done',
  ]
  const seen = [
    await runCli([...words, '--json'], { dataDir, env: { TOKEN: secret } }),
    await runCli(words, { dataDir, env: { TOKEN: secret } }),
    await runCli(['runs', '--json'], { dataDir }),
    await runCli(['events', '1', '--json'], { dataDir }),
  ]
  expect(server.requests.map(({ headers }) => [headers.authorization, headers['x-tenant']])).toEqual([
    [`Bearer ${secret}`, 'north'],
    [`Bearer ${secret}`, 'north'],
  ])
  expect(seen.map(({ code, out, err }) => [code, `${out}${err}`.includes(secret)])).toEqual([
    [0, false],
    [0, false],
    [0, false],
    [0, false],
  ])
  const files = readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name)).includes(secret))
  expect(files).not.toContain(true)
})

test.runIf(bySignal)(
  'a log that was taken away is told with what can be done about it here, and an interruption counts what no log has',
  async () => {
    server = await startSseServer([ticking])
    const running = await startCli(['watch', `${server.url}/s`, '--json'], { dataDir })
    let told = ''
    running.child.stderr?.on('data', (text) => {
      told += text
    })
    await running.line((line) => line.includes('tick'))
    rmSync(join(dataDir, 'runlight.db'))
    await expect
      .poll(() => told)
      .toContain(
        'The terminal cannot have it written anew: put it back, or end with Ctrl+C; what no log has is counted then.',
      )
    running.child.kill('SIGINT')
    expect((await running.ended).err).toMatch(
      /Runlight ended while its log was deleted, .* [\d,]+ events? more came that no log has\./,
    )
  },
)
