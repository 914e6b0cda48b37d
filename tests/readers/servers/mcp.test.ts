// A real MCP server over streamable HTTP: what its tools tell is read by itself, and a request of it is never posted again.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { removeDir, startEngine, type TestEngine } from '../../support/engine.ts'
import { callOf, initialize, type PortServer, requestOf, startPortServer } from './mcp-server.ts'
import { restOf, watchToRest } from './watched.ts'

let engine: TestEngine
let server: PortServer

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

const posted = (body: string, more: Record<string, string> = {}) => ({
  method: 'POST',
  headers: server.headers,
  body,
  ...more,
})
/** What was asked for after the session had begun. */
const askedSince = () => server.asked.slice(1)

test('a tool that succeeds: progress, lines of its log, and its answer', async () => {
  server = await startPortServer()
  const { job, states, rows } = await watchToRest(engine, server.url, posted(callOf('count', { to: 3 })))
  expect([states, job.reader?.id, job.text?.content]).toEqual([['completed', 'closed'], 'mcp', '3 ports'])
  expect(job.progress).toMatchObject({ done: 3, total: 3, percent: 100 })
  expect([job.lastLog, job.counts.warnings]).toEqual([{ level: 'warning', message: 'Fog is coming' }, 1])
  // The first event is an id without a message, by which a client could come back.
  expect([rows[0]?.data, job.reader?.from, job.counts.unreadable]).toEqual(['', 2, 0])
})

test.each([
  ['a tool that fails', callOf('find', { port: 'Atlantis' }), 'There is no port Atlantis'],
  ['a tool that is called wrongly', callOf('find', { port: 7 }), 'Input validation error'],
  ['a tool that is not there', callOf('sail', {}), 'Tool sail not found'],
])('%s fails in the server’s words', async (_title, body, words) => {
  server = await startPortServer()
  const { job, states } = await watchToRest(engine, server.url, posted(body))
  expect([states, job.reader?.id]).toEqual([['failed', 'closed'], 'mcp'])
  expect(job.cause).toContain(words)
})

test.each<readonly [string, object, readonly string[], string | null]>([
  ['tools/list', {}, ['count', 'find', 'wait'], null],
  ['resources/list', {}, ['almanac://tides'], null],
  ['resources/read', { uri: 'almanac://tides' }, ['almanac://tides'], null],
  ['prompts/get', { name: 'greet' }, [], 'Ahoy'],
])('the answer to %s is read by itself', async (method, params, items, text) => {
  server = await startPortServer()
  const { job, states } = await watchToRest(engine, server.url, posted(requestOf(method, params)))
  expect([states, job.reader?.id, job.items.map(({ id }) => id), job.text?.content ?? null]).toEqual([
    ['completed', 'closed'],
    'mcp',
    items,
    text,
  ])
})

test('an error alone may be of anybody’s JSON-RPC: it is read where a person says that it is MCP’s', async () => {
  server = await startPortServer()
  const asked = posted(requestOf('ports/sink'))
  const unread = await watchToRest(engine, server.url, asked)
  expect([unread.states, unread.job.reader]).toEqual([['unknown', 'ended-early'], undefined])
  const read = await watchToRest(engine, server.url, { ...asked, readAs: 'mcp' })
  expect([read.states, read.job.cause]).toEqual([['failed', 'closed'], '-32601: Method not found'])
})

test('a refusal of the transport has its words', async () => {
  server = await startPortServer()
  const told = await Promise.all(
    [{ headers: 'accept: text/event-stream' }, { headers: `${server.headers}0` }, { body: initialize }].map(
      (more) => watchToRest(engine, server.url, { ...posted(callOf('count', { to: 1 })), ...more }),
    ),
  )
  expect(told.map(({ states }) => states)).toEqual(told.map(() => ['unknown', 'refused']))
  expect(told.map(({ connection }) => connection.cause)).toEqual([
    expect.stringContaining('Client must accept both application/json and text/event-stream'),
    expect.stringContaining('Session not found'),
    expect.stringContaining('Server already initialized'),
  ])
})

test('a request that was cut is not posted again: its work is done once, and a GET brings the rest', async () => {
  server = await startPortServer()
  const run = await engine.watch(server.url, posted(callOf('wait', { port: 'Porto' })))
  await engine.until(run, ({ events }) => events === 2)
  server.cut()
  const { states, rows } = await restOf(engine, run)
  const rest = await server.comeBack(rows.at(-1)?.id ?? '')
  server.goOn()
  expect(await rest.text()).toContain('Porto is free')
  expect([states, askedSince(), server.waitedFor]).toEqual([
    ['unknown', 'ended-early'],
    ['POST /', `GET / after ${rows.at(-1)?.id}`],
    ['Porto'],
  ])
})

test('a session that is listened to by GET is resumed after its last event', async () => {
  server = await startPortServer()
  const run = await engine.watch(server.url, { headers: server.headers })
  await engine.until(run, ({ connection }) => connection.state === 'live')
  await server.notify('Low water')
  await engine.until(run, ({ events }) => events === 1)
  server.cut()
  await server.notify('High water')
  const { job } = await engine.until(run, ({ events }) => events === 2)
  expect([job.reader?.id, job.lastLog]).toEqual(['mcp', 'High water'])
  expect(askedSince()).toEqual(['GET /', 'GET / after _GET_stream/1'])
  await engine.call('runs.stop', { run })
})

test('a server that ends a stream before the answer, to be asked for the rest, gets no second request by itself', async () => {
  server = await startPortServer()
  const { states, job } = await watchToRest(engine, server.url, posted(callOf('wait', { port: 'later' })))
  expect([states, job.lastLog?.message]).toEqual([['unknown', 'ended-early'], 'Waiting for later'])
  expect([askedSince(), server.waitedFor]).toEqual([['POST /'], ['later']])
})

test('an answer as one JSON document is no stream, and can be looked at', async () => {
  server = await startPortServer({ json: true })
  const { states, connection, attempts } = await watchToRest(
    engine,
    server.url,
    posted(callOf('count', { to: 2 })),
  )
  expect([states, connection.cause]).toEqual([
    ['unknown', 'refused'],
    'The server sent not an event stream but application/json',
  ])
  expect(attempts[0]?.bodyHead).toContain('2 ports')
})
