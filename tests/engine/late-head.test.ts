// A head that is long in coming: what started work is waited for, what observes is given up and asked again.

import { afterEach, expect, test } from 'vitest'
import { startFieldServer } from '../field/field-server.ts'
import { addRun, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { createFastClock } from '../support/fast-clock.ts'
import { type SseServer, startSseServer } from '../support/sse-server.ts'

let engine: TestEngine
let server: SseServer | null = null

afterEach(async () => {
  await engine.close()
  await server?.close()
  server = null
  removeDir(engine.dataDir)
})

const start = async (factor: number) => {
  engine = await startEngine({ clock: createFastClock(factor) })
}
const mute = async () => {
  server = await startSseServer([() => {}])
  return server.url
}
const moves = async (run: number) =>
  (await engine.call('runs.connection', { run })).transitions.map(({ state, cause }) => [state, cause])
const late = 'The server has not begun to answer: it may work before it does'

test('a model that thinks for 35 s before it answers is stalled, and then live', async () => {
  const field = await startFieldServer('41-slow-first-token', 20)
  await start(20)
  const run = await engine.watch(`${field.url}/v1/`, { method: 'POST', body: 'x', endEvent: 'done' })
  const done = await engine.until(run, (now) => now.connection.state === 'closed')
  expect([done.job.state, done.events, field.requests.length]).toEqual(['completed', 2, 1])
  expect((await moves(run)).slice(0, 3)).toEqual([
    ['connecting', null],
    ['stalled', late],
    ['live', null],
  ])
  await field.close()
})

test('a story that never begins ends early after the limit of its kind, and is not asked for again', async () => {
  await start(600)
  const run = await addRun(engine, 'stories', await mute(), { child_id: '1', theme: 'sea' })
  const early = await engine.until(run, (now) => now.connection.state === 'ended-early')
  expect(early).toMatchObject({
    job: { state: 'unknown' },
    connection: { cause: 'Timed out: the server sent no complete answer within 10 min' },
  })
  expect((await moves(run)).map(([state]) => state)).toEqual(['connecting', 'stalled', 'ended-early'])
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(server?.requests.length).toBe(1)
})

test('what observes is given up after 30 s and asked again, or, with retrying off, ends early', async () => {
  await start(60)
  const url = await mute()
  const cause = 'Timed out: the server sent no complete answer within 30 s'
  const again = await addRun(engine, 'flashcards', url, { run_id: '1' })
  const once = await addRun(engine, 'flashcards', url, { run_id: '2' }, { retry: false })
  const early = await engine.until(once, (now) => now.connection.state === 'ended-early')
  expect([early.job.state, early.connection.cause]).toEqual(['unknown', `${cause}; retrying is switched off`])
  await engine.until(again, (now) => now.connection.attempt >= 2)
  expect((await moves(again)).slice(0, 2)).toEqual([
    ['connecting', null],
    ['waiting', cause],
  ])
})
