// Numbers in files of other people's making: whatever stands where a number should, the file is read, one wrong line costs
// that line, and what was taken in can be listed, searched, looked back at, taken away again and brought in again.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportFormats } from '../../src/core/contract/calls/transcripts.ts'
import { removeDir } from '../support/engine.ts'
import { startTranscriptEngine, type TranscriptEngine } from '../support/transcripts.ts'

const start = 1_768_392_000_000

type Line = Record<string, unknown>

/** The lines of a run with everything that a transcript can hold. */
function sectionOf(uid: string): Line[] {
  const attempt = {
    type: 'attempt',
    number: 1,
    startedAt: start,
    openedAt: start + 10,
    endedAt: start + 900,
    method: 'GET',
    url: 'https://api.example.com/events',
    status: 200,
    headers: [['content-type', 'text/event-stream']],
    redirects: [],
    resumedFrom: null,
    bytes: 60,
    events: 3,
    comments: 0,
    replayed: 0,
    ending: 'The server ended the stream',
    bodyHead: null,
    afterSeq: 0,
  }
  const event = { type: 'event', attempt: 1, name: 'message' }
  return [
    {
      type: 'runlight-transcript',
      version: 1,
      run: {
        uid,
        kind: 'plain',
        title: uid,
        server: 'api.example.com',
        baseUrl: '',
        params: { url: 'https://api.example.com/events' },
        createdAt: start,
        generates: false,
        marks: { tags: [], note: '', pinned: false, acknowledgedAt: start },
        job: { state: 'completed', cause: null, finishedAt: start + 900 },
        connection: { state: 'closed', cause: null, attempt: 1, since: start + 900, retryAt: start + 950 },
        bytes: 60,
        lastBytesAt: start + 900,
        beatMs: 15_000,
      },
      events: 3,
      exportedAt: start + 1_000,
      by: 'Runlight 0.1.0',
      redaction: { on: false, rules: [] },
      selection: null,
    },
    attempt,
    {
      type: 'transition',
      number: 1,
      at: start + 10,
      attempt: 1,
      afterSeq: 0,
      state: 'live',
      cause: null,
      job: null,
    },
    { ...event, seq: 1, at: start + 20, id: '1', data: '{"n":1}' },
    {
      type: 'gap',
      number: 1,
      afterSeq: 1,
      attempt: 1,
      from: start + 20,
      until: start + 30,
      cause: 'The connection was lost',
      missed: 'unknown',
      basis: 'no ids',
    },
    { ...event, seq: 2, at: start + 40, data: 'two ', trueSize: 20, flags: ['truncated'], parts: 2 },
    { type: 'more', seq: 2, part: 2, data: 'parts' },
    { ...event, seq: 3, at: start + 60, data: '\ufffd', raw: '/w==', flags: ['invalidUtf8'] },
    { type: 'end', events: 3, redacted: [{ what: 'cookies', count: 1 }] },
  ]
}

/** Where a section has numbers: the line, and the path in it. */
const places = sectionOf('any').flatMap((line, i) => numbersIn(line).map((path) => [i, path] as const))

function numbersIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value === 'number') return [[...path]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, [...path, key]))
}

/** The text of a section in which the number at `path` of line `index` is written as `text`. */
function written(uid: string, index: number, path: readonly string[], text: string): string {
  const lines = sectionOf(uid)
  const mark = 'the-number'
  let at: unknown = lines[index]
  for (const key of path.slice(0, -1)) at = Object(at)[key]
  Object(at)[path.at(-1) ?? ''] = mark
  return lines.map((line) => `${JSON.stringify(line).replace(`"${mark}"`, text)}\n`).join('')
}

const hostile = [
  '0.5',
  '-1',
  '1e300',
  '1e400',
  '1e16',
  '253402300800000',
  '9007199254740993',
  '"7"',
  'null',
  '{}',
] as const

let engine: TranscriptEngine
beforeAll(async () => {
  engine = await startTranscriptEngine()
})
afterAll(async () => {
  await engine.close()
  removeDir(engine.dataDir)
  removeDir(engine.folder)
})

/** Everything that is asked of a run that is in the log. */
async function lookAtAll(run: number): Promise<string[]> {
  const rows = await engine.call('events.window', {
    run,
    filter: { pings: true, query: '' },
    index: 0,
    limit: 100,
  })
  expect(rows.total).toBeGreaterThanOrEqual(rows.rows.length)
  await Promise.all([
    engine.call('runs.connection', { run }),
    engine.call('log.density', { run, buckets: 10 }),
    engine.call('log.facets', { run }),
    engine.call('log.find', { run, from: 0, direction: 'next', what: 'time', at: start }),
    engine.call('review.at', { run, moment: { type: 'end' } }),
    engine.call('review.figures', { run }),
  ])
  return rows.rows.map(({ seq, at, data }) => `${seq} ${new Date(at).toISOString()} ${data}`)
}

/** The runs of a report can be used, and taken away and brought in again as they are. */
async function holdsTogether(runs: readonly number[]): Promise<void> {
  const before = await Promise.all(runs.map(lookAtAll))
  const found = await engine.call('search.run', {
    query: 'two OR parts OR n',
    within: null,
    cursor: null,
    limit: 500,
    perRun: 10,
  })
  expect(found.groups.length > 0).toBe(before.some((rows) => rows.some((row) => /two|parts|"n"/.test(row))))
  let transcript = ''
  for (const format of exportFormats) {
    const done = await engine.exportTo({ type: 'search', query: 'kind:plain' }, format, false)
    expect(done.sentence).toBeNull()
    if (format === 'transcript') transcript = done.where ?? ''
  }
  await removeAll(runs)
  const { report, sentence } = await engine.importFile(transcript)
  expect(sentence).toBeNull()
  expect(report?.problems).toEqual([])
  // What is found is exported newest first; runs of one time by their number.
  const again = (report?.runs ?? []).map(({ run }) => run)
  const after = await Promise.all(again.toReversed().map(lookAtAll))
  expect(after.toSorted()).toEqual(before.toSorted())
  await removeAll(again)
}

