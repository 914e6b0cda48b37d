// The formats for other programs and for people: what they hold is checked with other people's readers where there are any.

import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { flags } from '../../src/core/log/flags.ts'
import { kinds } from '../../src/engine/base/kinds.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { type RecordedEvent, seedRecords } from '../support/seed-record.ts'
import { startTranscriptEngine, type TranscriptEngine, whole } from '../support/transcripts.ts'

const start = 1_760_000_000_000
const texts: readonly (readonly [string, string | null, string])[] = [
  ['message', '1', 'plain'],
  ['message', null, ''],
  ['status', 'b', '{"a":1,\n"b":2}'],
  ['message', '', '\nfirst line empty\n\n'],
  ['ping', null, ' leading space'],
  ['error', null, ': looks like a comment'],
  ['message', null, '=1+1'],
  ['@x', null, '<script>alert(1)</script> & "quotes", commas\nand lines'],
  ['message', null, '\u202eevil \u0000 \u001b[31m'],
  ['message', 'é', '-2'],
]

let engine: TranscriptEngine
let run = 0
let long = 0

beforeAll(async () => {
  const kind = [...kinds.values()].at(-1)
  if (kind === undefined) throw new Error('no kind')
  const events = texts.map(
    ([name, id, data], i): RecordedEvent => ({
      at: start + i * 1_000,
      attempt: 1,
      name,
      id,
      data,
      trueSize: null,
      raw: null,
    }),
  )
  const many = Array.from(
    { length: 5_000 },
    (_, i): RecordedEvent => ({
      at: start + i * 10,
      attempt: 1,
      name: 'message',
      id: null,
      data: `line ${i + 1}`,
      trueSize: null,
      raw: null,
    }),
  )
  const rest = { kind, params: {}, attempts: [], gaps: [], transitions: [] }
  const dataDir = freshDir()
  const ids = seedRecords(dataDir, [
    { ...rest, uid: 'few', summary: { title: '=cmd|calc <img src=x>' }, events },
    { ...rest, uid: 'many', summary: { title: 'Many' }, events: many },
  ])
  run = ids[0] ?? 0
  long = ids[1] ?? 0
  engine = await startTranscriptEngine({ dataDir })
})

afterAll(async () => {
  await engine.close()
  removeDir(engine.dataDir)
  removeDir(engine.folder)
})

test('the text of an event stream parses back to the same events, and imports with its times', async () => {
  const text = await engine.textOf(run, 'sse')
  const parsed: EventSourceMessage[] = []
  createParser({ onEvent: (event) => parsed.push(event) }).feed(text)
  // A parser other than ours keeps no id that is empty, and no name that is the usual one.
  expect(parsed.map(({ event, data }) => [event ?? 'message', data])).toEqual(
    texts.map(([name, , data]) => [name, data]),
  )

  const report = await engine.importText(text, 'capture.sse')
  expect(report).toMatchObject({ damaged: 0, notes: [] })
  const rows = await engine.events(report.runs[0]?.run ?? 0)
  const facts = (list: typeof rows) => list.map(({ at, name, id, data }) => ({ at, name, id, data }))
  expect(facts(rows)).toEqual(facts(await engine.events(run)))
})

test('a capture of curl’s has the file’s time, says so, and is one run however often it comes', async () => {
  const text = 'event: status\r\ndata: {"a":1}\r\n\r\n: keepalive\r\n\r\ndata: two\r\rdata: cut'
  const report = await engine.importText(text, 'curl.txt')
  expect(report.notes).toEqual([
    'The capture tells no times: its events stand at the time of the file, in their order.',
  ])
  expect(report.problems).toEqual([
    { line: 8, reason: 'the last event was cut off before its blank line (9 bytes)' },
  ])
  const { runs } = report
  expect(await engine.events(runs[0]?.run ?? 0)).toMatchObject([
    { name: 'status', data: '{"a":1}' },
    { name: 'message', data: 'two' },
    { name: 'message', data: 'cut', flags: flags.truncated },
  ])
  const { attempts } = await engine.call('runs.connection', { run: runs[0]?.run ?? 0 })
  expect(attempts).toMatchObject([
    { notices: [{ code: 'cut-off', at: expect.any(Number), count: 9, first: '' }] },
  ])
  expect((await engine.importText(text, 'curl-again.txt')).runs).toEqual([{ ...runs[0], outcome: 'known' }])
})

test('a HAR’s event streams come in, each at its request’s time, with the kind of its address', async () => {
  const entry = (url: string, mimeType: string, text: string, more = {}) => ({
    startedDateTime: '2026-01-14T12:00:00.000Z',
    timings: { wait: 250 },
    request: { method: 'GET', url },
    response: {
      status: 200,
      headers: [{ name: 'Set-Cookie', value: 'sid=1' }],
      content: { mimeType, text, ...more },
    },
  })
  const flashcards = 'https://api.example.com/v1/flashcards/runs/biology-101/events'
  const har = {
    log: {
      version: '1.2',
      entries: [
        entry('https://example.com/page', 'text/html', '<html>'),
        entry(flashcards, 'text/event-stream; charset=utf-8', 'event: end\ndata: {}\n\n'),
        entry(
          'https://example.com/x?token=abc123',
          'text/event-stream',
          Buffer.from('data: hi\n\n').toString('base64'),
          {
            encoding: 'base64',
          },
        ),
        entry('https://example.com/empty', 'text/event-stream', ''),
      ],
    },
  }
  const report = await engine.importText(JSON.stringify(har), 'page.har')
  expect(report.problems).toEqual([{ line: null, reason: 'entry 4 is a stream, but its text was not saved' }])
  const ids = report.runs.map((one) => one.run)
  expect(await Promise.all(ids.map((id) => engine.summary(id)))).toMatchObject([
    { kind: 'flashcards', server: 'api.example.com', createdAt: Date.UTC(2026, 0, 14, 12), events: 1 },
    { server: 'example.com', events: 1 },
  ])
  const { attempts } = await engine.call('runs.connection', { run: ids[1] ?? 0 })
  expect(attempts).toMatchObject([
    { url: 'https://example.com/x?token=•••', status: 200, headers: [['Set-Cookie', '•••']] },
  ])
  const again = await engine.importText(JSON.stringify(har), 'page-again.har')
  expect(again.runs.map((one) => one.outcome)).toEqual(['known', 'known'])
})

