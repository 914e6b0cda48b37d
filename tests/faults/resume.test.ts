// Faults of what a stream is of a whole: an end that never comes, events that come again, numbers that begin anew, a
// server that starts anew, and requests that must not be made twice.

import { expect, test } from 'vitest'
import { flags } from '../../src/core/log/flags.ts'
import { answer, type Behaviour, startSseServer, stream } from '../support/sse-server.ts'
import { createStage, endEvent, reach } from '../support/stage.ts'
import { withoutStalls } from '../support/without-stalls.ts'

const stage = createStage()

const rows = async (run: number) =>
  (await stage.engine().events(run)).map((row) => [
    row.id ?? row.name,
    row.data,
    row.flags & (flags.repeat | flags.late),
  ])
const wire = (run: number) => stage.engine().call('runs.connection', { run })

test('47: a stream that ends without its last event leaves the job unknown, not done', async () => {
  await stage.start([stream(['data: a\n\n'])])
  const run = await stage.watch({ method: 'POST', body: 'x' })
  expect(await reach(stage.engine(), run, 'ended-early')).toEqual([
    'unknown',
    'ended-early',
    'The server ended the stream',
  ])
  expect(stage.server().requests.length).toBe(1)
})

test('48: events after the last one are stored and flagged, and change nothing', async () => {
  await stage.start([stream(['data: a\n\n', endEvent, 'event: error\ndata: late\n\n'], 'open')])
  const run = await stage.watch()
  expect(await reach(stage.engine(), run, 'closed')).toEqual([
    'completed',
    'closed',
    'The stream’s terminal event arrived',
  ])
  expect(await rows(run)).toEqual([
    ['message', 'a', 0],
    ['end', '', 0],
    ['error', 'late', flags.late],
  ])
})

test('49: events that come again under their ids are stored once and counted, before and after a restart of Runlight', async () => {
  const all = ['id: 1\ndata: a\n\n', 'id: 2\ndata: b\n\n', 'id: 3\ndata: c\n\n']
  await stage.serve([
    stream(all.slice(0, 2), 'destroy'),
    stream(all, 'open'),
    stream([...all, 'id: 4\ndata: d\n\n', endEvent]),
  ])
  const engine = await stage.startEngine(20, {})
  const run = await stage.watch()
  await engine.until(run, (now) => now.events === 3)
  await engine.close()
  await stage.startEngine(20, { dataDir: engine.dataDir })
  expect((await reach(stage.engine(), run, 'closed'))[0]).toBe('completed')
  expect((await rows(run)).map(([id]) => id)).toEqual(['1', '2', '3', '4', 'end'])
  expect((await wire(run)).attempts.map(({ events, replayed }) => [events, replayed])).toEqual([
    [2, 0],
    [1, 2],
    [2, 3],
  ])
})

test('49: a server that sends all of 1,500 events again after a restart of Runlight stores none twice, and no gap says that it numbers anew', async () => {
  const events = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => `id: ${from + i}\ndata: ${from + i}\n\n`).join('')
  await stage.serve([
    stream([events(1, 1_501)], 'open'),
    // It stops half way, and then sends all of it and goes on.
    stream([events(1, 700)], 'destroy'),
    stream([events(1, 1_601), endEvent]),
  ])
  const engine = await stage.startEngine(20, {})
  const run = await stage.watch()
  await engine.until(run, (now) => now.events === 1_500)
  await engine.close()
  await stage.startEngine(20, { dataDir: engine.dataDir })
  expect((await reach(stage.engine(), run, 'closed'))[0]).toBe('completed')
  expect((await stage.engine().summary(run)).events).toBe(1_601)
  const { attempts, gaps } = await wire(run)
  expect(attempts.map(({ replayed }) => replayed)).toEqual([0, 699, 1_500])
  expect(gaps).toMatchObject([
    // What the second showed holds for the first: nothing new lies between the two.
    { missed: 'nothing', basis: 'resumed by id 1500' },
    { missed: 'nothing', basis: 'resumed by id 1500' },
  ])
})

