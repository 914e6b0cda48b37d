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

test('a chat by POST sends the key of its server, is not asked for again by itself, and starts again as it was', async () => {
  const cut = stream(['event: ping\ndata: {"type":"ping"}\n\n'], 'destroy')
  server = await startSseServer([cut])
  const { id: serverId } = await engine.call('servers.save', {
    id: null,
    name: 'model',
    baseUrl: server.url,
    auth: 'headers',
    secret: 'x-api-key: canary-key',
    caPem: null,
    proxyUrl: null,
  })
  const params = { preset: 'anthropic', model: 'opus', prompt: 'say "hi"' }
  const common = { title: null, evenIfWatched: false, retry: true, headers: null, baseUrl: null }
  const { run } = await engine.call('runs.add', { ...common, kind: 'chat', serverId, params })
  const ended = await engine.until(run, (now) => isSettled(now.connection.state))
  expect([ended.connection.state, ended.generates, server.requests.length]).toEqual(['ended-early', true, 1])
  await expect(engine.call('runs.retry', { run })).rejects.toMatchObject({ code: 'not-allowed' })

  const { run: again } = await engine.call('runs.startAgain', { run })
  await engine.until(again, (now) => isSettled(now.connection.state))
  const sent = server.requests.map(({ method, url, headers, body }) => [
    method,
    url,
    headers['x-api-key'],
    headers['anthropic-version'],
    JSON.parse(body).messages,
  ])
  const one = ['POST', '/v1/messages', 'canary-key', '2023-06-01', [{ role: 'user', content: 'say "hi"' }]]
  expect(sent).toEqual([one, one])

  const { command } = await engine.call('log.curl', { run })
  expect(command).toContain(`curl -N ${server.url}/v1/messages`)
  expect(command).toContain("-H 'anthropic-version: 2023-06-01'")
  expect(command).toContain(`"content": "say \\"hi\\""`)
  expect(command).not.toContain('canary')
})
