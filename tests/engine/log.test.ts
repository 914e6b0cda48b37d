// The log itself: what SQLite promised is asserted, what was received comes back byte for byte, and a file that is not
// this engine's to write is left alone.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newSummary } from '../../src/core/job/summary.ts'
import { flags } from '../../src/core/log/flags.ts'
import { openReadOnlyLog } from '../../src/engine/index.ts'
import type { NewEvent } from '../../src/engine/log/rows.ts'
import { openLogForWriting } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createReader } from '../../src/engine/log/sqlite/read/reader.ts'
import { eventKey } from '../../src/engine/log/sqlite/rows/keys.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'

let dataDir: string
beforeEach(() => {
  dataDir = freshDir()
})
afterEach(() => removeDir(dataDir))

const event = (seq: number, more: Partial<NewEvent> = {}): NewEvent => ({
  run: 1,
  seq,
  attempt: 1,
  at: 1_000 + seq,
  name: 'message',
  id: null,
  data: `event ${seq}`,
  flags: 0,
  trueSize: null,
  raw: null,
  ...more,
})
const batch = (events: NewEvent[]) => ({
  events,
  runs: [],
  attempts: [],
  gaps: [],
  transitions: [],
  checkpoints: [],
})

test('the log is opened with WAL, full synchronisation and a SQLite without the WAL-reset bug', () => {
  const db = openLogForWriting(dataDir)
  expect([
    db.pragma('journal_mode', { simple: true }),
    db.pragma('synchronous', { simple: true }),
    db.pragma('auto_vacuum', { simple: true }),
  ]).toEqual(['wal', 2, 2])
  db.close()
})

test('data, names and ids come back as they went in: NUL, lone surrogates, other scripts, nothing at all', () => {
  const db = openLogForWriting(dataDir)
  const writer = createWriter(db)
  const texts = ['', '\0', 'a\0b', '\ud800', 'x\udfff\ud83e', '🦊 漢 \u202e', ' \n\r\t ', 'x'.repeat(100_000)]
  writer.commit(
    batch(
      texts.map((data, i) =>
        event(i + 1, { data, name: data.slice(0, 50) || 'message', id: data.slice(0, 50) }),
      ),
    ),
  )
  const rows = createReader(db).range(1, 1, 100)
  expect(rows.map(({ data, name, id }) => ({ data, name, id }))).toEqual(
    texts.map((data) => ({ data, name: data.slice(0, 50) || 'message', id: data.slice(0, 50) })),
  )
  db.close()
})

test('an event and its words in the index are stored together or not at all', () => {
  const db = openLogForWriting(dataDir)
  const writer = createWriter(db)
  writer.commit(batch([event(1)]))
  expect(() => writer.commit(batch([event(2), event(1)]))).toThrow(/UNIQUE/)
  const found = db.prepare("SELECT rowid FROM event_text WHERE event_text MATCH 'event'").pluck().all()
  expect([found, createReader(db).range(1, 1, 10).length]).toEqual([[eventKey(1, 1)], 1])
  db.close()
})

test('rows are found by their place with and without pings', () => {
  const db = openLogForWriting(dataDir)
  createWriter(db).commit(
    batch(Array.from({ length: 100 }, (_, i) => event(i + 1, { flags: i % 3 === 0 ? 1 : 0 }))),
  )
  const reader = createReader(db)
  const seqs = (index: number, pings: boolean) =>
    reader.window(1, { pings }, index, 4).rows.map((row) => row.seq)
  expect(reader.window(1, { pings: false }, 0, 1).total).toBe(66)
  expect([seqs(0, false), seqs(3, false), seqs(64, false), seqs(66, false)]).toEqual([
    [2, 3, 5, 6],
    [6, 8, 9, 11],
    [98, 99],
    [],
  ])
  expect([seqs(0, true), seqs(98, true)]).toEqual([
    [1, 2, 3, 4],
    [99, 100],
  ])
  db.close()
})

/** A run of `kind` whose text has `textLength` characters. */
function addRun(writer: ReturnType<typeof createWriter>, kind: string, textLength = 0) {
  const summary = newSummary({
    kind,
    serverId: null,
    server: 'h.example',
    title: kind,
    createdAt: 1_000,
    generates: false,
    connection: { state: 'live', cause: null, attempt: 1, since: 1_000, retryAt: null },
    beatMs: null,
  })
  return writer.addRun({
    uid: kind,
    kind,
    serverId: null,
    baseUrl: '',
    params: {},
    hasSecret: false,
    summary: { ...summary, job: { ...summary.job, textLength } },
  })
}

test('a row says what its event says, read by the run’s kind from the whole of it', () => {
  const db = openLogForWriting(dataDir)
  const writer = createWriter(db)
  addRun(writer, 'processes')
  const line = (message: string, details: string | null = null) =>
    JSON.stringify({ level: 'info', details, message })
  writer.commit(
    batch([
      event(1, { name: 'log', data: line('Found 100 records') }),
      event(2, { name: 'log', data: line('Cut in the row', 'y'.repeat(5_000)) }),
      event(3, { name: 'other', data: '{"a":1}' }),
      event(4, { name: 'note', data: 'plain words' }),
    ]),
  )
  const { rows } = createReader(db).window(1, { pings: true }, 0, 10)
  expect(rows.map(({ message }) => message?.slice(0, 19))).toEqual([
    'Found 100 records',
    'Cut in the row – yy',
    undefined,
    undefined,
  ])
  db.close()
})

