// Every write of the log with SQLite failing at its first, second, third… statement: what was asked for is there whole or
// not at all, and asked for again it is there once. The failures are those of a full disk, a broken one, a busy and a
// read-only file; and a disk that is truly full at every size is had from SQLite's own limit of pages.

import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockSize } from '../../src/core/log/blocks.ts'
import type { Batch } from '../../src/engine/log/rows.ts'
import { openLogForWriting } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createReader } from '../../src/engine/log/sqlite/read/reader.ts'
import { createWriter, type Writer } from '../../src/engine/log/sqlite/write/writer.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { codes } from '../support/failing-codes.ts'
import { events, seedLog } from '../support/seed-log.ts'

const dir = freshDir()
const base = join(dir, 'base')
beforeAll(async () => {
  await seedLog(base, [
    { title: 'One', events: events(blockSize - 10, (seq) => ({ id: String(seq), data: `one ${seq}` })) },
    { title: 'Two', events: events(30, (seq) => ({ id: String(seq), data: `two ${seq}` })) },
  ])
})
afterAll(() => removeDir(dir))

type Runs = { run: (...args: unknown[]) => unknown; readonly source: string }

/** Statements of every database of this process fail from the `nth` on, until it is taken back. */
function failFrom(nth: number, code: string): { readonly stop: () => boolean } {
  const db = new Database(':memory:')
  const statements: Runs = Object.getPrototypeOf(db.prepare('SELECT 1'))
  db.close()
  const real = statements.run
  let left = nth
  let failed = false
  statements.run = function (this: Runs, ...args) {
    if (!this.source.startsWith('ROLLBACK') && --left <= 0) {
      failed = true
      throw new Database.SqliteError('made to fail', code)
    }
    return real.apply(this, args)
  }
  return {
    stop: () => {
      statements.run = real
      return failed
    },
  }
}

/** All that the log holds, table by table. */
function contents(db: Database.Database): string {
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()
  return JSON.stringify(
    names.map((name) => [
      name,
      db
        .prepare(`SELECT * FROM "${String(name)}"`)
        .raw()
        .all(),
    ]),
  )
}

const nothing: Batch = { events: [], runs: [], attempts: [], gaps: [], transitions: [], checkpoints: [] }

/** More events of run 1, over the border of a block, with all that may go with them. */
function fullBatch(db: Database.Database, count: number): Batch {
  const stored = createReader(db).run(1)
  if (stored === null) throw new Error('There is no run.')
  const from = stored.summary.events
  const at = 1_800_000_000_000
  return {
    events: Array.from({ length: count }, (_, i) => ({
      run: 1,
      seq: from + i + 1,
      attempt: 1,
      at: at + i,
      name: 'message',
      id: String(from + i + 1),
      data: `more ${i} ${'x'.repeat(500)}`,
      flags: 0,
      trueSize: null,
      raw: null,
    })),
    runs: [{ summary: { ...stored.summary, events: from + count }, resumeId: String(from + count) }],
    attempts: [],
    gaps: [
      {
        run: 1,
        number: 1,
        afterSeq: from,
        attempt: 1,
        from: at,
        until: at,
        cause: 'x',
        missed: 'nothing',
        basis: 'y',
      },
    ],
    transitions: [
      { run: 1, number: 99, at, attempt: 1, afterSeq: from, state: 'live', cause: null, job: null },
    ],
    checkpoints: [{ run: 1, seq: from, job: '{}', textAfter: 0, textFrom: 0, text: '' }],
  }
}

const server: Parameters<Writer['saveServer']>[0] = {
  name: 'Staging',
  baseUrl: 'https://staging.example',
  auth: 'none',
  headerNames: [],
  hasSecret: false,
  caPem: null,
  proxyUrl: null,
  createdAt: 1,
}

const writes: Readonly<Record<string, (writer: Writer, db: Database.Database) => unknown>> = {
  'a transaction of events': (writer, db) => writer.commit(fullBatch(db, 20)),
  'a summary alone': (writer, db) => writer.commit({ ...nothing, runs: fullBatch(db, 0).runs }),
  'a new run': (writer, db) => {
    const { summary } = createReader(db).run(1) ?? {}
    if (summary === undefined) throw new Error('There is no run.')
    const { id: _id, ...rest } = summary
    return writer.addRun({
      uid: 'new',
      kind: summary.kind,
      serverId: null,
      baseUrl: '',
      params: {},
      hasSecret: false,
      summary: rest,
    })
  },
  'a mark': (writer) => writer.mark(1, { pinned: true, note: 'kept' }, 1),
  'a removed run': (writer) => writer.removeRun(2),
  'a server': (writer) => writer.saveServer(server, null),
  'a setting': (writer) => writer.setSetting('settings', '{"theme":"dark"}'),
  'a checkpoint': (writer) =>
    writer.putCheckpoints(1, [{ run: 1, seq: 7, job: '{}', textAfter: 0, textFrom: 0, text: '' }], [5]),
}

let copies = 0
function openCopy(): Database.Database {
  const at = join(dir, `copy-${copies++}`)
  mkdirSync(at)
  copyFileSync(join(base, 'runlight.db'), join(at, 'runlight.db'))
  return openLogForWriting(at)
}

test.each(Object.keys(writes).flatMap((name) => codes.map((code) => [name, code] as const)))(
  '%s is whole or absent wherever %s strikes, and goes in once when it is asked for again',
  (name, code) => {
    const write = writes[name]
    if (write === undefined) throw new Error('There is no such write.')
    const straight = openCopy()
    write(createWriter(straight), straight)
    const wanted = contents(straight)
    straight.close()

    const db = openCopy()
    const before = contents(db)
    expect(wanted).not.toBe(before)
    const writer = createWriter(db)
    let failures = 0
    for (let nth = 1; ; nth++) {
      const failing = failFrom(nth, code)
      let thrown: unknown = null
      try {
        write(writer, db)
      } catch (error) {
        thrown = error
      }
      if (!failing.stop()) break
      failures++
      expect(thrown).toMatchObject({ code })
      expect(db.inTransaction).toBe(false)
      expect(contents(db) === before).toBe(true)
    }
    expect(failures).toBeGreaterThan(0)
    expect(contents(db) === wanted).toBe(true)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  },
)

test('59: a disk with room for 0, 1, 2… pages more takes a transaction whole or not at all', () => {
  const db = openCopy()
  const writer = createWriter(db)
  const before = contents(db)
  const batch = fullBatch(db, 60)
  const pages = Number(db.pragma('page_count', { simple: true }))
  let refused = 0
  for (let room = 0; ; room++) {
    db.pragma(`max_page_count = ${pages + room}`)
    try {
      writer.commit(batch)
      break
    } catch (thrown) {
      refused++
      expect(thrown).toMatchObject({ code: 'SQLITE_FULL' })
      expect(contents(db) === before).toBe(true)
    }
  }
  expect(refused).toBeGreaterThan(3)
  expect(createReader(db).run(1)?.summary.events).toBe(blockSize - 10 + 60)
  expect(createReader(db).range(1, blockSize - 9, 100).length).toBe(60)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
})
