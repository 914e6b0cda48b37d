// A thread of the log that dies while the engine works: it is started again, what was acknowledged is there, what was not
// is stored once, and the screens are told. The threads are ended from outside, as a crash of theirs would.

import type { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { type SseServer, startSseServer } from '../support/sse-server.ts'

const workers: { readonly path: string; readonly worker: Worker }[] = []
/** A thread that is named here does not open until it is taken out. */
const blocked = new Set<string>()

vi.mock('node:worker_threads', async (original) => {
  const threads = await original<typeof import('node:worker_threads')>()
  return {
    ...threads,
    Worker: class extends threads.Worker {
      constructor(path: string, options: ConstructorParameters<typeof Worker>[1]) {
        super(
          blocked.size > 0 && [...blocked].some((name) => path.includes(name)) ? `${path}.missing` : path,
          options,
        )
        workers.push({ path, worker: this })
      }
    },
  }
})

const latest = (name: string) => workers.findLast(({ path }) => path.includes(`${name}-thread`))?.worker
const count = (name: string) => workers.filter(({ path }) => path.includes(`${name}-thread`)).length
const kill = async (name: string) => {
  await latest(name)?.terminate()
}

let engine: TestEngine
let server: SseServer
let send: (n: number) => void

beforeEach(async () => {
  workers.length = 0
  blocked.clear()
  let next = 1
  send = () => {}
  server = await startSseServer([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.flushHeaders()
      send = (n) => {
        for (const end = next + n; next < end; next++) response.write(`id: ${next}\ndata: event ${next}\n\n`)
      }
    },
  ])
  engine = await startEngine()
})
afterEach(async () => {
  await engine.close()
  await server.close()
  removeDir(engine.dataDir)
})

async function watched(): Promise<number> {
  const run = await engine.watch(`${server.url}/s`)
  await engine.until(run, (now) => now.connection.state === 'live')
  return run
}

const logSaid = () => engine.pushes.flatMap(({ log }) => log ?? [])
const numbers = async (run: number) =>
  (await engine.events(run)).map(({ data }) => Number(data.replace('event ', '')))
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

test.each(['reader', 'review'])('a dead %s is started again by itself, and reading goes on', async (name) => {
  const run = await watched()
  send(3)
  await engine.until(run, (now) => now.events === 3)
  const facets = () => engine.call('log.facets', { run })
  // Each is there since it was asked.
  const [before] = await Promise.all([facets(), numbers(run)])
  await kill(name)
  await expect.poll(() => count(name)).toBe(2)
  await expect.poll(() => numbers(run).catch(() => [])).toEqual([1, 2, 3])
  await expect.poll(() => facets().catch(() => null)).toEqual(before)
  send(2)
  await engine.until(run, (now) => now.events === 5)
  expect(logSaid()).toEqual([])
})

test('a dead writer is said, started again, and stores what came meanwhile, each event once', async () => {
  const run = await watched()
  send(50)
  await engine.until(run, (now) => now.events === 50)
  await kill('writer')
  send(50)
  await engine.until(run, (now) => now.events === 100)
  await expect.poll(async () => (await engine.call('runs.snapshot', {})).log.state).toBe('ok')
  expect(await numbers(run)).toEqual(upTo(100))
  expect(logSaid()[0]).toEqual({
    state: 'failed',
    sentence:
      'The log stopped working and is being started again. Streams are held meanwhile, and nothing is lost.',
  })
  expect(logSaid().at(-1)).toEqual({ state: 'ok', sentence: null })
  expect(server.requests).toHaveLength(1)
})

test('a writer that dies under load, again and again, doubles and loses nothing, and shows nothing that is not stored', async () => {
  const run = await watched()
  let sent = 0
  const feed = setInterval(() => {
    send(20)
    sent += 20
  }, 5)
  for (let deaths = 0; deaths < 2; deaths++) {
    const before = (await engine.summary(run)).events
    await engine.until(run, (now) => now.events > before)
    await kill('writer')
    await expect.poll(() => count('writer')).toBe(deaths + 2)
    const shown = engine.pushes.flatMap(({ runs }) => runs).at(-1)?.events ?? 0
    await expect
      .poll(async () => (await numbers(run).catch(() => [])).length >= Math.min(shown, 1_000))
      .toBe(true)
  }
  clearInterval(feed)
  await engine.until(run, (now) => now.events === sent, 30_000)
  const all: number[] = []
  while (all.length < sent) {
    const { rows } = await engine.call('events.range', { run, from: all.length + 1, limit: 1_000 })
    if (rows.length === 0) break
    all.push(...rows.map(({ data }) => Number(data.replace('event ', ''))))
  }
  expect(all).toEqual(upTo(sent))
}, 60_000)

test('while the writer does not open, streams are held, and that is what the banner says', async () => {
  const run = await watched()
  send(5)
  await engine.until(run, (now) => now.events === 5)
  blocked.add('writer-thread')
  await kill('writer')
  await expect
    .poll(async () => (await engine.call('runs.snapshot', {})).log.sentence)
    .toMatch(/^The log stopped working and does not open again yet\. Streams are held meanwhile/)
  send(5)
  expect((await engine.summary(run)).events).toBe(5)
  blocked.clear()
  await engine.until(run, (now) => now.events === 10)
  await expect.poll(async () => (await engine.call('runs.snapshot', {})).log.state).toBe('ok')
  expect(await numbers(run)).toEqual(upTo(10))
})

test('a writer that keeps dying is given up: every stream is closed, and each run says why', async () => {
  const run = await watched()
  send(5)
  await engine.until(run, (now) => now.events === 5)
  const wentDown = () =>
    logSaid().filter(({ sentence }) => sentence?.includes('is being started again')).length
  for (let deaths = 1; deaths <= 5; deaths++) {
    await kill('writer')
    await expect.poll(wentDown).toBe(deaths)
    await expect.poll(async () => (await engine.call('runs.snapshot', {})).log.state).toBe('ok')
  }
  await kill('writer')
  const { connection, events } = await engine.until(run, (now) => now.connection.state === 'refused')
  expect([connection.cause, events]).toEqual([
    'Runlight’s log stopped working; close Runlight and start it again',
    5,
  ])
  expect((await engine.call('runs.snapshot', {})).log).toEqual({
    state: 'failed',
    sentence: 'The log stopped working: close Runlight and start it again. What was shown is stored.',
  })
  await expect(engine.call('runs.retry', { run })).rejects.toThrow('close Runlight and start it again')
  expect(await numbers(run)).toEqual(upTo(5))
}, 60_000)
