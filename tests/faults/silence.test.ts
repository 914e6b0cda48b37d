// Faults of time: a peer that is gone without a word, one that is very slow, clocks that jump, sleep, and a network that
// was away. Sockets are real, only time runs faster.

import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Clock } from '../../src/engine/base/clock.ts'
import type { NetworkSignal } from '../../src/engine/index.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { needsUnix } from '../support/needs.ts'
import { answer, type Behaviour, stream } from '../support/sse-server.ts'
import { createStage, endEvent, reach } from '../support/stage.ts'

const stage = createStage()
let child: ChildProcess | null = null
afterEach(() => {
  child?.kill('SIGKILL')
  child = null
})

/** A network port that the test signals itself. */
function signals() {
  let listener: (signal: NetworkSignal) => void = () => {}
  return {
    network: (one: (signal: NetworkSignal) => void) => {
      listener = one
      return () => {}
    },
    signal: (signal: NetworkSignal) => listener(signal),
  }
}

test.runIf(needsUnix('A peer that is stopped as a whole', 'signal for it'))(
  '4: a peer that is gone without a word is given up by its beat, and the stream is resumed by its id',
  async () => {
    // A beat of 10 s, in an hour that takes a minute.
    const made = spawn(
      process.execPath,
      [join(import.meta.dirname, '../support/beating-process.ts'), '200', '14'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    child = made
    const port = await new Promise<string>((resolve) =>
      made.stdout.once('data', (text) => resolve(String(text).trim())),
    )
    const engine = await stage.startEngine(50)
    const run = await engine.watch(`http://127.0.0.1:${port}/s`, { endEvent: 'end' })
    await engine.until(run, (now) => now.events >= 8)
    made.kill('SIGSTOP')
    await engine.until(run, (now) => now.connection.attempt >= 2)
    const { transitions } = await engine.call('runs.connection', { run })
    const lost = transitions.find(({ state }) => state === 'waiting')
    expect(lost?.job).toBe(null)
    expect(lost?.cause).toMatch(/^Nothing came for (9\d s|1 min \d+ s): the connection is taken for dead$/)
    made.kill('SIGCONT')
    const closed = await engine.until(run, (now) => now.connection.state === 'closed')
    expect(closed.job.state).toBe('completed')
    const rows = await engine.events(run)
    expect(rows.map(({ data }) => data)).toEqual([...Array.from({ length: 14 }, (_, i) => `${i + 1}`), ''])
    const { attempts, gaps } = await engine.call('runs.connection', { run })
    expect(attempts.at(-1)?.resumedFrom).not.toBeNull()
    expect(gaps).toMatchObject([
      { cause: lost?.cause, missed: 'nothing', basis: `resumed by id ${attempts.at(-1)?.resumedFrom}` },
    ])
  },
)

test('6: a body that trickles one byte a second is read as it comes, on one connection', async () => {
  const text = Buffer.from(`id: 1\ndata: slow\n\n${endEvent}`)
  await stage.start(
    [
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.flushHeaders()
        let at = 0
        const timer = setInterval(() => {
          response.write(text.subarray(at, at + 1))
          if (++at === text.length) clearInterval(timer)
        }, 20)
        response.on('close', () => clearInterval(timer))
      },
    ],
    50,
  )
  const run = await stage.watch()
  expect((await reach(stage.engine(), run, 'closed')).slice(0, 2)).toEqual(['completed', 'closed'])
  expect((await stage.engine().events(run)).map(({ id, data }) => [id, data])).toEqual([
    ['1', 'slow'],
    [null, ''],
  ])
  const { attempts, transitions } = await stage.engine().call('runs.connection', { run })
  expect([attempts.length, attempts[0]?.notices]).toEqual([1, undefined])
  expect(transitions.map(({ state }) => state).filter((state) => state === 'stalled')).toEqual([])
})

test('56: a clock that jumps a day forth and back moves nothing: no attempt, no negative time, no lost order', async () => {
  let offset = 0
  const real = createFastClock(20)
  const clock: Clock = { ...real, now: () => real.now() + offset }
  const behave: Behaviour = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    let sent = 0
    const timer = setInterval(() => {
      response.write(`id: ${++sent}\ndata: ${sent}\n\n`)
      if (sent === 12) response.end(endEvent)
    }, 100)
    response.on('close', () => clearInterval(timer))
  }
  await stage.serve([behave])
  const engine = await stage.startEngine(20, { clock })
  const run = await stage.watch()
  const day = 24 * 3_600_000
  for (const [events, jump] of [
    [2, day],
    [4, -day],
    [6, 0],
    [8, 3_600_000],
  ] as const) {
    await engine.until(run, (now) => now.events >= events)
    offset = jump
  }
  const closed = await engine.until(run, (now) => now.connection.state === 'closed')
  expect([closed.job.state, closed.connection.attempt, closed.gaps]).toEqual(['completed', 1, 0])
  expect((await engine.events(run)).map(({ seq, id }) => [seq, id])).toEqual([
    ...Array.from({ length: 12 }, (_, i) => [i + 1, `${i + 1}`]),
    [13, null],
  ])
  const { transitions, doing } = await engine.call('runs.connection', { run })
  expect(transitions.filter(({ state }) => state === 'stalled' || state === 'waiting')).toEqual([])
  expect(doing).not.toContain('-')
})

