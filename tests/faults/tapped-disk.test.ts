// A disk that takes nothing while applications stream through the tap: nobody waits for it, and the log says what it lacks once it
// is back. The writer's own SQLite is made to fail; the rest is real.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { failingDisk } from '../support/failing-disk.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { createHandTap, type HandTap } from '../support/hand-tap.ts'

vi.mock('node:worker_threads', async (original) =>
  (await import('../support/failing-disk.ts')).mockThreads(original),
)

let engine: TestEngine
let tap: HandTap

beforeEach(async () => {
  tap = createHandTap()
  engine = await startEngine({
    dataDir: freshDir(),
    clock: createFastClock(5),
    taps: {
      port: tap.port,
      own: {
        listen: '127.0.0.1:4319',
        target: { to: 'https://api.example.com', caPem: null, proxyUrl: null },
        serverId: null,
        kind: null,
        readAs: null,
      },
    },
  })
})
afterEach(async () => {
  failingDisk.mend()
  await engine.close().catch(() => {})
  removeDir(engine.dataDir)
})

const finished = { type: 'finished' } as const
const done = () => ({ state: 'done' as const, at: Date.now(), bytes: 0, waiting: 0 })
const runs = async () => (await engine.call('runs.snapshot', {})).runs
const log = async () => (await engine.call('runs.snapshot', {})).log.state
const event = (n: number) => `id: ${n}\ndata: ${n}\n\n`
const theRun = async () => {
  await expect.poll(async () => (await runs()).length, { timeout: 60_000 }).toBe(1)
  return (await runs())[0]?.id ?? 0
}
const dataOf = async (run: number) => (await engine.events(run)).map(({ data }) => data)

test('full from the beginning: the run is there with all that the window held, once the disk is back', async () => {
  failingDisk.fail('SQLITE_FULL')
  const exchange = tap.ask('/logs')
  exchange.streams([event(1), event(2)])
  exchange.received(Buffer.from(`x\n\n${event(3)}`), 7_000)
  exchange.ended(finished, 0)
  exchange.client(done())
  await expect.poll(() => failingDisk.failed()).toBeGreaterThan(0)
  expect(await runs()).toEqual([])
  failingDisk.mend()
  const run = await theRun()
  const over = await engine.until(run, ({ connection }) => connection.state === 'ended-early', 60_000)
  expect(await dataOf(run)).toEqual(['1', '2', '3'])
  expect(over.tapped).toMatchObject({ unrecorded: 7_003, client: { state: 'done' } })
})

test('full in the middle: the client’s calls return at once, what the window could not hold is a gap, and the rest is there', async () => {
  const exchange = tap.ask('/logs')
  exchange.streams([event(1)])
  const run = await theRun()
  await engine.until(run, ({ events }) => events === 1)
  failingDisk.fail('SQLITE_FULL')
  let n = 1
  // More than the log holds in memory: from here on bytes wait in the window.
  for (let i = 0; i < 40; i++) exchange.pieces(Array.from({ length: 100 }, () => event(++n)))
  await expect.poll(log, { timeout: 60_000 }).toBe('full')
  const held = exchange.taken()
  exchange.received(Buffer.from(`cut\n\n${event(++n)}`), 90_000)
  expect(exchange.taken()).toBe(held)
  failingDisk.mend()
  await engine.until(run, ({ events }) => events === n, 120_000)
  exchange.ended(finished, 0)
  exchange.client(done())
  const over = await engine.until(run, ({ connection }) => connection.state === 'ended-early', 60_000)
  expect(over.tapped?.unrecorded).toBe(90_005)
  const { gaps } = await engine.call('runs.connection', { run })
  expect(gaps[0]).toMatchObject({ bytes: 90_005, afterSeq: n - 1, cause: 'the log could not keep up' })
})

test('full at the end: the run is settled with its gap once the disk is back', async () => {
  const exchange = tap.ask('/logs')
  exchange.streams([event(1)])
  const run = await theRun()
  await engine.until(run, ({ events }) => events === 1)
  failingDisk.fail('SQLITE_FULL')
  exchange.pieces([event(2)])
  exchange.ended(finished, 500)
  exchange.client(done())
  await expect.poll(log, { timeout: 60_000 }).toBe('full')
  failingDisk.mend()
  const over = await engine.until(run, ({ connection }) => connection.state === 'ended-early', 60_000)
  expect(await dataOf(run)).toEqual(['1', '2'])
  expect(over.tapped).toMatchObject({ unrecorded: 500, client: { state: 'done' } })
})

test('full until the engine closes: nothing hangs, and nothing that was shown is lost', async () => {
  const exchange = tap.ask('/logs')
  exchange.streams([event(1)])
  const run = await theRun()
  await engine.until(run, ({ events }) => events === 1)
  failingDisk.fail('SQLITE_FULL')
  const waits = tap.ask('/other')
  waits.streams([event(1)])
  exchange.pieces([event(2)])
  await expect.poll(log, { timeout: 60_000 }).toBe('full')
  await expect(engine.close()).rejects.toThrow()
  exchange.pieces([event(3)])
  exchange.ended({ type: 'left' }, 0)
  waits.ended({ type: 'left' }, 0)
})
