// Rules over the real engine: what fires, once, with its cause, and what becomes of it.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { newRule } from '../../src/core/alerts/new-rule.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'

let dataDir: string
let engine: TestEngine
let server: SseServer | null = null

beforeEach(async () => {
  dataDir = freshDir()
  engine = await startEngine({ dataDir })
})

afterEach(async () => {
  await engine.close()
  await server?.close()
  removeDir(dataDir)
})

const alerts = async (run: number) => (await engine.call('alerts.list', { run })).alerts

test('a job that fails is told once, over a restart too, and acknowledging it takes it from Needs me', async () => {
  server = await startSseServer([
    stream(['event: step\ndata: 1\n\n', 'event: error\ndata: the model is gone\n\n']),
  ])
  const run = await engine.watch(`${server.url}/s`, { failEvent: 'error' })
  await engine.until(run, ({ attention }) => attention?.open.length === 1)
  const [alert] = await alerts(run)
  expect(alert).toMatchObject({
    rule: 'failed',
    type: 'failed',
    severity: 'critical',
    run,
    many: null,
    lasting: true,
    resolvedAt: null,
    acknowledgedAt: null,
    silent: null,
  })
  expect(engine.pushes.flatMap((push) => push.alerts ?? []).map(({ id }) => id)).toEqual([alert?.id])

  // A removal that is undone leaves it as it is.
  await engine.call('runs.setAside', { runs: [run], forMs: 60_000 })
  await engine.call('runs.setAside', { runs: [run], forMs: 0 })
  expect(await alerts(run)).toEqual([alert])

  await engine.close()
  engine = await startEngine({ dataDir })
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  expect((await alerts(run)).map(({ id }) => id)).toEqual([alert?.id])
  expect((await engine.summary(run)).attention?.open).toMatchObject([
    { type: 'failed', severity: 'critical' },
  ])

  await engine.call('alerts.acknowledge', { alerts: [alert?.id ?? 0], note: 'known, Anna is on it' })
  const seen = await engine.until(run, ({ attention }) => attention?.open.length === 0)
  expect(seen.marks.acknowledgedAt).not.toBeNull()
  expect(seen.attention?.had).toEqual(['failed'])
  expect((await alerts(run))[0]).toMatchObject({ note: 'known, Anna is on it' })
})

test('an event that a search finds fires at that event, and a rule says nothing of what was before it', async () => {
  let write: (text: string) => void = () => {}
  server = await startSseServer([
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      write = (text) => response.write(text)
      write('event: step\ndata: {"cost":90}\n\n')
    },
  ])
  const run = await engine.watch(`${server.url}/s`)
  await engine.until(run, ({ events }) => events === 1)
  await engine.call('alerts.saveRule', {
    id: null,
    rule: newRule({ type: 'event', query: 'cost>50' }, { together: null, cooldownMs: 0 }),
  })
  write(
    'event: step\ndata: {"cost":10}\n\nevent: step\ndata: {"cost":70}\n\nevent: step\ndata: {"cost":80}\n\n',
  )
  await engine.until(run, ({ attention }) => attention?.open.length === 2)
  expect((await alerts(run)).map(({ seq, type }) => ({ seq, type }))).toEqual([
    { seq: 4, type: 'event' },
    { seq: 3, type: 'event' },
  ])
})

test('what many runs of a server have in common is one alert that names the server', async () => {
  const fails = stream(['event: error\ndata: no GPU left\n\n'])
  server = await startSseServer(Array.from({ length: 5 }, () => fails))
  const runs = await Promise.all(
    Array.from({ length: 5 }, (_, i) => engine.watch(`${server?.url}/${i}`, { failEvent: 'error' })),
  )
  const [first = 0] = runs
  await engine.until(first, ({ attention }) => attention?.open.length === 1)
  const list = (await engine.call('alerts.list', {})).alerts
  expect(list.map(({ many, run, title }) => ({ many, run, isServer: title === list[0]?.server }))).toEqual([
    { many: { runs: 5, of: 5 }, run: null, isServer: true },
  ])
})
