// Law 4: a request that starts work is never repeated unasked.

import { afterEach, describe, expect, test } from 'vitest'
import { startFieldServer } from '../field/field-server.ts'
import { addRun, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { answer, type Behaviour, type SseServer, startSseServer, stream } from '../support/sse-server.ts'

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

/** Longer than any first wait before a retry, on a clock that is twenty times as fast. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 300))

describe('work that is started by asking (law 4)', () => {
  const post = { method: 'POST', body: 'x', ...end }

  test('a lost stream ends early, the server is not asked again, and the job is unknown', async () => {
    await start([stream(['data: a\n\n'], 'destroy')])
    const run = await engine.watch(`${server.url}/s`, post)
    const early = await engine.until(run, (now) => now.connection.state === 'ended-early')
    expect(early).toMatchObject({
      job: { state: 'unknown' },
      connection: { cause: 'The connection was lost' },
    })
    await expect(engine.call('runs.retry', { run })).rejects.toMatchObject({ code: 'not-allowed' })
    expect(server.requests.length).toBe(1)
  })

  test('a refusal of the server, even a passing one, is not asked again', async () => {
    await start([answer(503, { 'retry-after': '1' })])
    const run = await engine.watch(`${server.url}/s`, post)
    await engine.until(run, (now) => now.connection.state === 'refused')
    expect(server.requests.length).toBe(1)
  })

  test('a server that could not be reached is asked again: nothing was sent', async () => {
    await start([answer(500)])
    await server.close()
    const run = await engine.watch(`${server.url}/s`, post)
    await engine.until(run, (now) => now.connection.state === 'waiting')
    server = await startSseServer([stream(['event: end\ndata:\n\n'])], Number(new URL(server.url).port))
    await engine.until(run, (now) => now.connection.state === 'closed')
    expect(server.requests.length).toBe(1)
  })

  test.each([
    ['a POST', { method: 'POST', body: 'x' }],
    ['a POST that may not be repeated', { method: 'POST', body: 'x', repeat: 'no' }],
    ['a GET that may not be repeated', { repeat: 'no' }],
  ])('ids prove nothing: %s whose events carry them is not asked again', async (_what, params) => {
    const field = await startFieldServer('21-post-with-ids-cut', 10)
    engine = await startEngine({ clock: createFastClock(20) })
    const run = await engine.watch(`${field.url}/v1/`, { ...params, endEvent: 'done' })
    const early = await engine.until(run, (now) => now.connection.state === 'ended-early')
    expect(early).toMatchObject({ events: 1, job: { state: 'unknown' }, generates: true })
    await expect(engine.call('runs.retry', { run })).rejects.toMatchObject({ code: 'not-allowed' })
    await settle()
    expect(field.requests.length).toBe(1)
    await field.close()
  })

  test.each([
    ['chat', { prompt: 'hi' }, 'id: 1\ndata: {"content":"a"}\n\n'],
    [
      'stories',
      { child_id: '1', theme: 'sea' },
      'id: 1\nevent: story_chunk\ndata: {"type":"content","data":{"chunk":"a"}}\n\n',
    ],
  ])('nor do they for %s', async (kind, params, event) => {
    await start([stream([event], 'destroy')])
    const run = await addRun(engine, kind, server.url, params)
    await engine.until(run, (now) => now.connection.state === 'ended-early')
    await settle()
    expect(server.requests.length).toBe(1)
  })

  test('whoever asks to retry again and again, while the server comes up, makes one job', async () => {
    await start([answer(500)])
    await server.close()
    const run = await engine.watch(`${server.url}/s`, post)
    await engine.until(run, (now) => now.connection.state === 'waiting')
    server = await startSseServer([stream(['data: a\n\n'], 'open')], Number(new URL(server.url).port))
    for (let refused = false; !refused; ) {
      refused = await engine.call('runs.retry', { run }).then(
        () => false,
        () => true,
      )
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await engine.until(run, (now) => now.events === 1)
    await settle()
    expect(server.requests.length).toBe(1)
  })

  test('a redirect is an answer: where it leads to nobody, the first server is not asked again', async () => {
    const gone = await startSseServer([])
    await gone.close()
    await start([answer(303, { location: `${gone.url}/jobs/1` })])
    const run = await engine.watch(`${server.url}/s`, post)
    const early = await engine.until(run, (now) => now.connection.state === 'ended-early')
    expect([early.job.state, early.connection.cause]).toEqual([
      'unknown',
      'The server refused the connection',
    ])
    await settle()
    expect(server.requests.length).toBe(1)
  })

  test('a request that is lost without an answer ends early: the job may be under way', async () => {
    await start([(request) => request.socket.destroy()])
    const run = await engine.watch(`${server.url}/s`, post)
    const early = await engine.until(run, (now) => now.connection.state === 'ended-early')
    expect(early.job.state).toBe('unknown')
    await settle()
    expect(server.requests.length).toBe(1)
  })

  test('starting again makes a second job, as a run of its own', async () => {
    await start([stream(['data: a\n\n'], 'end'), stream(['event: end\ndata:\n\n'])])
    const run = await engine.watch(`${server.url}/s`, post)
    await engine.until(run, (now) => now.connection.state === 'ended-early')
    const again = await engine.call('runs.startAgain', { run })
    const done = await engine.until(again.run, (now) => now.connection.state === 'closed')
    expect([done.againOf, server.requests.length]).toEqual([run, 2])
  })

  test('the operator’s stop cancels the job', async () => {
    await start([stream(['data: a\n\n'], 'open')])
    const run = await engine.watch(`${server.url}/s`, post)
    await engine.until(run, (now) => now.events === 1)
    await engine.call('runs.stop', { run })
    const stopped = await engine.until(run, (now) => now.connection.state === 'stopped')
    expect(stopped.job.state).toBe('cancelled')
  })
})
