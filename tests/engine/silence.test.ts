// Silence, judged by the beat: what is live, quiet and stalled, and when a connection is taken for dead.

import { afterEach, expect, test } from 'vitest'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { type Behaviour, type SseServer, startSseServer, stream } from '../support/sse-server.ts'

let engine: TestEngine
let server: SseServer

afterEach(async () => {
  await engine.close()
  await server.close()
  removeDir(engine.dataDir)
})

/** Sends a comment every `everyMs` of the wall, `count` times, then nothing, and keeps the socket open. */
function beating(everyMs: number, count: number): Behaviour {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: first\n\n')
    let sent = 0
    const timer = setInterval(() => {
      if (sent++ < count) response.write(': keepalive\n\n')
    }, everyMs)
    response.on('close', () => clearInterval(timer))
  }
}

test('comments are a beat: within it a stream is quiet, beyond it stalled, and then given up', async () => {
  server = await startSseServer([beating(500, 8), stream(['event: end\ndata:\n\n'])])
  engine = await startEngine({ clock: createFastClock(20) })
  const run = await engine.watch(`${server.url}/s`, { endEvent: 'end' })
  await engine.until(run, (now) => now.connection.state === 'closed', 60_000)
  const { transitions, attempts } = await engine.call('runs.connection', { run })
  const states = transitions.map(({ state }) => state)
  expect(states.slice(0, 3)).toEqual(['connecting', 'live', 'quiet'])
  const waiting = states.indexOf('waiting')
  expect(states.slice(waiting - 2, waiting + 3)).toEqual([
    'quiet',
    'stalled',
    'waiting',
    'connecting',
    'live',
  ])
  expect(states.filter((state) => state === 'stalled').length).toBe(1)
  expect(transitions.find(({ state }) => state === 'stalled')?.cause).toMatch(
    /^Silent for longer than its usual 1\d s$/,
  )
  expect(attempts[0]).toMatchObject({
    comments: 8,
    ending: expect.stringMatching(
      /^Nothing came for 9\d s: the connection is taken for dead$|^Nothing came for 1 min/,
    ),
  })
})

test('a documented beat counts from the start', async () => {
  server = await startSseServer([
    stream(
      [
        'event: status\ndata: {"status":"processing","sets_created":0,"sets_completed":0,"total_expected":null}\n\n',
      ],
      'open',
    ),
  ])
  engine = await startEngine({ clock: createFastClock(50) })
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
  const stalled = await engine.until(run, (now) => now.connection.state === 'stalled')
  expect(stalled.connection.cause).toBe('Silent for longer than its usual 15 s')
  expect(stalled.connection.since - (stalled.lastBytesAt ?? 0)).toBeGreaterThanOrEqual(23_500)
})

test('sleep lets go of what may be asked again and keeps the rest; wake connects at once', async () => {
  let signal: (signal: 'suspend' | 'resume') => void = () => {}
  server = await startSseServer([
    stream(['data: a\n\n'], 'open'),
    stream(['data: a\n\n'], 'open'),
    stream(['event: end\ndata:\n\n']),
  ])
  engine = await startEngine({
    clock: createFastClock(20),
    network: (listener) => {
      signal = listener
      return () => {}
    },
  })
  const observed = await engine.watch(`${server.url}/s`, { endEvent: 'end' })
  await engine.until(observed, (now) => now.events === 1)
  const generating = await engine.watch(`${server.url}/s`, { method: 'POST', body: 'x' })
  await engine.until(generating, (now) => now.events === 1)
  signal('suspend')
  const paused = await engine.until(observed, (now) => now.connection.state === 'paused')
  expect([paused.connection.cause, paused.job.state]).toEqual(['This computer is asleep', paused.job.state])
  expect((await engine.summary(generating)).connection.state).toMatch(/live|quiet/)
  signal('resume')
  await engine.until(observed, (now) => now.connection.state === 'closed')
  expect((await engine.call('runs.connection', { run: observed })).gaps).toMatchObject([
    { cause: 'This computer is asleep', missed: 'unknown' },
  ])
})
