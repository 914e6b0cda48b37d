// How a plain run asks: its method, its body, what it accepts, and what a redirect makes of them.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { isSettled } from '../../src/core/run/states.ts'
import { removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { answer, type Behaviour, type SseServer, startSseServer, stream } from '../support/sse-server.ts'

let engine: TestEngine
let server: SseServer

beforeEach(async () => {
  engine = await startEngine()
})
afterEach(async () => {
  await engine.close()
  await server.close()
  removeDir(engine.dataDir)
})

async function ask(behaviours: readonly Behaviour[], params: Record<string, string>) {
  server = await startSseServer(behaviours)
  const run = await engine.watch(`${server.url}/s`, params)
  await engine.until(run, (now) => isSettled(now.connection.state))
  return {
    run,
    requests: server.requests.map(({ method, body, headers }) => [method, body, headers.accept]),
  }
}

const end = stream(['event: done\ndata: {}\n\n'])

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'QUERY'])('a %s carries its body', async (method) => {
  const { requests } = await ask([end], { method, body: '{"a":1}', endEvent: 'done' })
  expect(requests).toEqual([[method, '{"a":1}', 'text/event-stream']])
})

test.each([
  [301, 'POST', 'GET'],
  [302, 'POST', 'GET'],
  [303, 'PUT', 'GET'],
  [301, 'PUT', 'PUT'],
  [307, 'POST', 'POST'],
  [308, 'PATCH', 'PATCH'],
])('a redirect %i makes of a %s a %s', async (status, method, becomes) => {
  const away = answer(status, { location: '/t' })
  const headers = 'Accept: application/json, text/event-stream'
  const { requests } = await ask([away, end], { method, body: 'x', headers, endEvent: 'done' })
  const accept = 'application/json, text/event-stream'
  expect(requests).toEqual([
    [method, 'x', accept],
    [becomes, becomes === 'GET' ? '' : 'x', accept],
  ])
})

test('the curl of a run has its method, its body and what it accepts, and no secret', async () => {
  const headers = 'Accept: */*\nX-Tenant: north-canary'
  const { run } = await ask([end], {
    method: 'PATCH',
    body: '{"api_key":"canary-1"}',
    headers,
    endEvent: 'done',
  })
  const { command } = await engine.call('log.curl', { run })
  expect(command).toContain('-X PATCH')
  expect(command).toContain("-H 'accept: */*'")
  expect(command).toContain(`-H 'x-tenant: '"$TOKEN"`)
  expect(command).not.toMatch(/canary|text\/event-stream/)
})