async function removeAll(runs: readonly number[]): Promise<void> {
  await Promise.all(runs.map((run) => engine.call('runs.remove', { run })))
}

test.each(hostile)('%s in place of any number of a transcript costs its line at most', async (text) => {
  const uids = places.map(([line, path]) => `${line} ${path.join('.')}`)
  // The first line of a file may not be of a newer version: a sound run stands before.
  const damaged = places.map(([line, path], i) => written(uids[i] ?? '', line, path, text))
  const file = [...sectionOf('sound').map((line) => `${JSON.stringify(line)}\n`), ...damaged].join('')
  const report = await engine.importText(file, 'numbers.runlight')
  expect(report.runs.filter(({ outcome }) => outcome !== 'added')).toEqual([])
  // A header whose version is wrong begins no run that could be read; all others keep all but one event.
  const lost = uids.filter((uid) => !report.runs.some(({ title }) => title === uid))
  expect(lost.filter((uid) => uid !== '0 version')).toEqual([])
  expect(report.runs.filter(({ events }) => events < 2)).toEqual([])
  await holdsTogether(report.runs.map(({ run }) => run))
})

test('times with fractions are taken in rounded, and the report says so', async () => {
  const file = written('fractions', 3, ['at'], `${start + 20}.6`)
  const report = await engine.importText(file, 'fractions.runlight')
  expect(report).toMatchObject({
    damaged: 0,
    notes: ['Its times have fractions of a millisecond: they are rounded.'],
    runs: [{ events: 3 }],
  })
  const run = report.runs[0]?.run ?? 0
  expect((await engine.events(run)).map(({ at }) => at - start)).toEqual([21, 40, 60])
  await holdsTogether([run])
})

test('a run that stands in a file twice, first cut off and then whole, is told once', async () => {
  const lines = sectionOf('twice').map((line) => `${JSON.stringify(line)}\n`)
  const report = await engine.importText([...lines.slice(0, 4), ...lines].join(''), 'twice.runlight')
  expect(report).toMatchObject({ damaged: 1, runs: [{ outcome: 'added', events: 3 }] })
  await holdsTogether(report.runs.map(({ run }) => run))
})

test('a run that stands in a file without events more than once, and then whole, is told once', async () => {
  const lines = sectionOf('again and again').map((line) => `${JSON.stringify(line)}\n`)
  const [head = ''] = lines
  const report = await engine.importText([head, head, head, ...lines].join(''), 'again.runlight')
  expect(report.runs).toMatchObject([{ outcome: 'added', events: 3 }])
  await holdsTogether(report.runs.map(({ run }) => run))
})

test('however a transcript is mangled, it is read or refused with a sentence, and what was taken in holds together', async () => {
  const value = fc.oneof(
    fc.double(),
    fc.integer(),
    fc.constantFrom(...hostile.slice(0, 7).map(Number), '', null, true, [], {}),
    fc.string({ maxLength: 5 }),
  )
  const change = fc.record({
    line: fc.nat(8),
    act: fc.constantFrom('set', 'drop', 'double', 'swap', 'cut', 'raw'),
    key: fc.nat(20),
    value,
  })
  let number = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 8 }),
      async (all) => {
        const text = all.map((changes) => mangle(sectionOf(`mangled ${number++}`), changes)).join('')
        const done = await importOf(text)
        expect(done.sentence ?? '').not.toContain('went wrong inside')
        if (done.report !== null) await holdsTogether(done.report.runs.map(({ run }) => run))
      },
    ),
    { numRuns: 5, endOnFailure: true },
  )
})

async function importOf(text: string) {
  return engine.importText(text, 'mangled.runlight').then(
    (report) => ({ report, sentence: null }),
    (thrown: unknown) => ({ report: null, sentence: String(thrown) }),
  )
}

type Change = { readonly line: number; readonly act: string; readonly key: number; readonly value: unknown }

function mangle(lines: Line[], changes: readonly Change[]): string {
  const texts = lines.map((line, i) => {
    const own = changes.filter((change) => change.line === i && change.act === 'set')
    for (const { key, value } of own) {
      const target = i === 0 && key % 2 === 0 ? Object(line.run) : line
      const keys = Object.keys(target).filter((name) => name !== 'uid' && name !== 'kind')
      target[keys[key % keys.length] ?? ''] = value
    }
    return `${JSON.stringify(line)}\n`
  })
  for (const { line, act, key } of changes) {
    const text = texts[line] ?? ''
    if (act === 'drop') texts[line] = ''
    if (act === 'double') texts[line] = text + text
    if (act === 'cut') texts[line] = text.slice(0, (text.length * key) / 20)
    if (act === 'raw') texts[line] = `${text.slice(0, key)}\u0000${text.slice(key)}`
    if (act === 'swap') [texts[line], texts[(line + 1) % 9]] = [texts[(line + 1) % 9] ?? '', text]
  }
  return texts.join('')
}
