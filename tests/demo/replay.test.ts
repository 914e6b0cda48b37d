// A transcript as a live endpoint: its connections with their ends, its pauses, its ids, and faults on top.

import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import type { RecordedRun, Recording } from '../../src/core/transcript/recording.ts'
import { findFaults, type ReplayOptions, replayFaults, startReplay } from '../../src/demo/index.ts'
import { toSteps } from '../../src/demo/replay/steps.ts'
import { openRecording } from '../../src/engine/transcripts/import/recording.ts'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'

const sample = join(import.meta.dirname, '../../resources/samples/flashcards.runlight')
const start = 1_768_392_000_000
const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

async function serve(recording: Recording, options: Partial<ReplayOptions> = {}): Promise<string> {
  closers.push(recording.close)
  const server = await startReplay({ runs: recording.runs, port: 0, speed: 500, faults: [], ...options })
  closers.push(server.close)
  return `${server.url}${server.targets[0]}`
}

/** A transcript of these attempts; each with its events' data, ids counted through. */
function made(
  attempts: readonly {
    readonly events: readonly string[]
    readonly status?: number | null
    readonly ending?: string
    readonly ids?: boolean
  }[],
): Promise<Recording> {
  let seq = 0
  const lines: object[] = []
  for (const [
    i,
    { events, status = 200, ending = 'The connection was lost', ids = true },
  ] of attempts.entries()) {
    const at = start + i * 10_000
    const openedAt = status === 200 ? at + 100 : null
    lines.push({
      type: 'attempt',
      number: i + 1,
      startedAt: at,
      openedAt,
      endedAt: at + 5_000,
      method: 'GET',
      url: 'https://api.example.com/events?room=7&token=•••',
      status,
      headers: [
        ['Content-Type', 'text/event-stream'],
        ['Retry-After', '5'],
      ],
      redirects: [],
      resumedFrom: null,
      bytes: 0,
      events: events.length,
      comments: 0,
      replayed: 0,
      ending,
      bodyHead: status === 200 ? null : 'not now',
      afterSeq: seq,
    })
    for (const data of events) {
      seq++
      lines.push({
        type: 'event',
        seq,
        at: at + 200 + seq,
        attempt: i + 1,
        name: 'message',
        data,
        ...(ids ? { id: `e${seq}` } : {}),
      })
    }
  }
  const [header] = sampleLines()
  const run = { ...header.run, params: { url: 'https://api.example.com/events?room=7' } }
  const folder = freshDir()
  closers.push(() => removeDir(folder))
  const path = join(folder, 'made.runlight')
  const all = [{ ...header, run, events: seq }, ...lines, { type: 'end', events: seq, redacted: [] }]
  writeFileSync(path, all.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return openRecording(path)
}

function sampleLines() {
  const header = {
    type: 'runlight-transcript',
    version: 1,
    events: 0,
    exportedAt: start,
    by: 'a test',
    selection: null,
    redaction: { on: false, rules: [] },
    run: {
      uid: 'made',
      kind: 'plain',
      title: 'Made',
      server: 'x',
      baseUrl: '',
      params: {},
      createdAt: start,
      generates: false,
      marks: { tags: [], note: '', pinned: false, acknowledgedAt: null },
      job: { state: 'unknown', cause: null, finishedAt: null },
      connection: { state: 'closed', cause: null, attempt: 1, since: start, retryAt: null },
      bytes: 0,
      lastBytesAt: null,
      beatMs: null,
    },
  }
  return [header] as const
}

type Told = { readonly status: number; readonly text: string; readonly whole: boolean }

/** What an HTTP client is told; `whole` false where the connection was lost. */
async function ask(url: string, lastEventId?: string): Promise<Told | 'no answer'> {
  const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }
  const request = get(url, { headers, agent: false })
  try {
    const [response]: IncomingMessage[] = await once(request, 'response')
    if (response === undefined) return 'no answer'
    let text = ''
    response.setEncoding('utf8').on('data', (part) => {
      text += part
    })
    const whole = await new Promise<boolean>((resolve) => {
      response.once('end', () => resolve(true)).once('error', () => resolve(false))
    })
    return { status: response.statusCode ?? 0, text, whole }
  } catch {
    return 'no answer'
  }
}

const dataOf = (told: Told | 'no answer') =>
  told === 'no answer' ? told : [...told.text.matchAll(/^data: (.*)$/gm)].map((match) => match[1])

test('connections end as they ended, and the next request gets the next one', async () => {
  const url = await serve(
    await made([
      { events: ['a', 'b'], ids: false },
      { events: ['c'], ids: false, ending: 'The server ended the stream' },
    ]),
  )
  const told = [await ask(url), await ask(url), await ask(url)]
  expect(told.map(dataOf)).toEqual([['a', 'b'], ['c'], ['a', 'b']])
  expect(told.map((one) => one !== 'no answer' && one.whole)).toEqual([false, true, false])
})

test('refusals and lost requests come as they came, without a date that is long past', async () => {
  const url = await serve(
    await made([{ events: [], status: 503 }, { events: [], status: null }, { events: ['a'] }]),
  )
  expect(await ask(url)).toMatchObject({ status: 503, text: 'not now' })
  expect(await ask(url)).toBe('no answer')
  expect(dataOf(await ask(url))).toEqual(['a'])
})

