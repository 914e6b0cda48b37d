// `tap` as a process: an application asks through it, and what it received is told and stored; whatever ends it, it ends in
// order.

import { type ClientRequest, get, type IncomingMessage } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { needsUnix } from '../support/needs.ts'
import { answer, type Behaviour, type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { readLog } from './support/read-log.ts'
import { jsonLines, type Line, type Running, startCli } from './support/run-cli.ts'

const bySignal = needsUnix('An end by a signal', 'signals that a process hears')
const path = '/v1/flashcards/runs/biology/events'
const status = (completed: number, state = 'processing') =>
  `event: status\ndata: {"status":"${state}","sets_created":10,"sets_completed":${completed},"total_expected":10,"progress_percent":null}\n\n`
const whole = stream([status(5), status(10, 'completed'), 'event: end\ndata: {"status":"completed"}\n\n'])

let dataDir: string
let server: SseServer
let running: Running | null
let asked: ClientRequest[]

beforeEach(() => {
  dataDir = freshDir()
  running = null
  asked = []
})
afterEach(async () => {
  for (const request of asked) request.destroy()
  running?.child.kill('SIGKILL')
  await running?.ended
  await server.close()
  removeDir(dataDir)
})

async function tap(behaviours: readonly Behaviour[], words: readonly string[] = []) {
  server = await startSseServer(behaviours)
  running = await startCli(['tap', '--to', server.url, '--listen', '127.0.0.1:0', ...words], { dataDir })
  const first = await running.line(() => true)
  return { running, url: /http:\/\/127\.0\.0\.1:\d+(?=$|")/.exec(first)?.[0] ?? '' }
}

/** Asks as an application does; resolves with the head of the answer. */
function ask(url: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get(
      url,
      { agent: false, headers: { 'user-agent': 'story-tablet/2.1', ...headers } },
      resolve,
    )
    request.on('error', reject)
    asked.push(request)
  })
}

async function textOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

const has = (type: string) => (line: string) => line.includes(`"type":"${type}"`)
const lineOf = async (from: Running, type: string): Promise<Line> => JSON.parse(await from.line(has(type)))
const stored = () => readLog(dataDir, (log) => log.runs())

test.runIf(bySignal)(
  'says where to ask, tells each run from its begin to its end, and ends with 0',
  async () => {
    const { running, url } = await tap([whole, answer(200, { 'content-type': 'application/json' }, '{}')])
    const response = await ask(`${url}${path}`, { authorization: 'Bearer sk-not-to-be-kept' })
    expect(await textOf(response)).toContain('event: end')
    await running.line((line) => line.includes('  ends  '))
    await textOf(await ask(`${url}/api/users`))
    running.child.kill('SIGINT')
    const { code, out, err } = await running.ended
    const lines = out
      .replaceAll(/\d\d:\d\d:\d\d/g, 'TIME')
      .replace(/in \d[\d.]* m?s/, 'in SOME')
      .split('\n')
    expect([code, err, lines]).toEqual([
      0,
      '',
      [
        `The tap for ${server.url} is on ${url}`,
        `Give your application this address in place of ${server.url}, such as`,
        `  OPENAI_BASE_URL=${url}`,
        `Every stream that it receives is a run in ${dataDir}. Credentials pass through and are never kept.`,
        'Ctrl-C ends the tap.',
        'TIME  begins        run 1, flashcards: Flashcards run biology, for story-tablet/2.1 at 127.0.0.1',
        'TIME  ends          run 1, Flashcards run biology: completed · closed · 3 events in SOME · the client received all of it',
        'The tap is closed: 2 requests, 1 stream recorded, 1 other answer passed on and not kept.',
        '',
      ],
    ])
    expect(server.requests[0]?.headers.authorization).toBe('Bearer sk-not-to-be-kept')
    const [run] = (await stored()) ?? []
    expect(run).toMatchObject({ job: { state: 'completed' }, tapped: { client: { state: 'done' } } })
    expect(JSON.stringify(run)).not.toContain('sk-not')
  },
)

test('says the same to programs, and whose fault an early end is', async () => {
  const { running, url } = await tap(
    [stream([status(6)], 'open'), stream([status(6)], 'destroy')],
    ['--json', '--kind', 'flashcards'],
  )
  expect(await lineOf(running, 'tap')).toMatchObject({ url, to: server.url, warning: null, dataDir })
  const response = await ask(`${url}${path}`)
  await running.line(has('begin'))
  response.destroy()
  const left = await lineOf(running, 'end')
  expect(left).toMatchObject({
    run: 1,
    uid: expect.any(String),
    kind: 'flashcards',
    attempt: 1,
    job: { state: 'unknown', cause: 'The client went away at 60 %' },
    connection: { state: 'ended-early', cause: 'The client went away at 60 %' },
    events: 1,
    client: { address: '127.0.0.1', agent: 'story-tablet/2.1', state: 'gone' },
    unrecorded: 0,
  })
  const broken = await ask(`${url}/v1/flashcards/runs/chemistry/events`)
  await expect(textOf(broken)).rejects.toThrow()
  const lost: Line = JSON.parse(await running.line((line) => has('end')(line) && line.includes('"run":2')))
  expect(lost).toMatchObject({ connection: { state: 'ended-early' }, client: { state: 'cut' } })
  expect(JSON.stringify(lost.connection)).not.toContain('client')
})

test('tells a job that is asked for again as the same run', async () => {
  const { running, url } = await tap([stream(['id: 1\n', status(6)]), whole], ['--json'])
  await textOf(await ask(`${url}${path}`))
  await running.line(has('end'))
  await textOf(await ask(`${url}${path}`, { 'last-event-id': '1' }))
  const again = await running.line((line) => has('begin')(line) && line.includes('"attempt":2'))
  expect(JSON.parse(again)).toMatchObject({ run: 1, attempt: 2 })
  const end = await running.line((line) => has('end')(line) && line.includes('"attempt":2'))
  expect(JSON.parse(end)).toMatchObject({ run: 1, job: { state: 'completed' }, events: 3 })
})

test.runIf(bySignal)('asked to end it says how many streams were under way, and how they end', async () => {
  const { running, url } = await tap([stream([status(6)], 'open')], ['--json'])
  const response = await ask(`${url}${path}`)
  response.resume().on('error', () => {})
  await expect.poll(async () => (await stored())?.[0]?.events ?? 0, { timeout: 20_000 }).toBe(1)
  running.child.kill('SIGTERM')
  const { code, out, err } = await running.ended
  const told = jsonLines(out).slice(2)
  expect([code, err, told.map(({ type }) => type)]).toEqual([0, '', ['closing', 'end', 'closed']])
  expect(told[0]).toMatchObject({ underWay: 1 })
  const [run] = (await stored()) ?? []
  expect(run?.connection).toMatchObject({ state: 'ended-early', cause: 'Runlight was closed' })
  expect(run?.tapped?.client.state).toBe('cut')
})

test('tells what the tap had to answer itself', async () => {
  const { running, url } = await tap([whole], ['--json'])
  await server.close()
  expect((await ask(`${url}/x`)).statusCode).toBe(502)
  expect(await lineOf(running, 'refused')).toMatchObject({
    count: 1,
    status: 502,
    cause: expect.stringContaining('ECONNREFUSED'),
  })
  expect((await ask(`${url}/x`, { host: 'evil.example' })).statusCode).toBe(421)
  const second = await running.line((line) => line.includes('"status":421'))
  expect(JSON.parse(second)).toMatchObject({ count: 1, cause: expect.stringContaining('its own address') })
})

test('warns where other computers can ask, and says an address that this one can', async () => {
  server = await startSseServer([whole])
  running = await startCli(['tap', '--to', server.url, '--listen', '0.0.0.0:0', '--json'], { dataDir })
  const { url, warning } = await lineOf(running, 'tap')
  expect([url, warning]).toEqual([
    expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    expect.stringContaining(`can ask ${server.url} by way of it`),
  ])
  expect(await textOf(await ask(`${url}${path}`))).toContain('event: end')
})
