// What a person may do with a run that came through a tap: Runlight asks for nothing in its place, and what is not to be recorded
// is not.

import { afterEach, expect, test } from 'vitest'
import type { Input } from '../../src/core/contract/contract.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { createHandTap, type HandTap } from '../support/hand-tap.ts'
import { startSseServer, stream } from '../support/sse-server.ts'

let engine: TestEngine
let tap: HandTap
let closers: (() => unknown)[] = []

afterEach(async () => {
  await engine.close()
  for (const close of closers) await close()
  closers = []
  removeDir(engine.dataDir)
})

async function open(to = 'https://api.example.com'): Promise<void> {
  tap = createHandTap()
  engine = await startEngine({
    dataDir: freshDir(),
    taps: {
      port: tap.port,
      own: {
        listen: '127.0.0.1:4319',
        target: { to, caPem: null, proxyUrl: null },
        serverId: null,
        kind: null,
        readAs: null,
      },
    },
  })
}

const finished = { type: 'finished' } as const
const path = '/v1/flashcards/runs/7/events'
const status = 'event: status\ndata: {"sets_completed": 1, "total_expected": 10, "status": "processing"}\n\n'
const counts = async () => (await engine.call('taps.list', {})).taps[0]?.counts
const runs = async () => (await engine.call('runs.snapshot', {})).runs
const gone = () => ({ state: 'gone' as const, at: Date.now(), bytes: 0, waiting: 0 })
const refusal = async (
  name: 'runs.retry' | 'runs.giveUpWhenLost' | 'runs.startAgain',
  input: Input<typeof name>,
) => {
  const answer = await engine.engine.dispatch(name, input)
  return answer.ok ? null : answer.error
}

/** A live run of `exchange`. */
async function live(headers: [string, string][] = []) {
  const exchange = tap.ask(path, { headers })
  exchange.streams(['id: 1\n', status])
  await expect.poll(async () => (await runs()).length).toBe(1)
  const run = (await runs())[0]?.id ?? 0
  await engine.until(run, ({ events }) => events === 1)
  return { exchange, run }
}

test('its client alone asks: a retry and a giving up are refused, live and at rest', async () => {
  await open()
  const { exchange, run } = await live()
  for (const name of ['runs.retry', 'runs.giveUpWhenLost'] as const)
    expect(await refusal(name, { run })).toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('its application alone asks for it'),
    })
  exchange.client(gone())
  exchange.ended({ type: 'left' }, 0)
  await engine.until(run, ({ connection }) => connection.state === 'ended-early')
  expect(await refusal('runs.retry', { run })).toMatchObject({ code: 'not-allowed' })
})

test('a stop ends the record and not the stream, and nothing more of that job is recorded', async () => {
  await open()
  const { exchange, run } = await live()
  await engine.call('runs.stop', { run })
  const left = await engine.until(run, ({ connection }) => connection.state === 'stopped')
  expect(left).toMatchObject({ job: { state: 'unknown' }, tapped: { client: { state: 'unknown' } } })
  expect(exchange.skipped()).toBe(true)
  exchange.pieces(['id: 2\n', status])
  exchange.client(gone())
  exchange.ended({ type: 'left' }, 0)
  for (const [times, headers] of [[['Last-Event-ID', '2']], [], []].entries()) {
    const again = tap.ask(path, { headers: headers as [string, string][] })
    again.streams(['id: 3\n', status])
    await expect.poll(async () => (await counts())?.unrecorded).toBe(times + 1)
    expect(again.skipped()).toBe(true)
    again.ended(finished, 0)
  }
  expect(await runs()).toMatchObject([{ id: run, events: 1, connection: { state: 'stopped', attempt: 1 } }])
})

test('a stop while nothing but lost bytes goes by does not wait for the stream’s end', async () => {
  await open()
  const { exchange, run } = await live()
  exchange.received(Buffer.from('cut'), 1_000)
  await engine.call('runs.stop', { run })
  await engine.until(run, ({ connection }) => connection.state === 'stopped')
})