test('Last-Event-ID is honoured: after it, from the next connection, or nothing more', async () => {
  const url = await serve(await made([{ events: ['a', 'b'] }, { events: ['c', 'd'] }]))
  expect(dataOf(await ask(url, 'e1'))).toEqual(['b'])
  // Cut off as the recording was: this is the next connection, whole.
  expect(dataOf(await ask(url, 'e2'))).toEqual(['c', 'd'])
  expect(dataOf(await ask(url, 'e3'))).toEqual(['d'])
  expect(await ask(url, 'e4')).toMatchObject({ status: 204 })
  expect(dataOf(await ask(url, 'unheard'))).toEqual(['a', 'b'])
})

test('the address is that of the run, by its path, without what was taken out of it', async () => {
  const url = await serve(await made([{ events: ['a'] }]))
  expect(new URL(url).search).toBe('?room=7')
  expect(dataOf(await ask(url.replace('?room=7', '')))).toEqual(['a'])
  expect(await ask(new URL('/', url).href)).toMatchObject({
    status: 200,
    text: expect.stringContaining('/events?room=7   Made'),
  })
  expect(await ask(new URL('/elsewhere', url).href)).toMatchObject({ status: 404 })
})

test('each event is played at the time it came at, and no clock that went back holds it up', () => {
  const event = (seq: number, at: number) => ({
    seq,
    at,
    name: 'message',
    id: null,
    data: 'x\r\ny',
    ping: seq === 1,
    terminal: seq === 3,
  })
  let whole = false
  const steps = toSteps(
    [event(1, 1_000), event(2, 61_000), event(3, 500)],
    400,
    { at: 90_400, lost: true },
    () => {
      whole = true
    },
  )
  const frame = { type: 'frame', name: null, id: null, data: 'x\ny' }
  expect([...steps]).toEqual([
    { ...frame, at: 600, part: 'ping' },
    { ...frame, at: 60_600, part: 'event' },
    { ...frame, at: 60_600, part: 'terminal' },
    { type: 'cut', at: 90_000 },
  ])
  expect(whole).toBe(true)
})

test('faults are laid over it, each and several at once', async () => {
  const recording = await made([
    { events: ['{"a":1}', '{"a":2}', '{"a":3}', '{"a":4}'], ending: 'The server ended the stream' },
  ])
  const found = findFaults(['bad-json', 'unavailable'])
  if (!found.ok) throw new Error(found.name)
  const url = await serve(recording, { faults: found.faults })
  expect([await ask(url), await ask(url)]).toMatchObject([{ status: 503 }, { status: 503 }])
  expect(dataOf(await ask(url))).toEqual(['{"a":1}', '{"a":2}', '{"a"', '{"a":3}', '{"a":4}'])
  expect(findFaults(['nonsense'])).toEqual({ ok: false, name: 'nonsense' })
})

test.each(replayFaults.map(({ name }) => name).filter((name) => name !== 'silence'))(
  'the fault %s changes what a client is told',
  async (name) => {
    const found = findFaults([name])
    if (!found.ok) throw new Error(name)
    const url = await serve(await openRecording(sample), { faults: found.faults, speed: 2_000 })
    const plain = await serve(await openRecording(sample), { speed: 2_000 })
    const tell = async (at: string) => [await ask(at), await ask(at), await ask(at)]
    const [faulty, sound] = await Promise.all([tell(url), tell(plain)])
    // A late start is the one that only a clock can tell.
    if (name !== 'slow-start') expect(faulty).not.toEqual(sound)
    else expect(faulty.map(dataOf)).toEqual(sound.map(dataOf))
  },
)

test('an engine that watches the playback sees what the first watcher saw', async () => {
  const recording = await openRecording(sample)
  const [run]: readonly (RecordedRun | undefined)[] = recording.runs
  const url = await serve(recording, { speed: 20 })
  const engine = await startEngine()
  closers.push(() => removeDir(engine.dataDir), engine.close)
  const { origin } = new URL(url)
  const { run: id } = await engine.call('runs.add', {
    kind: run?.kind ?? '',
    serverId: null,
    baseUrl: origin,
    params: { ...run?.params },
    headers: null,
    title: null,
    evenIfWatched: true,
    retry: true,
  })
  const done = await engine.until(id, (run) => run.connection.state === 'closed', 40_000)
  expect(done).toMatchObject({ job: { state: 'completed' }, events: 32, gaps: 1 })
  const { attempts } = await engine.call('runs.connection', { run: id })
  expect(attempts.map(({ events }) => events)).toEqual([6, 26])
}, 60_000)

test.each([
  ['data: x\n\n', 'tells no times'],
  ['{"a":1}', 'is not a Runlight transcript'],
  ['', 'is empty'],
])('a file that cannot be played back is refused with a sentence: %j', async (text, sentence) => {
  const folder = freshDir()
  closers.push(() => removeDir(folder))
  const path = join(folder, 'file')
  writeFileSync(path, text)
  await expect(openRecording(path)).rejects.toThrow(sentence)
  await expect(openRecording(folder)).rejects.toThrow('is a folder')
  await expect(openRecording(join(folder, 'none'))).rejects.toThrow('There is no file')
})

test('a transcript that was packed is played like any other, and what is none is told', async () => {
  const folder = freshDir()
  closers.push(() => removeDir(folder))
  const path = join(folder, 'packed.runlight.gz')
  writeFileSync(path, gzipSync(readFileSync(sample)))
  const [packed, plain] = await Promise.all([openRecording(path), openRecording(sample)])
  expect(packed.runs.map(({ title, events }) => [title, events])).toEqual(
    plain.runs.map(({ title, events }) => [title, events]),
  )
  packed.close()
  plain.close()
  writeFileSync(path, gzipSync('data: a\n\n'))
  await expect(openRecording(path)).rejects.toThrow('tells no times, so it cannot be played back')
})