test('CSV is RFC 4180, and no cell is a formula', async () => {
  const text = await engine.textOf(run, 'csv')
  const records = readCsv(text)
  expect(records[0]).toEqual([
    'run',
    'kind',
    'title',
    'seq',
    'time',
    'attempt',
    'name',
    'id',
    'flags',
    'size',
    'data',
    'redacted',
  ])
  expect(records).toHaveLength(texts.length + 1)
  for (const [i, [name, id, data]] of texts.entries()) {
    const safe = (cell: string) => (/^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell)
    const [, , title, seq, time, , ...rest] = records[i + 1] ?? []
    expect([title, seq, time]).toEqual([
      "'=cmd|calc <img src=x>",
      String(i + 1),
      new Date(start + i * 1_000).toISOString(),
    ])
    expect([rest[0], rest[1], rest[4]]).toEqual([safe(name), safe(id ?? ''), safe(data)])
  }
  expect(records.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
})

test('the report has every text as text, asks nothing of a network, and says what it leaves out', async () => {
  const html = await engine.textOf(run, 'html')
  expect(html).toContain("default-src 'none'; style-src 'sha256-")
  const loads = /<script|<img|<link|<iframe|javascript:| src="|href=|@import|url\(|style="/
  expect(loads.exec(html)?.[0]).toBeUndefined()
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html).toContain('<span class="sign">U+202E</span>')
  const many = await engine.textOf(long, 'html')
  expect(many).toContain('the first 1,500 and the last 500 of 5,000 events; a transcript holds all of them')
  expect(many).toContain('3,000 events left out of this report')
  expect(many).toContain('line 1500<')
  expect(many).not.toContain('line 1501<')
})

test('a place that cannot be written is told in a sentence, and leaves nothing', async () => {
  const taken = join(engine.folder, 'taken')
  mkdirSync(taken)
  const places = [
    [join(engine.folder, 'no', 'such', 'x'), 'There is no folder'],
    [taken, 'is a folder'],
    ['/dev/full/x', 'There is no folder'],
  ] as const
  for (const [path, sentence] of places) {
    const other = await startTranscriptEngine({ files: { save: async () => ({ type: 'file', path }) } })
    const { runs } = await other.importText('data: x\n\n', 'x.sse')
    const done = await other.exportTo(whole(runs[0]?.run ?? 0), 'transcript', true)
    expect(done).toMatchObject({ state: 'failed', sentence: expect.stringContaining(sentence) })
    await other.close()
    removeDir(other.dataDir)
    removeDir(other.folder)
  }
  expect(readdirSync(engine.folder).filter((name) => name.includes('.part'))).toEqual([])
})

test('a disk that fills up leaves no half file, and says so', async ({ skip }) => {
  const small = freshDir()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small], { stdio: 'pipe' })
  } catch (thrown) {
    removeDir(small)
    skip(`needs a small disk of its own, and mounting one was refused: ${String(thrown).split('\n')[0]}`)
  }
  try {
    const path = join(small, 'many.runlight')
    const other = await startTranscriptEngine({
      files: { save: async () => ({ type: 'file', path }) },
    })
    const many = Array.from({ length: 5_000 }, (_, i) => `data: line ${i}\n\n`).join('')
    const { runs } = await other.importText(many, 'many.sse')
    const done = await other.exportTo(whole(runs[0]?.run ?? 0), 'transcript', true)
    expect(done).toMatchObject({
      state: 'failed',
      sentence:
        'The disk filled up while many.runlight was written, and nothing of it was kept: free some space or choose another place.',
    })
    expect(readdirSync(small)).toEqual([])
    await other.close()
    removeDir(other.dataDir)
    removeDir(other.folder)
  } finally {
    execFileSync('umount', ['-l', small])
    removeDir(small)
  }
})

test('an export that replaces a file leaves the old one whole until the new one is', async () => {
  const path = join(engine.folder, 'many.runlight')
  writeFileSync(path, 'precious')
  const { job } = await engine.call('transcripts.export', {
    what: whole(long),
    format: 'transcript',
    redact: true,
  })
  await engine.call('transcripts.cancel', { job: job ?? 0 })
  const state = engine.engine.transcripts.progress(job ?? 0)
  const left = readFileSync(join(engine.folder, 'many-run-2.runlight').replace('many-run-2', 'many'), 'utf8')
  expect(left).toBe('precious')
  expect(state).toMatchObject({ state: 'cancelled', sentence: 'Cancelled: nothing was kept.' })
  expect(engine.leftovers()).toEqual([])
})

/** By the grammar of RFC 4180, and nothing else. */
function readCsv(text: string): string[][] {
  const records: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    records.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === '\r\n') records.push([])
  }
  expect(records.pop()).toEqual([])
  return records
}