const letters = flags.content | flags.chunk
/** Twenty events: pieces of text but for a ping, a log line, a new connection and a repeat. */
const pieces = Array.from({ length: 20 }, (_, i): NewEvent => {
  const seq = i + 1
  if (seq === 5) return event(seq, { name: 'ping', data: '', flags: flags.ping })
  if (seq === 9) return event(seq, { name: 'note', data: 'between' })
  const bits = seq === 17 ? letters | flags.repeat : letters
  return event(seq, { data: String.fromCharCode(96 + seq), flags: bits, attempt: seq > 12 ? 2 : 1 })
})

test('consecutive pieces of a text are one row, which ends at anything else; each can be opened', () => {
  const db = openLogForWriting(dataDir)
  const writer = createWriter(db)
  addRun(writer, 'chat', 18)
  writer.commit(batch(pieces))
  const reader = createReader(db)
  const shown = (
    index: number,
    limit: number,
    more: { pings?: boolean; opened?: readonly number[] } = {},
  ) => {
    const { total, rows } = reader.window(1, { pings: false, chunks: 'joined', ...more }, index, limit)
    return [
      total,
      ...rows.map(({ seq, until, message, data }) => `${seq}-${until ?? seq} ${message ?? data}`),
    ]
  }
  expect(shown(0, 99)).toEqual([
    7,
    '1-4 abcd',
    '6-8 fgh',
    '9-9 between',
    '10-12 jkl',
    '13-16 mnop',
    '17-17 q',
    '18-20 rst',
  ])
  expect(shown(3, 2)).toEqual([7, '10-12 jkl', '13-16 mnop'])
  expect(shown(1, 1, { pings: true })).toEqual([8, '5-5 '])
  expect(shown(1, 4, { opened: [6] })).toEqual([9, '6-6 f', '7-7 g', '8-8 h', '9-9 between'])
  expect([shown(7, 5), reader.window(1, { pings: true }, 0, 99).rows.length]).toEqual([[7], 20])
  expect(reader.text(1, 10, 12)).toEqual({ text: 'jkl', whole: true })

  // The last row grows in place.
  writer.commit(batch([event(21, { data: 'u', flags: letters, attempt: 2 })]))
  expect(shown(6, 5)).toEqual([7, '18-21 rstu'])
  db.close()
})

test('a row carries at most 2,000 characters of an event and its true size; the event itself is whole', () => {
  const db = openLogForWriting(dataDir)
  createWriter(db).commit(batch([event(1, { data: 'y'.repeat(5_000) })]))
  const reader = createReader(db)
  const [row] = reader.window(1, { pings: true }, 0, 1).rows
  expect([row?.data.length, row?.size, reader.event(1, 1)?.data.length]).toEqual([2_000, 5_000, 5_000])
  db.close()
})

test('a log of a newer version is refused with what to do, and not a byte of it changes', async () => {
  const engine = await startEngine({ dataDir })
  await engine.close()
  const path = join(dataDir, 'runlight.db')
  const db = new Database(path)
  db.pragma('user_version = 99')
  db.close()
  const before = readFileSync(path)
  await expect(startEngine({ dataDir })).rejects.toMatchObject({
    code: 'newer-log',
    message: expect.stringContaining('update Runlight'),
  })
  expect(() => openReadOnlyLog(dataDir)).toThrow(/newer Runlight/)
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('a file that is no log is refused and left as it is', async () => {
  const path = join(dataDir, 'runlight.db')
  writeFileSync(path, 'These are not the pages of a database. '.repeat(500))
  const before = readFileSync(path)
  await expect(startEngine({ dataDir })).rejects.toMatchObject({
    code: 'damaged-log',
    message: expect.stringContaining('left as it is'),
  })
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('a second engine on the same folder is refused and told who has it; reading beside the first works', async () => {
  const engine = await startEngine({ dataDir, host: 'desktop' })
  await expect(startEngine({ dataDir })).rejects.toMatchObject({
    code: 'data-dir-in-use',
    message: `Runlight (desktop, process ${process.pid}) is already using ${dataDir}: use that one, or choose another folder with --data-dir.`,
  })
  const log = openReadOnlyLog(dataDir)
  expect(await log?.runs()).toEqual([])
  await log?.close()
  await engine.close()
  expect(readdirSync(dataDir).toSorted()).toEqual(['engine.lock', 'runlight.db'])
})

test('a folder that cannot be written is refused with what to do', async () => {
  writeFileSync(join(dataDir, 'file'), '')
  await expect(startEngine({ dataDir: join(dataDir, 'file', 'data') })).rejects.toMatchObject({
    code: 'data-dir-not-writable',
    message: expect.stringContaining('--data-dir'),
  })
})
