// What the log weighs and whether it is sound: shares that add up, and a check that finds what was broken on purpose.

import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkLogWhole } from '../../src/engine/index.ts'
import { eventKey } from '../../src/engine/log/sqlite/rows/keys.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { events, seedLog, seedNoon } from '../support/seed-log.ts'

let dataDir: string
let engine: TestEngine | null
beforeEach(() => {
  dataDir = freshDir()
  engine = null
})
afterEach(async () => {
  await engine?.close()
  removeDir(dataDir)
})

const some = (count: number) =>
  events(count, (seq) => ({ data: `{"n":${seq},"words":"line ${seq} of many"}` }))
const quiet = { told: () => {}, signal: new AbortController().signal }
const sum = (list: readonly { readonly bytes: number }[]) =>
  list.reduce((total, { bytes }) => total + bytes, 0)

test('by kind, server, month and part it adds up to what is on the disk', async () => {
  await seedLog(dataDir, [
    { events: some(30_000), title: 'Big', server: 'a.example' },
    { events: some(10_000), title: 'Middle', server: 'b.example', createdAt: Date.now() - 86_400_000 },
    { events: some(100), title: 'Small', server: 'b.example' },
  ])
  engine = await startEngine({ dataDir })
  const sizes = await engine.call('storage.sizes', {})
  const log = statSync(join(dataDir, 'runlight.db')).size
  expect([sizes.runs, sizes.events, sizes.path]).toEqual([3, 40_100, join(dataDir, 'runlight.db')])
  expect(sizes.total).toBe(log + sizes.journal)
  expect(Math.abs(sum(sizes.parts ?? []) - (log - sizes.free))).toBeLessThan(log / 100)
  for (const list of [sizes.kinds, sizes.servers, sizes.months])
    expect(Math.abs(sum(list) - (log - sizes.free)) / log).toBeLessThan(0.02)
  expect(sizes.servers.map(({ server, runs, events }) => [server, runs, events])).toEqual([
    ['a.example', 1, 30_000],
    ['b.example', 2, 10_100],
  ])
  expect(sizes.months.at(-1)).toMatchObject({
    month: new Date(seedNoon).toISOString().slice(0, 7),
    events: 30_100,
  })
  expect(sizes.days.length).toBe(30)
  expect(sizes.days.reduce((total, day) => total + day.events, 0)).toBe(10_000)
  expect(sizes.biggest.map(({ title }) => title)).toEqual(['Big', 'Middle', 'Small'])
})

test('a run of which no block is stored weighs what came over the wire', async () => {
  await seedLog(dataDir, [{ events: some(5_000) }, { events: some(5_000) }])
  const db = new Database(join(dataDir, 'runlight.db'))
  db.exec('DELETE FROM blocks WHERE run = 1')
  db.close()
  engine = await startEngine({ dataDir })
  const [a, b] = (await engine.call('storage.sizes', {})).biggest.map(({ bytes }) => bytes)
  expect(Math.abs(1 - (a ?? 0) / (b ?? 1))).toBeLessThan(0.5)
})

test('a sound log is said to be sound, while it is written', async () => {
  await seedLog(dataDir, [{ events: some(5_000) }, { events: some(10) }])
  engine = await startEngine({ dataDir })
  await engine.call('storage.check', {})
  await expect(engine.call('storage.check', {})).rejects.toMatchObject({ code: 'not-allowed' })
  await expect
    .poll(async () => (await engine?.call('storage.status', {}))?.check?.ok, { timeout: 30_000 })
    .toBe(true)
  const { check } = await engine.call('storage.status', {})
  expect(check?.findings.map(({ text }) => text.replace(/^\d+ tables/, 'n tables'))).toEqual([
    'n tables checked page by page: sound.',
    '2 runs read: no event is missing.',
    'Every event belongs to a run.',
    '5,010 events can be found by the search.',
  ])
})

test('a missing event, a missing word and an event without a run are each found and named', async () => {
  await seedLog(dataDir, [{ events: some(50) }, { events: some(50) }])
  const db = new Database(join(dataDir, 'runlight.db'))
  db.prepare('DELETE FROM events WHERE key = ?').run(eventKey(1, 7))
  db.prepare('DELETE FROM event_text WHERE rowid IN (?, ?, ?)').run(
    eventKey(1, 7),
    eventKey(2, 8),
    eventKey(2, 9),
  )
  db.exec(
    `INSERT INTO events SELECT ${eventKey(9, 1)}, attempt, at, name, event_id, data, flags, true_size, raw FROM events LIMIT 1`,
  )
  db.close()
  const check = await checkLogWhole(dataDir, quiet)
  expect([check.ok, check.findings.filter(({ ok }) => !ok).map(({ text }) => text)]).toEqual([
    false,
    [
      'Events are missing in the log of run 1.',
      'Events of 1 run are stored, and the run itself is not.',
      'The search does not find 3 events: their words are not in the index.',
    ],
  ])
})
