// Forgetting on a real log: what rules take away is gone with its space, whatever comes in between, and nothing else is.

import { statSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dayMs } from '../../src/core/storage/retention.ts'
import type { RemovalRecord, StorageStatus } from '../../src/core/storage/storage.ts'
import { openLogForWriting } from '../../src/engine/log/sqlite/file/open-log.ts'
import { runShift } from '../../src/engine/log/sqlite/rows/keys.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'
import { freshDir, removeDir, startEngine, type TestEngine } from '../support/engine.ts'
import { events, seedLog } from '../support/seed-log.ts'
import { startSseServer } from '../support/sse-server.ts'

// Threads, copies and sweeps take as long as the machine is busy with other things.
vi.setConfig({ testTimeout: 90_000 })

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

const text = (seq: number) =>
  `{"progress":${seq % 100},"message":"card number ${seq} of the deck ${seq * 7919}"}`
const some = (count: number) => events(count, (seq) => ({ data: text(seq) }))
const rule = { kind: null, days: null, runs: null, bytes: null }
const logBytes = () =>
  ['', '-wal'].reduce(
    (sum, suffix) =>
      sum + (statSync(join(dataDir, `runlight.db${suffix}`), { throwIfNoEntry: false })?.size ?? 0),
    0,
  )

async function until<T>(ask: () => Promise<T>, test: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 60_000
  for (;;) {
    const value = await ask()
    if (test(value)) return value
    if (Date.now() > end) throw new Error(`never came; at last: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const status = (of: TestEngine) => of.call('storage.status', {})
const idle = ({ tasks }: StorageStatus) => tasks.length === 0

/** Everything of run `run` that is left in the log. */
function leftOf(run: number): Record<string, number> {
  const db = new Database(join(dataDir, 'runlight.db'), { readonly: true })
  const count = (sql: string, ...values: number[]) =>
    Number(
      db
        .prepare(sql)
        .pluck()
        .get(...values),
    )
  const range = [run * runShift, (run + 1) * runShift]
  const left = {
    events: count('SELECT count(*) FROM events WHERE key >= ? AND key < ?', ...range),
    text: count('SELECT count(*) FROM event_text_docsize WHERE id >= ? AND id < ?', ...range),
    blocks: count('SELECT count(*) FROM blocks WHERE run = ?', run),
    checkpoints: count('SELECT count(*) FROM checkpoints WHERE run = ?', run),
    transitions: count('SELECT count(*) FROM transitions WHERE run = ?', run),
    forgetting: count('SELECT count(*) FROM forgetting'),
    freePages: Number(db.pragma('freelist_count', { simple: true })),
  }
  db.close()
  return left
}
const nothing = { events: 0, text: 0, blocks: 0, checkpoints: 0, transitions: 0, forgetting: 0, freePages: 0 }

test('what a person applies is previewed, removed, remembered and told, and its space goes back to the disk', async () => {
  const [big = 0, small = 0, pinned = 0] = await seedLog(dataDir, [
    { events: some(30_000), title: 'Old and big' },
    { events: some(200), title: 'Young and small' },
    { events: some(300), title: 'Old but pinned', createdAt: 1_000, marks: { pinned: true } },
  ])
  engine = await startEngine({ dataDir })
  const before = logBytes()
  const rules = [{ ...rule, runs: 1 }]
  const preview = await engine.call('storage.preview', { rules })
  expect([preview.runs, preview.events, preview.pinned, preview.first[0]?.title]).toEqual([
    1,
    30_000,
    1,
    'Old and big',
  ])
  expect((await engine.call('runs.snapshot', {})).runs.length).toBe(3)

  await expect(engine.call('storage.prune', {})).rejects.toMatchObject({ code: 'bad-input' })
  await engine.call('settings.set', { retention: rules })
  await engine.call('storage.prune', {})
  const removed = await until(
    async () => engine?.pushes.flatMap((push) => push.removed) ?? [],
    (ids) => ids.length > 0,
  )
  expect(removed).toEqual([big])
  const after = await until(() => status(engine as TestEngine), idle)
  const kept = (await engine.call('runs.snapshot', {})).runs.map((run) => run.id)
  expect([kept, leftOf(big)]).toEqual([[small, pinned], nothing])
  const record: Partial<RemovalRecord> = {
    asked: 'person',
    runs: 1,
    events: 30_000,
    rules: [{ ...rule, runs: 1, by: 'runs', count: 1 }],
  }
  expect(after.removal).toMatchObject(record)
  expect(await engine.call('storage.history', {})).toMatchObject([record])
  expect(after.outcomes.find(({ type }) => type === 'remove')?.sentence).toMatch(
    /^1 run removed, about .* MB\.$/,
  )
  // Blocks, index and rows of 30,000 events; what is left belongs to 500.
  expect(logBytes()).toBeLessThan(before / 8)
  expect((await engine.call('events.range', { run: pinned, from: 300, limit: 5 })).rows.length).toBe(1)
})

test('rules are applied by themselves after the start, and what they removed is told', async () => {
  const now = Date.now()
  const [old = 0] = await seedLog(dataDir, [
    { events: [{ data: 'a' }], createdAt: now - 40 * dayMs },
    { events: [{ data: 'b' }], createdAt: now - 20 * dayMs },
  ])
  engine = await startEngine({ dataDir })
  await engine.call('settings.set', { retention: [{ ...rule, days: 30 }] })
  await engine.close()
  engine = await startEngine({ dataDir })
  const { removal } = await until(
    () => status(engine as TestEngine),
    (now) => now.removal !== null && idle(now),
  )
  expect(removal).toMatchObject({ asked: 'rules', runs: 1, rules: [{ days: 30, by: 'days', count: 1 }] })
  expect(engine.pushes.some((push) => push.storage?.removal?.runs === 1)).toBe(true)
  expect([(await engine.call('runs.snapshot', {})).runs.length, leftOf(old)]).toEqual([1, nothing])
})

test('a removal that is cut short leaves a whole log, and the rest is cleared by the next engine', async () => {
  const [big = 0, other = 0] = await seedLog(dataDir, [{ events: some(20_000) }, { events: some(50) }])
  const db = openLogForWriting(dataDir)
  const writer = createWriter(db)
  writer.removeRun(big)
  for (let cleared = 0; cleared < 1_000; ) cleared += writer.clearSlice().events
  const left = Number(
    db
      .prepare('SELECT count(*) FROM events WHERE key < ?')
      .pluck()
      .get((big + 1) * runShift),
  )
  db.close()
  expect(left > 0 && left < 20_000).toBe(true)

  engine = await startEngine({ dataDir })
  expect((await engine.call('runs.snapshot', {})).runs.map((run) => run.id)).toEqual([other])
  await until(
    async () => leftOf(big),
    (now) => now.forgetting === 0 && now.freePages === 0,
  )
  await until(() => status(engine as TestEngine), idle)
  expect([leftOf(big), (await engine.events(other)).length]).toEqual([nothing, 50])
})

test('while events stream in nothing of the others is lost, and a live run is never taken away', async () => {
  const [big = 0] = await seedLog(dataDir, [{ events: some(15_000) }])
  const over = Promise.withResolvers<void>()
  const server = await startSseServer([
    async (_request: unknown, response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (let n = 1; n <= 4_000; n++) {
        response.write(`id: ${n}\ndata: line ${n}\n\n`)
        if (n % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 2))
      }
      await over.promise
      response.end('event: done\ndata: end\n\n')
    },
  ])
  engine = await startEngine({ dataDir })
  const live = await engine.watch(`${server.url}/s`, { endEvent: 'done' })
  await engine.until(live, (run) => run.events > 100)
  await engine.call('settings.set', { retention: [{ ...rule, bytes: 1 }] })
  await engine.call('storage.prune', {})
  await engine.until(live, (run) => run.events === 4_000, 60_000)
  await until(
    async () => leftOf(big),
    (left) => left.forgetting === 0 && left.freePages === 0,
  )
  await until(() => status(engine as TestEngine), idle)
  // Once it is over the rule would take it, too.
  await engine.call('settings.set', { retention: [] })
  over.resolve()
  await engine.until(live, (run) => run.connection.state === 'closed', 60_000)
  const rows = []
  for (let from = 1; from <= 4_001; from += 1_000)
    rows.push(...(await engine.call('events.range', { run: live, from, limit: 1_000 })).rows)
  expect(rows.slice(0, 4_000).map((row) => row.data)).toEqual(
    Array.from({ length: 4_000 }, (_, i) => `line ${i + 1}`),
  )
  expect([leftOf(big), (await engine.call('runs.snapshot', {})).runs.map((run) => run.id)]).toEqual([
    nothing,
    [live],
  ])
  await server.close()
})

test('one slice is short, however much there is to clear', async () => {
  const [big = 0] = await seedLog(dataDir, [{ events: some(40_000) }])
  const db = openLogForWriting(dataDir)
  const writer = createWriter(db)
  writer.removeRun(big)
  let slices = 0
  while (writer.clearSlice().left) slices++
  while (writer.freeSlice().left) slices++
  expect(writer.emptyJournal()).toBe(true)
  // No slice deletes more than 2,048 events, and none gives back more than 4,096 pages.
  expect(slices).toBeGreaterThan(20)
  expect(db.prepare("SELECT rowid FROM event_text WHERE event_text MATCH 'card'").all()).toEqual([])
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
})
