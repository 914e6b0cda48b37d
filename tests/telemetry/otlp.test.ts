// What a collector is sent of a real engine and real streams, read off the wire.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openTelemetry } from '../../src/telemetry/index.ts'
import { startEngine, type TestEngine } from '../support/engine.ts'
import { type Item, type OtlpReceiver, startOtlpReceiver } from '../support/otlp-receiver.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'

let receiver: OtlpReceiver
let server: SseServer
let status: number | null
let said: string[]

beforeEach(async () => {
  status = 200
  said = []
  receiver = await startOtlpReceiver(() => status)
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.url)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await receiver.close()
  await server.close()
})

async function watched(): Promise<TestEngine> {
  const say = (sentence: string) => void said.push(sentence)
  const telemetry = await openTelemetry({ env: process.env, version: '9.9', fetching: 'no', say })
  return startEngine({ telemetry: telemetry?.port ?? null })
}
const chunk = (more: object) =>
  `data: ${JSON.stringify({ object: 'chat.completion.chunk', model: 'm-1', ...more })}\n\n`
const answered = [
  chunk({ choices: [{ index: 0, delta: { content: 'hi' } }] }),
  chunk({
    choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
    usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 },
  }),
  'data: [DONE]\n\n',
]
const isOver = (run: { connection: { state: string } }) =>
  ['closed', 'ended-early', 'refused'].includes(run.connection.state)
const one = (items: readonly Item[], name: string): Item => {
  const found = items.filter((item) => item.name === name)
  expect([name, found.length]).toEqual([name, 1])
  return found[0] as Item
}
/** The points of a metric. */
const points = (name: string) =>
  Reflect.get(Object(one(receiver.items('metrics'), name).data), 'points') as readonly Record<
    string,
    unknown
  >[]

test('a model’s stream that was lost once is metrics, a trace of three spans, and records of what happened', async () => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_COMPRESSION', 'gzip')
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'x-tenant=blue')
  vi.stubEnv('OTEL_SERVICE_NAME', 'night-shift')
  vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment=test')
  server = await startSseServer([
    stream(['id: 1\ndata: a\n\n', 'id: 2\ndata: b\n\n'], 'destroy'),
    stream(answered),
    stream(['data: b\n\n'], 'end'),
  ])
  const engine = await watched()
  const run = await engine.watch(`${server.url}/s?token=abcdef&page=2`)
  const first = await engine.until(run, isOver)
  await engine.close()

  expect(receiver.heads.every(({ headers }) => headers['content-encoding'] === 'gzip')).toBe(true)
  expect(receiver.heads.every(({ headers }) => headers['x-tenant'] === 'blue')).toBe(true)
  expect(receiver.resource()).toMatchObject({
    'service.name': 'night-shift',
    'service.version': '9.9',
    'deployment.environment': 'test',
  })

  const host = new URL(server.url).host
  const group = { 'runlight.kind': 'plain', 'runlight.server': host }
  const model = {
    ...group,
    'gen_ai.operation.name': 'generate_content',
    'gen_ai.provider.name': 'openai-chat',
  }
  expect(points('runlight.stream.events')).toEqual([{ value: 5, attributes: group }])
  expect(points('runlight.stream.gaps')).toEqual([{ value: 1, attributes: group }])
  expect(points('runlight.stream.reconnects')).toEqual([{ value: 1, attributes: group }])
  expect(points('gen_ai.client.token.usage')).toMatchObject([
    { sum: 7, count: 1, attributes: { ...model, 'gen_ai.token.type': 'input' } },
    { sum: 3, count: 1, attributes: { ...model, 'gen_ai.token.type': 'output' } },
  ])
  expect(points('gen_ai.client.operation.duration')).toMatchObject([{ count: 1, attributes: model }])
  expect(points('runlight.run.time_to_first_event')).toMatchObject([{ count: 1, attributes: group }])
  expect(points('http.client.request.duration')).toMatchObject([
    {
      count: 2,
      bounds: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
      attributes: {
        ...group,
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'server.address': '127.0.0.1',
        'server.port': Number(new URL(server.url).port),
      },
    },
  ])
  const named = receiver.items('metrics').flatMap(({ name }) => points(name).map((point) => point.attributes))
  expect(JSON.stringify(named)).not.toContain('run.id')

  const spans = receiver.items('traces')
  const root = one(spans, 'run')
  const attempts = spans.filter(({ name }) => name === 'GET')
  expect(spans.map(({ traceId }) => traceId)).toEqual(Array(3).fill(root.traceId))
  expect([root.parent, attempts.map(({ parent }) => parent)]).toEqual([undefined, [root.spanId, root.spanId]])
  expect(root).toMatchObject({
    start: (first.askedAt ?? 0) * 1e6,
    end: first.connection.since * 1e6,
    status: { code: 1 },
    attributes: {
      'runlight.outcome': 'closed',
      'runlight.job.state': 'completed',
      'gen_ai.usage.input_tokens': 7,
    },
  })
  expect(attempts).toMatchObject([
    {
      kind: 3,
      start: (first.askedAt ?? 0) * 1e6,
      status: { code: 2, message: 'The connection was lost' },
      attributes: { 'error.type': 'waiting', 'runlight.attempt.events': 2 },
    },
    {
      status: { code: 1 },
      attributes: { 'http.request.resend_count': 1, 'runlight.attempt.resumed': true },
    },
  ])
  const url = String(attempts[0]?.attributes['url.full'])
  expect([url.includes('abcdef'), url.endsWith('&page=2')]).toEqual([false, true])

  const records = receiver.items('logs')
  const bodies = (name: string) => records.filter((item) => item.name === name).map(({ body }) => body)
  expect(bodies('runlight.transition')).toEqual([
    'connecting',
    'live',
    'waiting: The connection was lost',
    'connecting',
    'live',
    'closed: The stream ended after the job did',
  ])
  expect(bodies('runlight.outcome')).toEqual(['The job is completed'])
  expect(bodies('runlight.gap').length).toBeGreaterThan(0)
  expect(bodies('runlight.event')).toEqual([])
  expect(new Set(records.map(({ traceId }) => traceId))).toEqual(new Set([root.traceId]))
  expect(said).toEqual([])
})

