// Files as they really come: cut off, damaged, newer, foreign, twice. What can be kept is kept, what cannot is told by its
// line, and a run that was watched here is never touched.

import { closeSync, openSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeDir } from '../support/engine.ts'
import { type SseServer, startSseServer, stream } from '../support/sse-server.ts'
import { startTranscriptEngine, type TranscriptEngine } from '../support/transcripts.ts'

let source: TranscriptEngine
let server: SseServer
let run = 0
let transcript = ''
const engines: TranscriptEngine[] = []

async function fresh(): Promise<TranscriptEngine> {
  const engine = await startTranscriptEngine()
  engines.push(engine)
  return engine
}

beforeAll(async () => {
  const chunks = Array.from({ length: 20 }, (_, i) => `id: ${i + 1}\nevent: step\ndata: {"n":${i + 1}}\n\n`)
  server = await startSseServer([stream([...chunks, 'event: done\ndata: {}\n\n'])])
  source = await fresh()
  run = await source.watch(`${server.url}/events`, { endEvent: 'done' }, { title: 'Twenty steps' })
  await source.until(run, (one) => one.connection.state === 'closed')
  transcript = await source.textOf(run, 'transcript')
})

afterAll(async () => {
  await server.close()
  for (const engine of engines) {
    await engine.close()
    removeDir(engine.dataDir)
    removeDir(engine.folder)
  }
})

test('the same transcript twice is one run, and the run that was watched here stays as it is', async () => {
  const engine = await fresh()
  const first = await engine.importText(transcript)
  const again = await engine.importText(transcript, 'another-name.runlight')
  expect(again.runs).toEqual([{ ...first.runs[0], outcome: 'known' }])
  expect((await engine.call('runs.snapshot', {})).runs).toHaveLength(1)

  const before = await source.summary(run)
  expect((await source.importText(transcript)).runs).toEqual([
    { outcome: 'known', run, title: 'Twenty steps', events: 21 },
  ])
  expect(await source.summary(run)).toEqual(before)
})

test('an imported run looks as the original does, says where it is from, and never connects', async () => {
  const engine = await fresh()
  const { runs } = await engine.importText(transcript)
  const copy = runs[0]?.run ?? 0
  const summary = await engine.summary(copy)
  const original = await source.summary(run)
  expect(summary.imported?.file).toBe('given.runlight')
  expect({ ...summary, id: run, imported: null }).toEqual(original)
  expect(await engine.events(copy)).toEqual(await source.events(run))
  const asked = server.requests.length
  const refusal = {
    code: 'not-allowed',
    message: expect.stringContaining('imported from given.runlight'),
  }
  await expect(engine.call('runs.retry', { run: copy })).rejects.toMatchObject(refusal)
  await expect(engine.call('runs.startAgain', { run: copy })).rejects.toMatchObject(refusal)
  expect(server.requests.length).toBe(asked)
})

test('a live run’s transcript is a run at rest, also after a restart', async () => {
  const open = await startSseServer([stream(['data: {"n":1}\n\n'], 'open')])
  const live = await source.watch(`${open.url}/live`)
  await source.until(live, (one) => one.events === 1)
  const text = await source.textOf(live, 'transcript')
  const engine = await fresh()
  const { runs } = await engine.importText(text, 'live.runlight')
  const copy = runs[0]?.run ?? 0
  expect(await engine.summary(copy)).toMatchObject({
    connection: { state: 'stopped', cause: 'Imported from live.runlight' },
    job: { state: 'unknown', cause: 'Imported from live.runlight' },
  })
  await engine.close()
  const asked = open.requests.length
  const second = await startTranscriptEngine({ dataDir: engine.dataDir })
  engines.splice(engines.indexOf(engine), 1, second)
  expect(await second.summary(copy)).toMatchObject({
    connection: { state: 'stopped' },
    job: { state: 'unknown' },
  })
  expect(open.requests.length).toBe(asked)
  await open.close()
})

test('a later, longer transcript replaces an imported one; a shorter one does not', async () => {
  const engine = await fresh()
  const short = cut(transcript, 10)
  const first = await engine.importText(short)
  expect(first.notes[0]).toContain('was cut off: it holds 6 of 21 events')
  await engine.call('runs.mark', { run: first.runs[0]?.run ?? 0, change: { tag: ['mine'] } })
  const second = await engine.importText(transcript)
  expect(second.runs[0]).toMatchObject({ outcome: 'replaced', events: 21 })
  const { runs } = await engine.call('runs.snapshot', {})
  expect(runs).toMatchObject([{ id: second.runs[0]?.run, events: 21, marks: { tags: ['mine'] } }])
  expect((await engine.importText(short)).runs[0]).toMatchObject({ outcome: 'known', events: 21 })
})

