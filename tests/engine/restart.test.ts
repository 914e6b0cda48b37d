// Closing, crashing and starting again: what was committed is there, what observes goes on, what starts work does not.

import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { isOpen } from '../../src/core/run/states.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import engineProcess from '../support/engine-process.ts?modulePath'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'

let dataDir = freshDir()
let engine: TestEngine | null = null
let server: SseServer
let child: ChildProcess | null = null

afterEach(async () => {
  child?.kill('SIGKILL')
  await engine?.close()
  await server.close()
  removeDir(dataDir)
  dataDir = freshDir()
})

test('an observed run goes on after a restart, from its stored id, and the time between is a gap', async () => {
  server = await startSseServer([
    stream(['id: 1\ndata: a\n\nid: 2\ndata: b\n\n'], 'open'),
    stream(['id: 3\ndata: c\n\nevent: end\ndata:\n\n']),
  ])
  engine = await startEngine({ dataDir })
  const run = await engine.watch(`${server.url}/s`, { endEvent: 'end' })
  await engine.until(run, (now) => now.events === 2)
  await engine.close()
  engine = await startEngine({ dataDir })
  const done = await engine.until(run, (now) => now.connection.state === 'closed')
  expect(server.requests[1]?.headers['last-event-id']).toBe('2')
  expect((await engine.events(run)).map(({ seq, attempt, data }) => [seq, attempt, data])).toEqual([
    [1, 1, 'a'],
    [2, 1, 'b'],
    [3, 2, 'c'],
    [4, 2, ''],
  ])
  const { gaps, transitions } = await engine.call('runs.connection', { run })
  expect(gaps).toMatchObject([{ cause: 'Runlight was closed', basis: 'resumed by id 2', missed: 'nothing' }])
  expect(transitions.map(({ state }) => state)).toEqual([
    'connecting',
    'live',
    'paused',
    'connecting',
    'live',
    'closed',
  ])
  expect(done).toMatchObject({ events: 4, job: { state: 'completed' } })
})

test('a generating run that was cut off by closing ends early and is not asked for again', async () => {
  server = await startSseServer([stream(['data: a\n\n'], 'open')])
  engine = await startEngine({ dataDir })
  const run = await engine.watch(`${server.url}/s`, { method: 'POST', body: 'x' })
  await engine.until(run, (now) => now.events === 1)
  await engine.close()
  engine = await startEngine({ dataDir })
  const early = await engine.summary(run)
  expect(early).toMatchObject({
    connection: { state: 'ended-early', cause: 'Runlight was closed' },
    job: { state: 'unknown' },
  })
  expect(server.requests.length).toBe(1)
})

test('a generating run that is killed is not asked for again, though its events carried ids', async () => {
  server = await startSseServer([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      let next = 1
      const timer = setInterval(() => response.write(`id: ${next}\ndata: ${next++}\n\n`), 5)
      response.on('close', () => clearInterval(timer))
    },
  ])
  await killWhileRunning(`${server.url}/s`, { method: 'POST', body: 'x' }, 20)
  engine = await startEngine({ dataDir })
  const [run] = (await engine.call('runs.snapshot', {})).runs
  const early = await engine.until(run?.id ?? 0, (now) => now.connection.state === 'ended-early')
  expect([early.job.state, early.connection.cause]).toEqual([
    'unknown',
    'Runlight was closed while the job was under way',
  ])
  expect(server.requests.length).toBe(1)
})

test('after a kill no run is called connected before it is', async () => {
  server = await startSseServer([stream(['id: 1\ndata: a\n\n'], 'open')])
  engine = await startEngine({ dataDir })
  const runs: number[] = []
  while (runs.length < 3) runs.push(await engine.watch(`${server.url}/s`))
  for (const run of runs) await engine.until(run, ({ connection }) => isOpen(connection.state))
  // The log as a kill leaves it.
  const killed = freshDir()
  cpSync(dataDir, killed, { recursive: true, filter: (path) => !path.endsWith('engine.json') })
  const next = await startEngine({ dataDir: killed })
  for (const run of runs)
    await next.until(run, ({ connection }) => connection.attempt === 2 && isOpen(connection.state))
  for (const run of runs) {
    const { attempts, transitions } = await next.call('runs.connection', { run })
    expect(attempts).toMatchObject([
      { ending: 'Runlight was not running', endedAt: expect.any(Number), events: 1, bytes: 15 },
      { ending: null, endedAt: null, events: 0 },
    ])
    const asked = transitions.findLastIndex(({ state }) => state === 'connecting')
    expect(transitions[asked - 1]).toMatchObject({ state: 'waiting', cause: 'Runlight was not running' })
  }
  await next.close()
  removeDir(killed)
})