test('a run that was started again names the trace that it comes from; one that a person retries goes on in its own', async () => {
  server = await startSseServer([stream(['data: a\n\n'])])
  const engine = await watched()
  const run = await engine.watch(`${server.url}/s`, { method: 'POST', body: 'x' })
  await engine.until(run, isOver)
  const again = await engine.call('runs.startAgain', { run })
  await engine.until(again.run, isOver)
  const observed = await engine.watch(`${server.url}/o`, {}, { retry: false })
  await engine.until(observed, isOver)
  await engine.call('runs.retry', { run: observed })
  await engine.until(observed, (now) => isOver(now) && now.connection.attempt === 2)
  await engine.close()
  const roots = receiver.items('traces').filter(({ name }) => name === 'run')
  expect(roots.map(({ attributes }) => attributes['runlight.run.id'])).toEqual([run, again.run, observed])
  expect(roots[1]?.links).toEqual([{ traceId: roots[0]?.traceId, spanId: roots[0]?.spanId, attributes: {} }])
  expect(one(receiver.items('traces'), 'run, resumed')).toMatchObject({
    traceId: roots[2]?.traceId,
    parent: roots[2]?.spanId,
  })
})

test('a collector that refuses is said once in the diagnostics and nowhere else, and the engine goes on', async () => {
  status = 400
  vi.stubEnv('OTEL_BLRP_SCHEDULE_DELAY', '10')
  server = await startSseServer([stream(answered)])
  const engine = await watched()
  for (let n = 0; n < 3; n++) {
    const before = receiver.heads.length
    const run = await engine.watch(`${server.url}/s`)
    expect((await engine.until(run, isOver)).job.state).toBe('completed')
    await expect.poll(() => receiver.heads.length).toBeGreaterThan(before)
  }
  await expect.poll(() => said.length).toBe(1)
  expect(said).toEqual([
    `The telemetry collector at ${receiver.url} takes nothing (it answers with 400): start it, or change the OTEL_ variables. Runlight goes on, and keeps for it no more than fits.`,
  ])
  const { text } = await engine.call('app.diagnostics', {})
  expect(text).toMatch(
    /== Telemetry\n(?:.*\n)*logs to http:\/\/127\.0\.0\.1:\d+: it answers with 400; sent 0 ×, failed \d+ ×/,
  )
  status = 200
  const last = await engine.watch(`${server.url}/s`)
  await engine.until(last, isOver)
  await engine.close()
  expect(said.slice(1)).toEqual([`The telemetry collector at ${receiver.url} takes what it is sent again.`])
})

test('a collector that answers nothing holds up neither the streams nor the end', async () => {
  status = null
  server = await startSseServer([stream(answered)])
  const engine = await watched()
  const run = await engine.watch(`${server.url}/s`)
  expect((await engine.until(run, isOver)).job.state).toBe('completed')
  // It would be waited for 10 s; an engine that is not closed in 5 s rejects with what it could not store.
  await engine.close()
})