test('56: a clock set back leaves no attempt and no gap that ends before it began, and set forth no retry in no time', async () => {
  let offset = 0
  const real = createFastClock(20)
  const clock: Clock = { ...real, now: () => real.now() + offset }
  await stage.serve([
    stream(['id: 1\ndata: a\n\n'], 'open'),
    answer(503, { 'retry-after': '120' }),
    stream(['id: 2\ndata: b\n\n', endEvent]),
  ])
  const engine = await stage.startEngine(20, { clock })
  const run = await stage.watch()
  await engine.until(run, (now) => now.events === 1)
  const day = 24 * 3_600_000
  offset = -day
  stage.server().cut()
  await engine.until(run, ({ connection }) => connection.cause?.includes('503') === true)
  const wire = () => engine.call('runs.connection', { run })
  offset = 0
  await expect
    .poll(async () => (await wire()).doing)
    .toMatch(/tries again in (1 min \d+ s|2 min|\d\d s): attempt 3/)
  const shown = (await engine.summary(run)).connection.retryAt ?? 0
  expect(Math.abs(shown - clock.now())).toBeLessThan(130_000)
  await engine.call('runs.retry', { run })
  const done = await engine.until(run, ({ connection }) => connection.state === 'closed')
  const { attempts, gaps } = await wire()
  for (const { startedAt, openedAt, endedAt } of attempts) {
    expect(openedAt ?? startedAt).toBeGreaterThanOrEqual(startedAt)
    expect(endedAt).toBeGreaterThanOrEqual(openedAt ?? startedAt)
  }
  expect(gaps.map((gap) => (gap.until ?? 0) >= gap.from)).toEqual([true])
  expect(done.job.finishedAt).toBeGreaterThanOrEqual(done.job.firstEventAt ?? 0)
})

test('57: after eight hours of sleep every run connects anew, spread over some seconds, with the gap recorded', async () => {
  const port = signals()
  let asleep = 0
  const real = createFastClock(20)
  // Monotonic time stands still in sleep.
  const clock: Clock = { ...real, now: () => real.now() + asleep }
  await stage.serve([
    (request, response, body) =>
      stream(
        request.headers['last-event-id'] === '2'
          ? [`id: 3\ndata: c\n\n${endEvent}`]
          : ['id: 1\ndata: a\n\nid: 2\ndata: b\n\n'],
        'open',
      )(request, response, body),
  ])
  const engine = await stage.startEngine(20, { clock, network: port.network })
  const runs = await Promise.all(Array.from({ length: 20 }, () => stage.watch()))
  for (const run of runs) await engine.until(run, (now) => now.events === 2)
  port.signal('suspend')
  for (const run of runs)
    expect(await reach(engine, run, 'paused')).toEqual(['processing', 'paused', 'This computer is asleep'])
  asleep = 8 * 3_600_000
  const woken = clock.now()
  port.signal('resume')
  for (const run of runs) expect((await reach(engine, run, 'closed'))[0]).toBe('completed')
  const starts: number[] = []
  for (const run of runs) {
    const { attempts, gaps } = await engine.call('runs.connection', { run })
    starts.push((attempts.at(-1)?.startedAt ?? 0) - woken)
    expect(gaps).toMatchObject([
      { cause: 'This computer is asleep', missed: 'nothing', basis: 'resumed by id 2' },
    ])
    expect((gaps[0]?.until ?? 0) - (gaps[0]?.from ?? 0)).toBeGreaterThanOrEqual(asleep)
  }
  starts.sort((a, b) => a - b)
  expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeGreaterThan(1_000)
})

test('58: 200 runs that come back after an hour offline make at most eight connections a second', async () => {
  const port = signals()
  await stage.serve([stream(['id: 1\ndata: a\n\n'], 'open')])
  const clock = createFastClock(10)
  const engine = await stage.startEngine(10, { clock, network: port.network })
  const runs = await Promise.all(Array.from({ length: 200 }, () => stage.watch()))
  for (const run of runs) await engine.until(run, (now) => now.events === 1, 60_000)
  port.signal('suspend')
  for (const run of runs) await reach(engine, run, 'paused')
  const from = clock.monotonic()
  const woken = clock.now()
  port.signal('resume')
  for (const run of runs) await engine.until(run, (now) => now.connection.attempt >= 2, 60_000)
  // The first eight may come at once.
  expect(clock.monotonic() - from).toBeGreaterThanOrEqual(((200 - 8) / 8) * 1_000)
  const starts: number[] = []
  for (const run of runs) {
    const { attempts } = await engine.call('runs.connection', { run })
    starts.push(...attempts.map(({ startedAt }) => startedAt).filter((at) => at >= woken))
  }
  expect(starts.length).toBeGreaterThanOrEqual(200)
  starts.sort((a, b) => a - b)
  // 80 in ten seconds; a busy computer starts some of them a moment after their turn.
  for (let i = 0; i + 96 < starts.length; i++)
    expect((starts[i + 96] ?? 0) - (starts[i] ?? 0)).toBeGreaterThanOrEqual(10_000)
})