test('a run that is not to be retried is not taken up again after a kill', async () => {
  server = await startSseServer([stream(['id: 1\ndata: a\n\n'], 'open')])
  await killWhileRunning(`${server.url}/s`, { repeat: 'yes' }, 0, false)
  engine = await startEngine({ dataDir })
  const [run] = (await engine.call('runs.snapshot', {})).runs
  if (run === undefined) throw new Error('the run is gone')
  const early = await engine.until(run.id, (now) => now.connection.state === 'ended-early')
  expect(early.connection.cause).toBe(
    'Runlight was closed while the job was under way; retrying is switched off',
  )
  expect(server.requests.length).toBe(1)
  await engine.call('runs.retry', { run: run.id })
  await engine.until(run.id, (now) => now.connection.state === 'live')
  server.cut()
  const lost = await engine.until(run.id, (now) => now.connection.state === 'ended-early')
  expect(lost.connection.cause).toBe('The connection was lost; retrying is switched off')
})

test('the folded job after a restart is the same as before it', async () => {
  const sets = Array.from(
    { length: 30 },
    (_, i) =>
      `event: set\ndata: {"id":${i},"title":"Set ${i}","description":"d","tags":["t"],"status":"processing","created_at":"2026-01-01T00:00:00Z"}\n\n`,
  )
  server = await startSseServer([
    stream(
      [
        'event: status\ndata: {"status":"processing","sets_created":30,"sets_completed":3,"total_expected":40}\n\n',
        ...sets,
      ],
      'open',
    ),
  ])
  engine = await startEngine({ dataDir })
  const { run } = await engine.call('runs.add', {
    kind: 'flashcards',
    serverId: null,
    baseUrl: server.url,
    params: { run_id: '7' },
    headers: null,
    title: null,
    evenIfWatched: false,
    retry: true,
  })
  await engine.until(run, (now) => now.events === 31)
  const before = await engine.call('runs.job', { run })
  await engine.close()
  engine = await startEngine({ dataDir })
  const again = await engine.until(run, (now) => now.events === 62)
  const { job } = await engine.call('runs.job', { run })
  expect(again).toMatchObject({ repeats: 31, job: { items: 30, percent: 7.5 } })
  expect({ ...job, counts: null, lastEventAt: null }).toEqual({
    ...before.job,
    counts: null,
    lastEventAt: null,
  })
})

test('kill -9 in the middle of a fast stream: every event that was shown is stored, in order, and the run goes on', async () => {
  let next = 1
  server = await startSseServer([
    (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      next = Number(request.headers['last-event-id'] ?? 0) + 1
      const timer = setInterval(() => {
        for (let i = 0; i < 20; i++) response.write(`id: ${next}\ndata: event ${next++}\n\n`)
      }, 5)
      response.on('close', () => clearInterval(timer))
    },
  ])
  const shown = await killWhileRunning(`${server.url}/s`)
  engine = await startEngine({ dataDir })
  const [run] = (await engine.call('runs.snapshot', {})).runs
  if (run === undefined) throw new Error('the run is gone')
  expect(run.events).toBeGreaterThanOrEqual(shown)
  const resumedAt = run.events
  await engine.until(run.id, (now) => now.events > resumedAt + 200)
  const { rows } = await engine.call('events.range', { run: run.id, from: 1, limit: 1_000 })
  expect(rows.map(({ seq, id, data }) => [seq, id, data])).toEqual(
    rows.map((_, i) => [i + 1, String(i + 1), `event ${i + 1}`]),
  )
})

/** Runs an engine in a process of its own on the stream, kills it, and gives the number of events it had shown. */
async function killWhileRunning(
  url: string,
  params: Record<string, string> = {},
  atLeast = 500,
  retry = true,
): Promise<number> {
  const words = [engineProcess, dataDir, url, JSON.stringify(params), String(retry)]
  child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let shown = 0
  await new Promise<void>((resolve) => {
    child?.stdout?.on('data', (text: Buffer) => {
      shown = Math.max(shown, ...text.toString().split('\n').filter(Boolean).map(Number))
      if (shown > atLeast) resolve()
    })
  })
  const dead = new Promise((resolve) => child?.once('exit', resolve))
  child.kill('SIGKILL')
  await dead
  return shown
}