test('49: equal events under one id are all kept, within a connection and over a cut, and marked as possibly repeats', async () => {
  const say = (words: readonly string[]) => words.map((word) => `id: msg-1\ndata: ${word}\n\n`)
  await stage.start([
    stream(say(['the', 'cat', 'and']), 'destroy'),
    stream([...say(['the', 'dog', 'and', 'the', 'end']), endEvent]),
  ])
  const run = await stage.watch()
  expect((await reach(stage.engine(), run, 'closed'))[0]).toBe('completed')
  const all = await stage.engine().events(run)
  expect(all.map(({ data }) => data).join(' ')).toBe('the cat and the dog and the end ')
  expect(all.map((row) => row.flags & (flags.repeat | flags.maybeRepeat))).toEqual(
    [0, 0, 0, 1, 0, 1, 1, 0, 0].map((bit) => bit * flags.maybeRepeat),
  )
})

test('50: events that come again without ids are known by their content: stored, marked as repeats, and folded once', async () => {
  await stage.start([
    stream(['data: begin\n\n', 'data: tick\n\n', 'data: tick\n\n', 'data: half\n\n'], 'destroy'),
    stream([
      ...['data: begin\n\n', 'data: tick\n\n', 'data: tick\n\n', 'data: half\n\n'],
      ...['data: tick\n\n', 'data: rest\n\n', endEvent],
    ]),
  ])
  const run = await stage.watch()
  expect((await reach(stage.engine(), run, 'closed'))[0]).toBe('completed')
  expect(await rows(run)).toEqual([
    ['message', 'begin', 0],
    ['message', 'tick', 0],
    ['message', 'tick', 0],
    ['message', 'half', 0],
    ['message', 'begin', flags.repeat],
    ['message', 'tick', flags.repeat],
    ['message', 'tick', flags.repeat],
    ['message', 'half', flags.repeat],
    // What follows is new, though its text is known.
    ['message', 'tick', 0],
    ['message', 'rest', 0],
    ['end', '', 0],
  ])
  expect((await stage.engine().summary(run)).repeats).toBe(4)
  expect((await wire(run)).gaps).toMatchObject([{ missed: 'unknown', basis: 'no ids' }])
})

test('50: a stream that always says the same is not taken for a repeat of itself', async () => {
  const ticks = Array.from({ length: 5 }, () => 'data: tick\n\n')
  await stage.start([stream(ticks, 'destroy'), stream([...ticks, endEvent])])
  const run = await stage.watch()
  expect((await reach(stage.engine(), run, 'closed'))[0]).toBe('completed')
  expect((await stage.engine().summary(run)).repeats).toBe(0)
})

test('51: a server that numbers anew loses nothing, and the gap says that it does', async () => {
  await stage.start([
    stream(['id: 417\ndata: a\n\n', 'id: 418\ndata: b\n\n'], 'destroy'),
    stream(['id: 1\ndata: c\n\n', 'id: 2\ndata: d\n\n', endEvent]),
  ])
  const run = await stage.watch()
  expect((await reach(stage.engine(), run, 'closed'))[0]).toBe('completed')
  expect((await rows(run)).map(([id, data]) => [id, data])).toEqual([
    ['417', 'a'],
    ['418', 'b'],
    ['1', 'c'],
    ['2', 'd'],
    ['end', ''],
  ])
  expect((await wire(run)).gaps).toMatchObject([
    { missed: 'unknown', basis: 'the server numbers anew from 1' },
  ])
})

test('52: a server that does not know the id it is sent: 410, 204, all of it again, or another id in its answer', async () => {
  const first = stream(['id: 418\ndata: a\n\n'], 'destroy')
  const cases: readonly (readonly [Behaviour, string, string, string])[] = [
    [answer(410), 'unknown', 'refused', 'The stream is gone (410 Gone)'],
    [answer(204), 'processing', 'closed', 'The server says that there is no more (204 No Content)'],
    [stream(['id: 418\ndata: a\n\n', endEvent]), 'completed', 'closed', 'The stream ended after the job did'],
    [
      stream(['id: 501\ndata: z\n\n', endEvent], 'end', { 'last-event-id': '500' }),
      'completed',
      'closed',
      'The stream ended after the job did',
    ],
  ]
  const runs: number[] = []
  for (const [second, ...wanted] of cases) {
    await stage.start([first, second])
    const run = await stage.watch()
    expect(await reach(stage.engine(), run, wanted[1])).toEqual(wanted)
    runs.push(run)
  }
  const again = await wire(runs[2] ?? 0)
  expect([again.attempts[1]?.replayed, again.gaps[0]?.missed]).toEqual([1, 'nothing'])
  expect((await wire(runs[3] ?? 0)).gaps).toMatchObject([
    { missed: 'unknown', basis: 'resumed by id 418, but the server answers from id 500' },
  ])
  expect((await wire(runs[0] ?? 0)).gaps).toMatchObject([{ missed: 'open', until: null }])
  expect((await wire(runs[1] ?? 0)).gaps).toMatchObject([
    { missed: 'unknown', until: expect.any(Number), basis: 'the server had no more to send' },
  ])
})

