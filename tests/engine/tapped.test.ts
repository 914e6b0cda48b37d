// Streams that pass through a tap become runs: two truths and two connections, and nothing that Runlight itself would ask.

import { describe, expect, test } from 'vitest'
import { freshDir } from '../support/engine.ts'
import { createHandTap } from '../support/hand-tap.ts'
import { createTappedStage, finished, status } from '../support/tapped-stage.ts'

const { engine, open, runs, theRun } = createTappedStage()

describe('a stream', () => {
  test('is a run of its kind while it flows, and closes with its end', async () => {
    const tap = createHandTap()
    await open(tap)
    const exchange = tap.ask('/v1/flashcards/runs/7/events')
    exchange.streams(['id: 1\n', status(50)])
    const run = await theRun()
    const live = await engine().until(run, ({ events }) => events === 1)
    expect(live).toMatchObject({
      kind: 'flashcards',
      server: 'api.example.com',
      generates: false,
      connection: { state: 'live', attempt: 1 },
      tapped: {
        uid: exchange.uid,
        client: { address: '127.0.0.1', agent: 'story-tablet/2.1', state: 'open' },
      },
    })
    exchange.pieces(['event: end\ndata: {"status": "completed"}\n\n'])
    await engine().until(run, ({ job }) => job.state === 'completed')
    // The client may go on listening: nothing is ended for it.
    expect((await engine().summary(run)).connection.state).toBe('live')
    exchange.ended(finished, 0)
    exchange.client({ state: 'done', at: Date.now(), bytes: 120, waiting: 0 })
    await engine().until(run, ({ connection }) => connection.state === 'closed')
    const { attempts, gaps } = await engine().call('runs.connection', { run })
    expect(attempts).toMatchObject([
      { method: 'GET', url: 'https://api.example.com/v1/flashcards/runs/7/events', status: 200, events: 2 },
    ])
    expect(attempts[0]?.client).toMatchObject({ address: '127.0.0.1' })
    expect(gaps).toEqual([])
    expect(exchange.taken()).toBeGreaterThan(100)
  })

  test('that its client leaves ended early with that as its cause, and asks for nobody', async () => {
    const tap = createHandTap()
    await open(tap)
    const exchange = tap.ask('/v1/flashcards/runs/7/events')
    exchange.streams([status(60)])
    const run = await theRun()
    await engine().until(run, ({ events }) => events === 1)
    exchange.client({ state: 'gone', at: Date.now(), bytes: 80, waiting: 0 })
    exchange.ended({ type: 'left' }, 0)
    const left = await engine().until(run, ({ connection }) => connection.state === 'ended-early')
    expect(left).toMatchObject({
      job: { state: 'unknown' },
      connection: { cause: 'The client went away at 60 %' },
      tapped: { client: { state: 'gone' } },
    })
  })

  test('that its server breaks off ended early with the server’s fault', async () => {
    const tap = createHandTap()
    await open(tap)
    const exchange = tap.ask('/v1/flashcards/runs/7/events')
    exchange.streams([status(60)])
    const run = await theRun()
    await engine().until(run, ({ events }) => events === 1)
    exchange.ended({ type: 'broke', code: 'UND_ERR_SOCKET', message: 'other side closed' }, 0)
    exchange.client({ state: 'cut', at: Date.now(), bytes: 80, waiting: 0 })
    const broken = await engine().until(run, ({ connection }) => connection.state === 'ended-early')
    expect(broken).toMatchObject({
      connection: { cause: 'The connection was lost' },
      job: { state: 'unknown' },
    })
    await engine().until(run, ({ tapped }) => tapped?.client.state === 'cut')
  })

  test('asked for again is the same run’s next attempt, with its gap; another client’s is another run', async () => {
    const tap = createHandTap()
    await open(tap)
    const path = '/v1/flashcards/runs/7/events'
    const first = tap.ask(path)
    first.streams(['id: 1\n', status(10), 'id: 2\n', status(20)])
    const run = await theRun()
    await engine().until(run, ({ events }) => events === 2)
    first.ended({ type: 'broke', code: 'ECONNRESET', message: 'reset' }, 0)
    await engine().until(run, ({ connection }) => connection.state === 'ended-early')
    const second = tap.ask(path, { headers: [['Last-Event-ID', '2']] })
    expect(second.uid).toBe(first.uid)
    second.streams(['id: 3\n', status(30)])
    await engine().until(run, ({ events, connection }) => events === 3 && connection.attempt === 2)
    const { gaps, attempts } = await engine().call('runs.connection', { run })
    expect(attempts[1]?.resumedFrom).toBe('2')
    expect(gaps).toMatchObject([{ missed: 'nothing', basis: 'resumed by id 2' }])
    const other = tap.ask(path, { client: { address: '10.0.0.7', agent: 'story-tablet/2.1' } })
    other.streams([status(30)])
    await expect.poll(async () => (await runs()).length).toBe(2)
    expect(other.uid).not.toBe(first.uid)
  })

  test('asked for again, and answered once by what is no stream, goes on in its run the next time', async () => {
    const tap = createHandTap()
    await open(tap)
    const path = '/v1/flashcards/runs/7/events'
    const resumed = { headers: [['Last-Event-ID', '1']] } as const
    const first = tap.ask(path)
    first.streams(['id: 1\n', status(10)])
    const run = await theRun()
    await engine().until(run, ({ events }) => events === 1)
    first.ended({ type: 'broke', code: 'ECONNRESET', message: 'reset' }, 0)
    await engine().until(run, ({ connection }) => connection.state === 'ended-early')
    const between = tap.ask(path, resumed)
    between.streams(['{"error": "busy"}'], { 'content-type': 'application/json' })
    between.ended(finished, 0)
    await expect.poll(() => between.skipped()).toBe(true)
    const last = tap.ask(path, resumed)
    expect(last.uid).toBe(first.uid)
    last.streams(['id: 2\n', status(20)])
    await engine().until(run, ({ events }) => events === 2)
    expect(await runs()).toHaveLength(1)
  })

  test('asked for again before the log has taken the first is one run all the same', async () => {
    const tap = createHandTap()
    await open(tap)
    const path = '/v1/flashcards/runs/7/events'
    const asked = [null, '1', '2'].map((lastId, i) => {
      const exchange = tap.ask(path, { headers: lastId === null ? [] : [['Last-Event-ID', lastId]] })
      exchange.streams([`id: ${i + 1}\n`, status(10 * (i + 1))])
      exchange.ended(finished, 0)
      exchange.client({ state: 'done', at: Date.now(), bytes: 80, waiting: 0 })
      return exchange
    })
    expect(new Set(asked.map(({ uid }) => uid)).size).toBe(1)
    const run = await theRun()
    await engine().until(run, ({ events, connection }) => events === 3 && connection.attempt === 3)
    expect(await runs()).toHaveLength(1)
    expect((await engine().events(run)).map(({ id }) => id)).toEqual(['1', '2', '3'])
  })

  test('asked for again while its first answer turns out to be none is a run of its own', async () => {
    const tap = createHandTap()
    await open(tap)
    const first = tap.ask('/logs')
    first.streams(['{"no": "stream"}'], { 'content-type': 'application/json' })
    first.ended(finished, 0)
    tap.ask('/logs').streams(['data: one\n\n'])
    const run = await theRun()
    await engine().until(run, ({ events }) => events === 1)
    expect((await runs()).length).toBe(1)
  })

  test('whose bytes could not all be kept has a gap of that extent, and goes on at the next whole event', async () => {
    const tap = createHandTap()
    await open(tap)
    const exchange = tap.ask('/logs')
    exchange.streams(['data: one\n\n', 'data: tw'])
    const run = await theRun()
    await engine().until(run, ({ events }) => events === 1)
    exchange.received(Buffer.from('lost\n\ndata: six\n\n'), 5_000)
    await engine().until(run, ({ events }) => events === 2)
    exchange.ended(finished, 0)
    await engine().until(run, ({ connection }) => connection.state === 'ended-early')
    expect((await engine().events(run)).map(({ data }) => data)).toEqual(['one', 'six'])
    const { gaps, attempts } = await engine().call('runs.connection', { run })
    expect(attempts).toHaveLength(1)
    expect(gaps[0]).toMatchObject({
      missed: 'some',
      bytes: 5_014,
      afterSeq: 1,
      cause: 'the log could not keep up',
    })
    expect((await engine().summary(run)).tapped?.unrecorded).toBe(5_014)
  })
})

