// What the engine does when a server misbehaves: each title is the misbehaviour and what a person must then see.

import { afterEach, expect, test } from 'vitest'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { answer, type Behaviour, type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { withoutStalls } from '../support/without-stalls.ts'

let engine: TestEngine
let server: SseServer

async function start(behaviours: readonly Behaviour[], factor = 20): Promise<void> {
  server = await startSseServer(behaviours)
  engine = await startEngine({ clock: createFastClock(factor) })
}

afterEach(async () => {
  await engine.close()
  await server.close()
  removeDir(engine.dataDir)
})

const end = { endEvent: 'end' }

test('a stream cut in the middle is resumed by id, nothing stored twice, and the gap is recorded', async () => {
  await start([
    stream(['id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: par'], 'destroy'),
    stream(['id: 2\ndata: b\n\nid: 3\ndata: c\n\nevent: end\ndata: x\n\n']),
  ])
  const run = await engine.watch(`${server.url}/s`, end)
  const done = await engine.until(run, (now) => now.connection.state === 'closed')
  expect((await engine.events(run)).map(({ attempt, data }) => [attempt, data])).toEqual([
    [1, 'a'],
    [1, 'b'],
    [2, 'c'],
    [2, 'x'],
  ])
  expect(server.requests[1]?.headers['last-event-id']).toBe('2')
  const { attempts, gaps, transitions } = await engine.call('runs.connection', { run })
  expect(
    attempts.map(({ number, status, replayed, resumedFrom }) => ({ number, status, replayed, resumedFrom })),
  ).toEqual([
    { number: 1, status: 200, replayed: 0, resumedFrom: null },
    { number: 2, status: 200, replayed: 1, resumedFrom: '2' },
  ])
  expect(gaps).toMatchObject([
    { number: 1, afterSeq: 2, missed: 'nothing', basis: 'resumed by id 2', cause: 'The connection was lost' },
  ])
  expect(withoutStalls(transitions).map(({ state }) => state)).toEqual([
    'connecting',
    'live',
    'waiting',
    'connecting',
    'live',
    'closed',
  ])
  expect(done.gaps).toBe(1)
})

test('a server that numbers on after a hole is caught: the gap says how many events are missing', async () => {
  await start([
    stream(['id: 4\ndata: z\n\nid: 5\ndata: a\n\n'], 'destroy'),
    stream(['id: 9\ndata: b\n\nevent: end\ndata:\n\n']),
  ])
  const run = await engine.watch(`${server.url}/s`, end)
  await engine.until(run, (now) => now.connection.state === 'closed')
  const { gaps } = await engine.call('runs.connection', { run })
  expect(gaps).toMatchObject([
    { missed: 'some', count: 3, basis: 'asked to resume by id 5, but the next id is 9' },
  ])
})

test('a server that restarts its numbers loses nothing: same ids with other data are new events', async () => {
  await start([
    stream(['id: 1\ndata: old\n\n'], 'destroy'),
    stream(['id: 1\ndata: new\n\nevent: end\ndata:\n\n']),
  ])
  const run = await engine.watch(`${server.url}/s`, end)
  await engine.until(run, (now) => now.connection.state === 'closed')
  expect((await engine.events(run)).map((row) => row.data)).toEqual(['old', 'new', ''])
})

test('a lost stream without ids records that an unknown number was missed', async () => {
  await start([stream(['data: a\n\n'], 'destroy'), stream(['data: b\n\nevent: end\ndata:\n\n'])])
  const run = await engine.watch(`${server.url}/s`, end)
  await engine.until(run, (now) => now.connection.state === 'closed')
  expect((await engine.call('runs.connection', { run })).gaps).toMatchObject([
    { missed: 'unknown', basis: 'no ids' },
  ])
})

test('a server that is down makes the job unknown only after a second failure, and never failed', async () => {
  await start([
    stream(['event: step\ndata: {}\n\n'], 'destroy'),
    answer(502),
    answer(502),
    stream(['event: end\ndata:\n\n']),
  ])
  const run = await engine.watch(`${server.url}/s`, end)
  await engine.until(run, (now) => now.connection.state === 'closed')
  const { transitions } = await engine.call('runs.connection', { run })
  expect(withoutStalls(transitions).map(({ state, job, cause }) => [state, job, cause])).toEqual([
    ['connecting', null, null],
    ['live', null, null],
    ['waiting', null, 'The connection was lost'],
    ['connecting', null, null],
    ['waiting', 'unknown', 'The server answered 502 Bad Gateway'],
    ['connecting', null, null],
    ['waiting', 'unknown', 'The server answered 502 Bad Gateway'],
    ['connecting', null, null],
    ['live', null, null],
    ['closed', null, 'The stream ended after the job did'],
  ])
})

test('503 with Retry-After waits as long as it says', async () => {
  await start([answer(503, { 'retry-after': '7' }), stream(['event: end\ndata:\n\n'])], 20)
  const run = await engine.watch(`${server.url}/s`, end)
  await engine.until(run, (now) => now.connection.state === 'closed')
  const { transitions } = await engine.call('runs.connection', { run })
  const at = transitions.findIndex(({ state }) => state === 'waiting')
  const [waiting, next] = [transitions[at], transitions[at + 1]]
  expect(waiting?.cause).toBe('The server answered 503 Service Unavailable')
  expect((next?.at ?? 0) - (waiting?.at ?? 0)).toBeGreaterThanOrEqual(7_000)
})

test('204 closes the run: the server says that there is no more', async () => {
  await start([stream(['data: a\n\n'], 'end'), answer(204)])
  const run = await engine.watch(`${server.url}/s`, { repeat: 'yes' })
  const closed = await engine.until(run, (now) => now.connection.state === 'closed')
  expect(closed.connection.cause).toBe('The server says that there is no more (204 No Content)')
})

test('a redirect to another origin is followed without any header of the user’s', async () => {
  const other = await startSseServer([stream(['event: end\ndata:\n\n'])])
  await start([answer(307, { location: `${other.url}/there` })])
  const run = await engine.watch(`${server.url}/s`, end, {
    headers: 'Authorization: Bearer s3cr3t-token\nX-Api-Key: k3y-of-mine',
  })
  await engine.until(run, (now) => now.connection.state === 'closed')
  expect(server.requests[0]?.headers).toMatchObject({
    authorization: 'Bearer s3cr3t-token',
    'x-api-key': 'k3y-of-mine',
  })
  expect(other.requests[0]?.headers.authorization).toBeUndefined()
  expect(other.requests[0]?.headers['x-api-key']).toBeUndefined()
  expect((await engine.call('runs.connection', { run })).attempts[0]?.redirects).toEqual([
    `${other.url}/there`,
  ])
  await other.close()
})

test('a server that takes the connection and says nothing is given up after 30 s', async () => {
  await start([() => {}], 60)
  const run = await engine.watch(`${server.url}/s`)
  const waiting = await engine.until(run, (now) => now.connection.state === 'waiting')
  expect(waiting.connection.cause).toBe('Timed out: the server sent no complete answer within 30 s')
})

test('nobody listening is retried with a growing wait', async () => {
  await start([answer(500)])
  await server.close()
  const run = await engine.watch(`${server.url}/s`)
  const waiting = await engine.until(
    run,
    (now) => now.connection.attempt >= 3 && now.connection.state === 'waiting',
  )
  expect(waiting.connection.cause).toBe('The server refused the connection')
})

test('retry: sets the least wait, within half a second and a minute', async () => {
  await start([stream(['retry: 4000\ndata: a\n\n'], 'destroy'), stream(['event: end\ndata:\n\n'])], 10)
  const run = await engine.watch(`${server.url}/s`, end)
  const waiting = await engine.until(run, (now) => now.connection.state === 'waiting')
  const wait = (waiting.connection.retryAt ?? 0) - waiting.connection.since
  expect(wait).toBeGreaterThanOrEqual(4_000)
  expect(wait).toBeLessThanOrEqual(4_800)
})

test('stopping an observed job says nothing of the job, and retrying goes on with it', async () => {
  await start([stream(['event: step\ndata: {}\n\n'], 'open'), stream(['event: end\ndata:\n\n'])])
  const run = await engine.watch(`${server.url}/s`, end)
  await engine.until(run, (now) => now.events === 1)
  await engine.call('runs.stop', { run })
  const stopped = await engine.until(run, (now) => now.connection.state === 'stopped')
  expect(stopped.job.state).toBe('processing')
  await engine.call('runs.retry', { run })
  await engine.until(run, (now) => now.connection.state === 'closed')
})

test('events after the terminal one are stored and flagged, and change nothing', async () => {
  await start([stream(['event: end\ndata:\n\nevent: step\ndata: late\n\n'], 'open')])
  const run = await engine.watch(`${server.url}/s`, end)
  const done = await engine.until(run, (now) => now.connection.state === 'closed')
  expect(done).toMatchObject({ events: 2, late: 1, job: { state: 'completed' } })
})

test('a connect storm is not possible: a server that ends every stream at once sees four connects in ten seconds', async () => {
  await start([stream([], 'end')], 10)
  const run = await engine.watch(`${server.url}/s`)
  await engine.until(run, (now) => now.connection.attempt >= 7)
  const { attempts } = await engine.call('runs.connection', { run })
  for (const [i, later] of attempts.slice(4).entries()) {
    expect(later.startedAt - (attempts[i]?.startedAt ?? 0)).toBeGreaterThanOrEqual(9_900)
  }
})
