// Answers that no retry would mend: asked once, refused with the reason, and nothing more until a person acts.

import { afterEach, describe, expect, test } from 'vitest'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { answer, type Behaviour, type SseServer, startSseServer } from '../support/sse-server.ts'

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

const refusals: readonly [string, Behaviour, string][] = [
  ['401', answer(401), 'Needs credentials (401 Unauthorized)'],
  ['403', answer(403), 'Needs credentials (403 Forbidden)'],
  ['404', answer(404), 'The server does not know this job (404 Not Found)'],
  ['410', answer(410), 'The stream is gone (410 Gone)'],
  ['400', answer(400), 'The server answered 400 Bad Request'],
  [
    'JSON instead of events',
    answer(200, { 'content-type': 'application/json' }, '{"a":1}'),
    'The server sent not an event stream but application/json',
  ],
  [
    'an answer without a type',
    answer(200, {}, 'x'),
    'The server sent not an event stream but an answer without a type: x',
  ],
  ['a redirect without a target', answer(302), 'The server redirects (302) without saying where to'],
  [
    'a redirect to a file',
    answer(302, { location: 'file:///etc/passwd' }),
    'The server redirects to file:, which is not followed',
  ],
  ['redirects without end', answer(302, { location: '/again' }), 'The server redirects more than 5 times'],
  [
    'two content codings',
    answer(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip, gzip' }),
    'The stream is encoded in a way that is not read (gzip, gzip)',
  ],
]
describe('is asked once and then refused, with the reason', () => {
  test.each(refusals)('%s', async (_name, behaviour, cause) => {
    await start([behaviour])
    const run = await engine.watch(`${server.url}/s`)
    const refused = await engine.until(run, (now) => now.connection.state === 'refused')
    expect(refused.connection.cause).toBe(cause)
    expect(refused.job.state).toBe('unknown')
    expect(server.requests.length).toBe(cause.includes('5 times') ? 6 : 1)
  })
})

test('what a wrong answer said is kept as text, 2 kB of it', async () => {
  await start([answer(404, { 'content-type': 'text/html' }, `<h1>no</h1>${'x'.repeat(5_000)}`)])
  const run = await engine.watch(`${server.url}/s`)
  await engine.until(run, (now) => now.connection.state === 'refused')
  const { attempts } = await engine.call('runs.connection', { run })
  expect(attempts[0]?.bodyHead).toBe(`<h1>no</h1>${'x'.repeat(2_037)}`)
})

test('HTML instead of events is asked for three times and then refused', async () => {
  await start([answer(200, { 'content-type': 'text/html' }, '<html>login</html>')], 50)
  const run = await engine.watch(`${server.url}/s`)
  const refused = await engine.until(run, (now) => now.connection.state === 'refused')
  expect([refused.connection.cause, server.requests.length]).toEqual([
    'The server sent HTML instead of events',
    3,
  ])
})