test('a file that was cut off in a line keeps what stands before it, and says so in the log', async () => {
  const engine = await fresh()
  const report = await engine.importText(transcript.slice(0, transcript.indexOf('"seq":15') + 20))
  expect(report).toMatchObject({ damaged: 1, runs: [{ events: 14 }] })
  expect(report.problems[0]?.reason).toBe('the file was cut off within it')
  expect(report.notes[0]).toContain('14 of 21 events')
  const copy = report.runs[0]?.run ?? 0
  expect(await engine.summary(copy)).toMatchObject({
    job: { state: 'unknown' },
    connection: { state: 'stopped', cause: expect.stringContaining('which was cut off') },
  })
  const { gaps } = await engine.call('runs.connection', { run: copy })
  expect(gaps).toMatchObject([{ afterSeq: 14, missed: 'unknown', basis: 'the file was cut off here' }])
})

test('damaged lines are told by number, the rest is kept, and the log has a gap where they were', async () => {
  const engine = await fresh()
  const lines = transcript.trimEnd().split('\n')
  const at = (seq: number) => lines.findIndex((line) => line.includes(`"seq":${seq},`))
  lines[at(5)] = '{"type":"event","seq":5,"at":'
  lines[at(9)] = '{"type":"event","seq":9,"at":"noon","attempt":1,"name":"x","data":""}'
  lines.splice(at(12), 0, '{"type":"weather","fine":true}', '', '"words"')
  const report = await engine.importText(`${lines.join('\n')}\n`)
  expect(report.problems).toEqual(
    [
      { line: at(5) + 1, reason: 'it is not valid JSON' },
      { line: at(9) + 1, reason: 'its event has no valid “at”' },
      { line: at(12) - 1 + 1, reason: 'it is no object with a type' },
    ].map((one, i) => (i === 2 ? { ...one, line: lines.indexOf('"words"') + 1 } : one)),
  )
  expect(report).toMatchObject({ damaged: 3, runs: [{ outcome: 'added', events: 19 }] })
  const rows = await engine.events(report.runs[0]?.run ?? 0)
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 19 }, (_, i) => i + 1))
  const { gaps } = await engine.call('runs.connection', { run: report.runs[0]?.run ?? 0 })
  expect(gaps.map(({ afterSeq, basis }) => [afterSeq, basis])).toEqual([
    [4, '1 event of the file, from number 5 on'],
    [7, '1 event of the file, from number 9 on'],
  ])
})

test('a line of 100 MB is passed over and told, within bounded memory', async () => {
  const engine = await fresh()
  const lines = transcript.trimEnd().split('\n')
  const path = join(engine.folder, 'huge.runlight')
  const at = lines.findIndex((line) => line.includes('"seq":4,'))
  writeFileSync(path, `${lines.slice(0, at).join('\n')}\n`)
  const file = openSync(path, 'a')
  const piece = Buffer.alloc(10_000_000, 'x')
  writeSync(file, '{"type":"event","seq":4,"data":"')
  for (let i = 0; i < 10; i++) writeSync(file, piece)
  writeSync(file, `"}\n${lines.slice(at + 1).join('\n')}\n`)
  closeSync(file)
  expect(statSync(path).size).toBeGreaterThan(100_000_000)
  const before = process.memoryUsage().rss
  const { report } = await engine.importFile(path)
  expect(report?.problems).toEqual([
    { line: at + 1, reason: 'it is 100 MB long, and no line of a transcript is longer than 64 MiB' },
  ])
  expect(report?.runs[0]?.events).toBe(20)
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
  truncateSync(path, 0)
})