test('53: a server that is restarted in the middle: the job is unknown while it is away, and never failed', async () => {
  await stage.start([stream(['id: 1\ndata: a\n\n'], 'open')])
  const run = await stage.watch()
  await stage.engine().until(run, (now) => now.events === 1)
  const { url } = stage.server()
  await stage.server().close()
  const [job, , cause] = await reach(stage.engine(), run, 'waiting', 3)
  expect([job, cause]).toEqual(['unknown', 'The server refused the connection'])
  await stage.serve([stream(['id: 2\ndata: b\n\n'], 'open')], Number(new URL(url).port))
  await stage.engine().until(run, (now) => now.events === 2)
  const { transitions } = await wire(run)
  expect(
    withoutStalls(transitions)
      .map(({ state, job: bearing }) => [state, bearing])
      .slice(0, 4),
  ).toEqual([
    ['connecting', null],
    ['live', null],
    ['waiting', null],
    ['connecting', null],
  ])
  expect((await reach(stage.engine(), run, 'live'))[0]).toBe('processing')
})

test('54: a request that starts work is never made twice unasked; asked for, it is a run of its own', async () => {
  await stage.start([stream(['data: a\n\n'], 'destroy'), stream(['data: b\n\n', endEvent])])
  const run = await stage.watch({ method: 'POST', body: 'x' })
  expect(await reach(stage.engine(), run, 'ended-early')).toEqual([
    'unknown',
    'ended-early',
    'The connection was lost',
  ])
  await expect(stage.engine().call('runs.retry', { run })).rejects.toMatchObject({ code: 'not-allowed' })
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(stage.server().requests.length).toBe(1)
  const again = await stage.engine().call('runs.startAgain', { run })
  expect((await reach(stage.engine(), again.run, 'closed'))[0]).toBe('completed')
  expect([(await stage.engine().summary(again.run)).againOf, stage.server().requests.length]).toEqual([
    run,
    2,
  ])
})

test('54: ids that the server gave make such a request no safer: it is not made again', async () => {
  await stage.start([stream(['id: 1\ndata: a\n\n'], 'destroy'), stream(['id: 2\ndata: b\n\n', endEvent])])
  const run = await stage.watch({ method: 'POST', body: 'x' })
  expect((await reach(stage.engine(), run, 'ended-early'))[0]).toBe('unknown')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(stage.server().requests.length).toBe(1)
})

test('54: a stream of an unknown service that its server ended is asked for again by a person only, or where one said so', async () => {
  await stage.start([stream(['id: 1\nretry: 500\ndata: a\n\n'])])
  const careful = await stage.watch()
  expect(await reach(stage.engine(), careful, 'ended-early')).toEqual([
    'unknown',
    'ended-early',
    'The server ended the stream, and asking again might start its work a second time',
  ])
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(stage.server().requests.length).toBe(1)
  await stage.engine().call('runs.retry', { run: careful })
  await stage.engine().until(careful, (now) => now.connection.attempt === 2)
  const told = await stage.watch({ repeat: 'yes' })
  // How it waits in between passes too quickly to be looked at.
  await stage.engine().until(told, ({ connection }) => connection.attempt >= 3)
})

test('55: one job that is added twice, or looked at from two windows, has one connection', async () => {
  const server = await startSseServer([stream(['event: set\ndata: {"id":1,"title":"a"}\n\n'], 'open')])
  stage.closing(server.close)
  const engine = await stage.startEngine(20)
  const input = {
    kind: 'flashcards',
    serverId: null,
    baseUrl: server.url,
    params: { run_id: '1' },
    headers: null,
    title: null,
    evenIfWatched: false,
    retry: true,
  }
  const { run } = await engine.call('runs.add', input)
  const seen = [0, 0]
  const leave = seen.map((_, window) =>
    engine.engine.onChanges(({ runs }) => {
      for (const one of runs) if (one.id === run) seen[window] = one.events
    }),
  )
  await expect(engine.call('runs.add', input)).rejects.toMatchObject({
    code: 'duplicate-run',
    detail: { run },
  })
  await expect.poll(() => seen).toEqual([1, 1])
  expect(server.requests.length).toBe(1)
  for (const stop of leave) stop()
})