test('what starts work is a new run each time it is asked for', async () => {
  const tap = createHandTap()
  await open(tap)
  for (const count of [1, 2]) {
    const exchange = tap.ask('/chat?prompt=Why')
    exchange.streams(['data: {"content":"Because"}\n\n', 'data: [DONE]\n\n'])
    exchange.ended(finished, 0)
    exchange.client({ state: 'done', at: Date.now(), bytes: 50, waiting: 0 })
    await expect
      .poll(async () => (await runs()).filter(({ job }) => job.state === 'completed').length)
      .toBe(count)
  }
})

test('an answer that is no stream is counted and never a run', async () => {
  const tap = createHandTap()
  await open(tap)
  const exchange = tap.ask('/api/users')
  exchange.streams(['{"users": []}'], { 'content-type': 'application/json' })
  exchange.ended(finished, 0)
  await expect.poll(() => exchange.skipped()).toBe(true)
  const [state] = (await engine().call('taps.list', {})).taps
  expect(state).toMatchObject({
    url: 'http://127.0.0.1:4319',
    counts: { requests: 1, streams: 0, others: 1 },
  })
  expect(await runs()).toEqual([])
})

test('an engine that comes back asks for nothing, and the client’s next request goes on with the run', async () => {
  const dataDir = freshDir()
  const before = createHandTap()
  await open(before, dataDir)
  const path = '/v1/flashcards/runs/7/events'
  const exchange = before.ask(path)
  exchange.streams(['id: 1\n', status(10)])
  const run = await theRun()
  await engine().until(run, ({ events }) => events === 1)
  await engine().close()
  const after = createHandTap()
  await open(after, dataDir)
  expect(await engine().summary(run)).toMatchObject({ connection: { state: 'ended-early', attempt: 1 } })
  const again = after.ask(path, { headers: [['last-event-id', '1']] })
  expect(again.uid).toBe(exchange.uid)
  again.streams(['id: 2\n', status(20)])
  await engine().until(run, ({ events, connection }) => events === 2 && connection.state === 'live')
})