test.each([
  ['empty', '', 'is empty'],
  ['foreign', 'Dear Sir or Madam,\nI write to you\n', 'is not a Runlight transcript'],
  ['JSON of another kind', '{"hello":"world"}\n', 'is not a Runlight transcript'],
  ['compressed, with nothing in it', Buffer.from([0x1f, 0x8b, 8, 0]), 'is damaged: it cannot be unpacked'],
  ['of compressed files', Buffer.from('PK\u0003\u0004'), 'is a ZIP archive: unpack it'],
  ['not UTF-8', Buffer.from('caf\xe9 \xff\xfe and so on\n'.repeat(10), 'latin1'), 'is not UTF-8 text'],
  ['a log', Buffer.from('SQLite format 3\0'), 'is a log of Runlight’s'],
  [
    'a header alone that is damaged',
    '{"type":"runlight-transcript","version":1}\n{"type":"event"}\n',
    'Line 1: its header has no valid “run”',
  ],
  [
    'of a newer version',
    '{"type":"runlight-transcript","version":2,"run":{}}\n',
    'version 2, made by a newer Runlight',
  ],
] as const)(
  'a file that is %s is refused with a sentence, and nothing is taken in',
  async (_name, content, sentence) => {
    const engine = engines[0] ?? source
    const before = (await engine.call('runs.snapshot', {})).runs.length
    await expect(engine.importText(content, 'given')).rejects.toThrow(sentence)
    expect((await engine.call('runs.snapshot', {})).runs).toHaveLength(before)
  },
)

test('bytes that are no UTF-8 damage their line and no other', async () => {
  const engine = await fresh()
  const bytes = Buffer.from(transcript)
  bytes[bytes.indexOf('\\"n\\":7') + 2] = 0xff
  const report = await engine.importText(bytes)
  expect(report.problems).toEqual([{ line: expect.any(Number), reason: 'it is not valid UTF-8' }])
  expect(report.runs[0]?.events).toBe(20)
})

test('two transcripts one after the other are two runs, and a selection is a run of its own', async () => {
  const part = await source.exportTo(
    {
      type: 'run',
      run,
      ranges: [
        [3, 5],
        [18, 25],
      ],
      query: '',
    },
    'transcript',
    false,
  )
  const selected = readFileSync(part.where ?? '', 'utf8')
  const engine = await fresh()
  const report = await engine.importText(transcript + selected)
  expect(report.runs).toMatchObject([
    { outcome: 'added', title: 'Twenty steps', events: 21 },
    { outcome: 'added', title: 'Twenty steps (7 of 21 events)', events: 7 },
  ])
  expect(report).toMatchObject({ damaged: 0, notes: [] })
  const names = (await engine.events(report.runs[1]?.run ?? 0)).map((row) => row.data)
  expect(names).toEqual(['{"n":3}', '{"n":4}', '{"n":5}', '{"n":18}', '{"n":19}', '{"n":20}', '{}'])
  expect((await engine.importText(selected)).runs[0]?.outcome).toBe('known')
})

test('an import that is cancelled, or whose engine is killed, leaves nothing', async () => {
  const engine = await fresh()
  const many = Array.from({ length: 200_000 }, (_, i) => `data: {"n":${i}}\n\n`).join('')
  const path = join(engine.folder, 'many.sse')
  writeFileSync(path, many)
  const job = engine.engine.transcripts.importPath(path, null)
  await expect.poll(() => engine.engine.transcripts.progress(job).events).toBeGreaterThan(1_000)
  await engine.call('transcripts.cancel', { job })
  expect(engine.engine.transcripts.progress(job)).toMatchObject({ state: 'cancelled', report: null })
  expect((await engine.call('runs.snapshot', {})).runs).toEqual([])
  await engine.close()
  const second = await startTranscriptEngine({ dataDir: engine.dataDir })
  engines.splice(engines.indexOf(engine), 1, second)
  expect((await second.call('runs.snapshot', {})).runs).toEqual([])
})

test('a window hands a file over in pieces', async () => {
  const engine = await fresh()
  const bytes = Buffer.from(transcript)
  const { job } = await engine.call('transcripts.import', {
    name: 'w.runlight',
    size: bytes.length,
    modifiedAt: 0,
    kind: null,
  })
  for (let i = 0; i < bytes.length; i += 1_000) {
    await engine.call('transcripts.piece', { job, data: bytes.subarray(i, i + 1_000).toString('base64') })
  }
  await engine.engine.transcripts.settled(job)
  const done = await engine.call('transcripts.progress', { job })
  expect(done).toMatchObject({ state: 'done', report: { file: 'w.runlight', runs: [{ events: 21 }] } })
  await expect(engine.call('transcripts.piece', { job, data: '' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

/** The first `count` lines. */
function cut(text: string, count: number): string {
  return `${text.split('\n').slice(0, count).join('\n')}\n`
}