test('a run that is removed while its stream goes on stays removed, and the next request is a run of its own', async () => {
  await open()
  const { exchange, run } = await live()
  await engine.call('runs.remove', { run })
  expect(await runs()).toEqual([])
  exchange.pieces(['id: 2\n', status])
  exchange.ended(finished, 0)
  exchange.client({ state: 'done', at: Date.now(), bytes: 0, waiting: 0 })
  const again = tap.ask(path)
  again.streams(['id: 3\n', status])
  await expect.poll(async () => (await runs()).map(({ events }) => events)).toEqual([1])
  expect((await runs())[0]?.id).not.toBe(run)
  again.ended(finished, 0)
})

test('the client’s fate is told after its server’s end', async () => {
  await open()
  const { exchange, run } = await live()
  exchange.ended(finished, 0)
  await engine.until(run, ({ connection }) => connection.state === 'ended-early')
  expect((await engine.summary(run)).tapped?.client.state).toBe('open')
  exchange.client({ state: 'slow', at: Date.now(), bytes: 10, waiting: 90 })
  await engine.until(run, ({ tapped }) => tapped?.client.state === 'slow')
  exchange.client({ state: 'done', at: Date.now(), bytes: 100, waiting: 0 })
  await engine.until(run, ({ tapped }) => tapped?.client.state === 'done')
  const { attempts } = await engine.call('runs.connection', { run })
  expect(attempts[0]?.client).toMatchObject({ state: 'done', bytes: 100 })
})

test('a live one is marked, set aside, read by another reader and kept by retention, and goes on meanwhile', async () => {
  await open()
  const exchange = tap.ask('/logs')
  const chat = (text: string) => `data: {"choices":[{"index":0,"delta":{"content":"${text}"}}]}\n\n`
  exchange.streams([chat('a')])
  await expect.poll(async () => (await runs()).length).toBe(1)
  const run = (await runs())[0]?.id ?? 0
  await engine.until(run, ({ events }) => events === 1)
  await engine.call('runs.mark', { run, change: { title: 'Tablet', tag: ['kids'] } })
  await engine.call('runs.setAside', { runs: [run], forMs: 60_000 })
  expect(await runs()).toEqual([])
  exchange.pieces([chat('b')])
  await engine.call('runs.setAside', { runs: [run], forMs: 0 })
  await engine.until(run, ({ events, marks }) => events === 2 && marks.tags.includes('kids'))
  await engine.call('runs.readAs', { run, readAs: 'openai-chat' })
  await engine.until(run, ({ readAgain, reading }) => readAgain === 1 && reading === undefined)
  exchange.pieces([chat('c')])
  const read = await engine.until(run, ({ job }) => job.textLength === 3)
  expect(read).toMatchObject({
    title: 'Tablet',
    connection: { state: 'live' },
    tapped: { uid: exchange.uid },
  })
  const preview = await engine.call('storage.preview', {
    rules: [{ kind: null, days: null, runs: null, bytes: 1 }],
  })
  expect(preview).toMatchObject({ runs: 0 })
  exchange.ended(finished, 0)
  await engine.until(run, ({ connection }) => connection.state !== 'live')
})

test('to start it again makes a run of one’s own, which asks its server itself', async () => {
  const server = await startSseServer([stream(['event: end\ndata: {"status": "completed"}\n\n'])])
  closers.push(server.close)
  await open(server.url)
  const { exchange, run } = await live()
  exchange.ended(finished, 0)
  await engine.until(run, ({ connection }) => connection.state === 'ended-early')
  const again = await engine.call('runs.startAgain', { run })
  const own = await engine.until(again.run, ({ job }) => job.state === 'completed')
  expect(own).toMatchObject({ againOf: run })
  expect(own.tapped).toBeUndefined()
})

test('to start it again without what the application sent as its credentials says what is missing', async () => {
  await open()
  const { exchange, run } = await live([
    ['Authorization', 'Bearer abc'],
    ['X-Tenant', 'kids'],
  ])
  exchange.ended(finished, 0)
  await engine.until(run, ({ connection }) => connection.state === 'ended-early')
  const error = await refusal('runs.startAgain', { run })
  expect(error).toMatchObject({ code: 'needs-credentials', message: expect.stringContaining('never kept') })
  expect(JSON.stringify(error)).not.toMatch(/abc|kids/)
  expect(await engine.call('runs.form', { run })).toMatchObject({ kind: 'flashcards' })
})
