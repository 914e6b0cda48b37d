// Law 4: a request that starts work is never repeated unasked.

import { afterEach, describe, expect, test } from 'vitest'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
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

  test('ids of the server’s own allow it to be resumed', async () => {
    await start([stream(['id: 1\ndata: a\n\n'], 'destroy'), stream(['event: end\ndata:\n\n'])])
    const run = await engine.watch(`${server.url}/s`, post)
    await engine.until(run, (now) => now.connection.state === 'closed')
    expect(server.requests.map((request) => request.headers['last-event-id'])).toEqual([undefined, '1'])
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
