// Marks are stored with the run they belong to, and none is lost: not of a run that streams, not of one at rest, not of
// one that is just being taken up or let go.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { needsPerson } from '../../src/core/run/marks.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { seedLog } from '../support/seed-log.ts'
import { answer, type Behaviour, type SseServer, startSseServer, stream } from '../support/sse-server.ts'

let dataDir: string
let engine: TestEngine
let server: SseServer
beforeEach(() => {
  dataDir = freshDir()
})
afterEach(async () => {
  await engine.close()
  await server?.close()
  removeDir(dataDir)
})

const busy: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const timer = setInterval(() => response.write('data: more\n\n'), 1)
  response.on('close', () => clearInterval(timer))
}
const reopened = async () => {
  await engine.close()
  engine = await startEngine({ dataDir })
}

test('a run at rest is marked, every screen is told, and the log keeps it', async () => {
  const [run = 0] = await seedLog(dataDir, [{ events: [{ data: 'a' }], title: 'Before' }])
  engine = await startEngine({ dataDir })
  await engine.call('runs.mark', {
    run,
    change: { title: ' After ', tag: ['night'], note: 'two\nlines', pinned: true },
  })
  const marked = await engine.summary(run)
  expect([marked.title, marked.marks]).toEqual([
    'After',
    { tags: ['night'], note: 'two\nlines', pinned: true, acknowledgedAt: null },
  ])
  expect(engine.pushes.at(-1)?.runs).toEqual([marked])
  await reopened()
  expect(await engine.summary(run)).toEqual(marked)
  await expect(engine.call('runs.mark', { run, change: { title: '  ' } })).rejects.toMatchObject({
    code: 'bad-input',
  })
  await expect(engine.call('runs.mark', { run: 99, change: {} })).rejects.toMatchObject({ code: 'not-found' })
})

test('a run that streams keeps every mark, whoever else is marking it', async () => {
  server = await startSseServer([busy])
  engine = await startEngine({ dataDir })
  const run = await engine.watch(`${server.url}/s`)
  await engine.until(run, ({ events }) => events > 20)
  const tags = Array.from({ length: 20 }, (_, i) => `tag ${i}`)
  await Promise.all(tags.map((tag) => engine.call('runs.mark', { run, change: { tag: [tag] } })))
  await engine.until(run, ({ events }) => events > 100)
  const sorted = async () => (await engine.summary(run)).marks.tags.toSorted()
  expect(await sorted()).toEqual(tags.toSorted())
  await reopened()
  expect(await sorted()).toEqual(tags.toSorted())
})

test('marks that meet a run being taken up, stopped and let go are all kept', async () => {
  server = await startSseServer([stream(['data: x\n\n'], 'open')])
  engine = await startEngine({ dataDir })
  const run = await engine.watch(`${server.url}/s`)
  await engine.until(run, ({ events }) => events === 1)
  let given = 0
  for (let round = 0; round < 10; round++) {
    await engine.call('runs.mark', { run, change: { untag: [`${round - 2}`] } })
    const acts = [
      engine.call('runs.stop', { run }),
      ...[0, 1, 2].map((i) =>
        engine.call('runs.mark', {
          run,
          change: { note: `note ${++given}`, tag: [`${round}`], pinned: i > 0 },
        }),
      ),
    ]
    await Promise.all(acts)
    const again = [
      engine.call('runs.mark', { run, change: { note: `note ${++given}` } }),
      engine.call('runs.retry', { run }),
      engine.call('runs.mark', { run, change: { note: `note ${++given}` } }),
    ]
    await Promise.all(again)
    const { marks } = await engine.summary(run)
    expect([marks.note, marks.tags.includes(`${round}`), marks.pinned]).toEqual([`note ${given}`, true, true])
  }
  await reopened()
  expect((await engine.summary(run)).marks.note).toBe(`note ${given}`)
})

test('an acknowledged run needs nobody until its state changes again', async () => {
  server = await startSseServer([stream(['data: x\n\n'], 'end'), answer(404)])
  engine = await startEngine({ dataDir })
  const run = await engine.watch(`${server.url}/s`, {}, { retry: false })
  const ended = await engine.until(run, ({ connection }) => connection.state === 'ended-early')
  expect(needsPerson(ended)).toBe(true)
  await engine.call('runs.mark', { run, change: { acknowledged: true } })
  expect(needsPerson(await engine.summary(run))).toBe(false)
  await engine.call('runs.mark', { run, change: { note: 'looked at' } })
  expect(needsPerson(await engine.summary(run))).toBe(false)
  await reopened()
  expect(needsPerson(await engine.summary(run))).toBe(false)
  await engine.call('runs.retry', { run })
  const again = await engine.until(run, ({ connection }) => connection.state === 'refused')
  expect([needsPerson(again), again.marks.note]).toEqual([true, 'looked at'])
})
