// From a socket to a committed summary: what one run sees of a well-behaved server.

import { afterEach, expect, test } from 'vitest'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'

let engine: TestEngine
let server: SseServer

afterEach(async () => {
  await engine.close()
  await server.close()
  removeDir(engine.dataDir)
})

test('every event of a stream is stored as received, and the run closes on its end rule', async () => {
  server = await startSseServer([
    stream(
      [
        ': hello\n\n',
        'id: 1\nevent: step\ndata: {"a":1}\n\n',
        'data: two\ndata: lines\n\n',
        'event: done\ndata:\n\n',
      ],
      'open',
    ),
  ])
  engine = await startEngine()
  const run = await engine.watch(`${server.url}/s`, { endEvent: 'done' })
  const done = await engine.until(run, (now) => now.connection.state === 'closed')
  const events = await engine.events(run)
  expect(events.map(({ seq, attempt, name, id, data }) => ({ seq, attempt, name, id, data }))).toEqual([
    { seq: 1, attempt: 1, name: 'step', id: '1', data: '{"a":1}' },
    { seq: 2, attempt: 1, name: 'message', id: null, data: 'two\nlines' },
    { seq: 3, attempt: 1, name: 'done', id: null, data: '' },
  ])
  expect(done).toMatchObject({
    events: 3,
    job: { state: 'completed' },
    connection: { state: 'closed', attempt: 1 },
  })
})

test('while an attempt lasts its counters are those of the run, whatever moment one looks at', async () => {
  let write: (text: string) => void = () => {}
  server = await startSseServer([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      write = (text) => response.write(text)
      write('data: 1\n\n')
    },
  ])
  engine = await startEngine()
  const run = await engine.watch(`${server.url}/s`)
  for (const events of [1, 2, 3, 4]) {
    const { bytes } = await engine.until(run, (now) => now.events === events)
    const { attempts } = await engine.call('runs.connection', { run })
    expect(attempts).toMatchObject([{ endedAt: null, events, bytes, comments: events - 1, replayed: 0 }])
    write(`: beat\n\ndata: ${events + 1}\n\n`)
  }
})
