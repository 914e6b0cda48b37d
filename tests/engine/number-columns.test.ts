// A filter by fields finds in whole blocks, by their columns, what it finds when every event is read; and blocks have their
// columns however they were written, and lose them with their run.

import type Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { blockSize } from '../../src/core/log/blocks.ts'
import { openLogForWriting, prepareDataDir } from '../../src/engine/log/sqlite/file/open-log.ts'
import { reviewOf } from '../../src/engine/log/sqlite/threads/review-of.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { addRun, batch, jsonData, manyOf, summary } from '../support/hand-log.ts'
import { copyLog, expectedWindow, searchAll, windowAll } from './search-oracle.ts'

let dataDir: string
let db: Database.Database
beforeEach(() => {
  dataDir = freshDir()
  prepareDataDir(dataDir)
  open()
})
afterEach(() => {
  db.close()
  removeDir(dataDir)
})

function open(): void {
  db = openLogForWriting(dataDir)
  db.pragma('synchronous = OFF')
}

const columns = () => db.prepare('SELECT key / 4294967296, path FROM number_columns ORDER BY key').raw().all()

const regular = fc
  .record({
    progress: fc.integer({ min: 0, max: 1_000 }).map((tenths) => tenths / 10),
    tokens: fc.integer({ min: -5, max: 4_000 }),
    a: fc.record({ b: fc.oneof(fc.integer(), fc.string()) }),
    node: fc.constantFrom('save', 'outline'),
  })
  .map((one) => JSON.stringify(one))
const term = fc
  .tuple(
    fc.boolean(),
    fc.constantFrom('progress', 'tokens', 'a.b', 'n', '__proto__.c', 'missing', 'a.0'),
    fc.constantFrom('<', '<=', '>', '>='),
    fc.oneof(fc.integer({ min: -5, max: 120 }), fc.constantFrom(0.1, 50.5, 3_900, -1e9, 7)),
  )
  .map(([negated, path, op, limit]) => `${negated ? '-' : ''}${path}${op}${limit}`)
const other = fc.constantFrom(
  'level:error',
  '-level:error',
  'node:save',
  'outline',
  'event:status',
  'node!=save',
  '-tokens:5',
)
const query = fc
  .array(fc.tuple(fc.oneof({ weight: 4, arbitrary: term }, other), fc.boolean()), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.map(([text, or], i) => (i > 0 && or ? `OR ${text}` : text)).join(' '))

test('a filter finds with columns what it finds without', () => {
  let made = 0
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 5, arbitrary: regular }, jsonData), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1_000, max: 2_100 }),
      fc.array(query, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (texts, count, queries, pings) => {
        const writer = createWriter(db)
        const run = addRun(writer)
        const seeds = texts.map((data, i) => ({
          data,
          flags: [0, 0, 32, 1, 64][i % 5] ?? 0,
          name: i % 2 === 0 ? 'status' : 'message',
        }))
        writer.commit(batch(manyOf(seeds, count, run), [{ ...summary, id: run, events: count }]))
        const copy = copyLog(db)
        made += columns().length
        const withColumns = queries.map((text) => windowAll(reviewOf(db), run, text, pings, 500))
        const back = searchAll(reviewOf(db), { query: queries[0] ?? '', within: run, limit: 300, perRun: 1 })
        db.prepare('DELETE FROM number_columns').run()
        expect(withColumns).toEqual(queries.map((text) => windowAll(reviewOf(db), run, text, pings, 500)))
        expect(withColumns).toEqual(queries.map((text) => expectedWindow(copy, run, text, pings, Date.now())))
        expect(back[0]?.seqs.toReversed() ?? []).toEqual(
          expectedWindow(copy, run, queries[0] ?? '', true, Date.now()),
        )
        writer.removeRun(run)
        while (writer.clearSlice().left) {}
      },
    ),
    { numRuns: 40 },
  )
  expect(made).toBeGreaterThan(30)
})

test('whole blocks have their columns, in whatever pieces they came, and lose them with their run', () => {
  const writer = createWriter(db)
  const [run, other] = [addRun(writer), addRun(writer)]
  const events = manyOf([{ data: '{"a":1,"b":{"c":2.5}}' }, { data: 'none' }], 3 * blockSize - 1, run)
  for (let i = 0; i < events.length; i += 700) writer.commit(batch(events.slice(i, i + 700)))
  writer.commit(batch(manyOf([{ data: '{"a":1}' }], blockSize, other)))
  expect(columns()).toEqual([
    [run, 'a'],
    [run, 'b.c'],
    [run, 'a'],
    [run, 'b.c'],
    [other, 'a'],
  ])
  expect(db.prepare('SELECT * FROM columned ORDER BY run').raw().all()).toEqual([
    [run, 2],
    [other, 1],
  ])
  writer.removeRun(run)
  while (writer.clearSlice().left) {}
  expect(columns()).toEqual([[other, 'a']])
  expect(db.prepare('SELECT run FROM columned').pluck().all()).toEqual([other])
})

test('columns that are missing are made from the events, and those that are damaged are not believed', () => {
  const writer = createWriter(db)
  const run = addRun(writer)
  const events = manyOf([{ data: '{"a":1}' }, { data: '{"a":2,"b":[1,2]}' }], 3 * blockSize, run)
  writer.commit(batch(events.slice(0, 100)))
  // The block that was begun before the restart is not gathered on.
  db.close()
  open()
  const again = createWriter(db)
  again.commit(batch(events.slice(100)))
  expect(columns()).toEqual([
    [run, 'a'],
    [run, 'a'],
  ])
  while (again.fillColumns()) {}
  expect(columns()).toEqual([
    [run, 'a'],
    [run, 'a'],
    [run, 'a'],
  ])
  const found = () => windowAll(reviewOf(db), run, 'a>1', true, 1_000)
  const all = found()
  expect(all.length).toBeGreaterThan(1_000)
  db.prepare('UPDATE number_columns SET numbers = substr(numbers, 1, 40)').run()
  expect(found()).toEqual(all)
  db.exec('DELETE FROM number_columns; DELETE FROM columned')
  while (again.fillColumns()) {}
  expect(columns()).toHaveLength(3)
  expect(found()).toEqual(all)
  db.prepare('UPDATE events SET data = ? WHERE key % 2').run('none')
  expect(found(), 'the events were not read').toEqual(all)
})

test('a block that lacks an event, as in a log that was damaged, is given no columns', () => {
  const writer = createWriter(db)
  const run = addRun(writer)
  writer.commit(batch(manyOf([{ data: '{"a":1}' }, { data: '{"a":2}' }], 2 * blockSize, run)))
  db.exec('DELETE FROM number_columns; DELETE FROM columned; DELETE FROM blocks')
  db.prepare('DELETE FROM events WHERE key = ?').run(run * 2 ** 32 + 500)
  while (writer.fillColumns()) {}
  expect(db.prepare('SELECT (key - 1) % 4294967296 / 1024 FROM number_columns').pluck().all()).toEqual([1])
})
