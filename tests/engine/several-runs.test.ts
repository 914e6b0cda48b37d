// What is done with several runs at once: set aside while their removal can be undone, and taken away in one file.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { seedLog } from '../support/seed-log.ts'
import { startTranscriptEngine, type TranscriptEngine } from '../support/transcripts.ts'

let engine: TranscriptEngine
let ids: readonly number[] = []

beforeAll(async () => {
  const dataDir = freshDir()
  ids = await seedLog(dataDir, [
    { events: [{ data: 'a word' }], title: 'First' },
    { events: [{ data: 'a word' }, { data: 'more' }], title: 'Second' },
    { events: [{ data: 'a word' }], title: 'Third' },
  ])
  engine = await startTranscriptEngine({ dataDir })
})

afterAll(async () => {
  await engine.close()
  removeDir(engine.dataDir)
  removeDir(engine.folder)
})

/** The titles of all that a screen is told: in the list, by the pushes of late, by a search, by its counts. */
async function told() {
  const search = { query: 'word', within: null, cursor: null, limit: 100, perRun: 10 }
  const [{ runs }, found, counted] = await Promise.all([
    engine.call('runs.snapshot', {}),
    engine.call('search.run', search),
    engine.call('search.count', { query: 'word', cursor: null }),
  ])
  return [
    runs.map(({ id }) => id),
    found.groups.map(({ run }) => run.id),
    counted.counts.map(({ run }) => run),
  ].map((list) => list.toSorted((a, b) => a - b))
}

test('runs that are set aside are in no list and no count, whatever happens to them, until they are put back', async () => {
  const [first = 0, second = 0, third = 0] = ids
  await engine.call('runs.setAside', { runs: [first, second, 9_999], forMs: 120_000 })
  expect(engine.pushes.at(-1)).toMatchObject({ runs: [], removed: [first, second] })
  expect(await told()).toEqual([[third], [third], [third]])
  expect((await engine.call('digest.read', { since: 0, until: null })).now.all).toBe(1)
  await engine.call('runs.mark', { run: first, change: { tag: ['late'] } })
  expect(engine.pushes.at(-1)?.runs).toEqual([])
  await engine.call('runs.setAside', { runs: [first], forMs: 0 })
  expect(engine.pushes.at(-1)?.runs.map(({ id, marks }) => [id, marks.tags])).toEqual([[first, ['late']]])
  expect(await told()).toEqual([
    [first, third],
    [first, third],
    [first, third],
  ])
})

test('where nobody asks again they are back by themselves, and one that was removed is not', async () => {
  const [first = 0, second = 0, third = 0] = ids
  await engine.call('runs.remove', { run: third })
  await engine.call('runs.setAside', { runs: [second, third], forMs: 1 })
  await expect.poll(() => told().then(([list]) => list)).toEqual([first, second])
})

test('several runs leave in one file, the newest first', async () => {
  const [first = 0, second = 0] = ids
  const done = await engine.exportTo({ type: 'runs', runs: [first, second] }, 'jsonl', false)
  expect([done.state, done.events, done.where]).toEqual(['done', 3, expect.stringContaining('2-runs')])
  const lost = await engine.exportTo({ type: 'runs', runs: [first, 9_999] }, 'jsonl', false)
  expect([lost.state, lost.sentence]).toEqual(['failed', expect.stringContaining('9999')])
})
