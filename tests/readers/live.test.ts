// The good and the failing recording of every reader, over a real socket and through the engine: the dialect is recognised where
// it may be, and the job is what the recording tells of.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { isSettled } from '../../src/core/run/states.ts'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { type SseServer, startSseServer } from '../support/sse-server.ts'
import { readerOf, recordings, wholeEssence } from './recordings.ts'

let engine: TestEngine
let server: SseServer

beforeAll(async () => {
  engine = await startEngine()
})
afterEach(async () => {
  await server.close()
})
afterAll(async () => {
  await engine.close()
  removeDir(engine.dataDir)
})

const told = recordings().filter(({ name }) => name === 'good' || name === 'failing')

test.each(told)('$reader: a $name stream ends so', async ({ reader, name, wire, expected }) => {
  server = await startSseServer([
    (_request, response) => response.writeHead(200, { 'content-type': wire.type }).end(wire.text),
  ])
  const readAs = readerOf(reader).choice === 'auto' ? 'auto' : reader
  const run = await engine.watch(`${server.url}/`, { method: 'POST', readAs })
  await engine.until(run, (now) => isSettled(now.connection.state))
  const { job } = await engine.call('runs.job', { run })
  expect(job.state).toBe(name === 'good' ? 'completed' : 'failed')
  if (readAs === 'auto') expect(job.reader?.id).toBe(reader)
  const { cause, text, reasoning, tools, usage, items, checks } = wholeEssence(job)
  // A name of the model that comes before the dialect is certain is read by nobody.
  const { model: _model, ...used } = usage ?? {}
  const same = {
    cause,
    text,
    reasoning,
    tools,
    items,
    checks,
    ...(usage === null ? { usage } : { usage: used }),
  }
  expect(Array.isArray(expected) ? expected.at(-1) : null).toMatchObject(same)
  expect(server.requests).toHaveLength(1)
})
