// What stands around a stream where people have it: a logger's words, quotes, fences, numbers, curl's own talk. One stream in
// each, and what is no stream at all is refused however much it looks like one.

import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGzip, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { freshDir, removeDir } from '../support/engine.ts'
import { fileAt, takeFile } from '../support/take-file.ts'

const folder = freshDir()
afterAll(() => removeDir(folder))

async function takeText(content: string | Uint8Array) {
  const path = join(folder, 'given')
  writeFileSync(path, content)
  return takeFile(path)
}

const stream = 'event: step\ndata: {"n":1}\n\ndata: {"n":2}\n\nevent: done\nid: 3\ndata: {}\n\n'
const lines = stream.trimEnd().split('\n')
const each = (made: (line: string, i: number) => string) => `${[...lines, ''].map(made).join('\n')}\n`
const events = [
  ['step', '{"n":1}'],
  ['message', '{"n":2}'],
  ['done', '{}'],
]
const untimed = 'The capture tells no times: its events stand at the time of the file, in their order.'
const inZone = 'in the zone of this computer'
const timed = (assumed: string) =>
  `Every line begins with a time: it was taken as the time of arrival${assumed}.`

test.each([
  ['quoted', each((line) => `> ${line}`.trimEnd()), ['“>” before every line was taken away.', untimed]],
  [
    'with the numbers of grep -n',
    each((line, i) => `${i + 1}:${line}`),
    ['“1:” and the like before every line were taken away.', untimed],
  ],
  [
    'with the numbers of cat -n',
    each((line, i) => `${String(i + 98).padStart(6)}\t${line}`),
    ['“98” and the like before every line were taken away.', untimed],
  ],
  [
    'of docker compose',
    each((line) => `app-1  | ${line}`),
    ['“app-1  |” and the like before every line were taken away.', untimed],
  ],
  [
    'of a logger that prints whole chunks',
    'INFO sse: event: step\ndata: {"n":1}\n\n\nINFO sse: data: {"n":2}\n\n\nINFO sse: event: done\ndata: {}\n\n',
    ['“INFO sse:” before every line was taken away.', untimed],
  ],
  [
    'between fences',
    `It says:\n\n~~~sse\n${stream}~~~\n\nWhy?\n`,
    [
      'The stream was taken from between the fences (```) around it; 2 lines outside of them were passed over.',
      untimed,
    ],
  ],
  [
    'between fences in a quote',
    `${['It says:', '```', ...lines, '', '```'].map((line) => `> ${line}`.trimEnd()).join('\n')}\n`,
    [
      '“>” before every line was taken away.',
      'The stream was taken from between the fences (```) around it; 1 line outside of them was passed over.',
      untimed,
    ],
  ],
  [
    'in UTF-16 BE',
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(stream, 'utf16le').swap16()]),
    [untimed],
  ],
  ['in UTF-16 LE without a mark', Buffer.from(stream, 'utf16le'), [untimed]],
  ['in zstd', zstdCompressSync(stream), [untimed]],
  ['in gzip in gzip', gzipSync(gzipSync(stream)), [untimed]],
  [
    'after the head of its answer',
    `HTTP/1.1 100 Continue\r\n\r\nHTTP/2 200\r\ncontent-type: text/event-stream\r\n\r\n${stream}`,
    [untimed],
  ],
])('a stream %s is read', async (_name, content, notes) => {
  const taken = await takeText(content)
  expect(taken.runs[0]?.map(({ name, data }) => [name, data])).toEqual(events)
  expect([taken.problems, taken.notes]).toEqual([[], notes])
})

const second = (n: number) => new Date(2026, 10, 28, 10, 0, n, 250).getTime()
const stamp = (i: number) => `10:00:${String(i).padStart(2, '0')}`

test.each([
  ['with a zone', (i: number) => `${new Date(second(i)).toISOString()} `, timed('')],
  ['without one', (i: number) => `[2026-11-28 ${stamp(i)},250] INFO `, timed(`, ${inZone}`)],
  ['of the day', (i: number) => `${stamp(i)}.250 `, timed(`, on the day of the file, ${inZone}`)],
  [
    'of a syslog',
    (i: number) => `Nov 28 ${stamp(i)}.250 host app[17]: `,
    timed(`, ${inZone} and the year of the file`),
  ],
  ['in seconds', (i: number) => `${(second(i) / 1_000).toFixed(3)} `, timed('')],
  ['in milliseconds', (i: number) => `app ${second(i)}: `, timed('')],
])('a time %s before each line is the event’s', async (_name, before, note) => {
  const taken = await takeText(each((line, i) => `${before(i)}${line}`))
  // Each event came with its last field.
  expect(taken.runs[0]?.map(({ name, at }) => [name, at])).toEqual([
    ['step', second(1)],
    ['message', second(3)],
    ['done', second(7)],
  ])
  expect(taken.notes).toEqual([note])
})

test('lines of other loggers between those of a stream are counted', async () => {
  const taken = await takeText(
    each((line, i) => `${stamp(i)} INFO sse: ${line}\n${stamp(i)} DEBUG http: GET /x`),
  )
  expect(taken.runs[0]?.map(({ name, data }) => [name, data])).toEqual(events)
  expect(taken.notes[1]).toBe('9 lines without it were passed over.')
})

const fixture = (name: string) => takeFile(join(import.meta.dirname, '../field/captures', name))
const traced = [
  ['step', '{"n":1}'],
  ['message', '{"n":2, "t":"The sea. rises ü"}\ntwo'],
  ['message', '[DONE]'],
]

test('a trace of curl’s gives the very bytes, its chunks undone', async () => {
  const { runs, attempts } = await fixture('trace.txt')
  expect(runs[0]?.map(({ name, data }) => [name, data])).toEqual(traced)
  expect(attempts[0]).toMatchObject({ method: 'GET', url: 'http://127.0.0.1:4999/x', status: 200 })
})

test('a trace in ASCII gives the events with their times and the whole request, and says that it guesses', async () => {
  const { runs, heads, notes } = await fixture('trace-ascii.txt')
  expect(runs[0]?.map(({ name, data }) => [name, data])).toEqual([
    traced[0],
    ['message', '{"n":2, "t":"The sea. rises .."}\ntwo'],
    traced[2],
  ])
  const clock = (at: number) => new Date(at).toTimeString().slice(0, 8)
  expect(runs[0]?.map(({ at }) => clock(at))).toEqual(['10:03:35', '10:03:35', '10:03:35'])
  expect(heads[0]).toMatchObject({
    params: { method: 'POST', body: '{"q":"why?"}', headers: expect.stringContaining('authorization: •••') },
    summary: { generates: true },
  })
  expect(notes.at(-1)).toContain('where a line ends was guessed from what follows')
})

test('what curl -v and its meter write into one file with the stream is taken out', async () => {
  const { runs, problems } = await fixture('verbose-with-meter.txt')
  expect(runs[0]?.map(({ name, data }) => [name, data])).toEqual(traced)
  expect(problems).toEqual([])
})

test('the request that httpie prints is that of the run; that its scheme is a guess is said', async () => {
  const { heads, notes } = await takeText(
    `POST /chat?token=abcdef123456 HTTP/1.1\nAuthorization: Bearer abcdefgh12345678\nHost: api.example.com\n\n{"q":"why?"}\n\n\nHTTP/1.1 200 OK\nContent-Type: text/event-stream\n\n${stream}`,
  )
  expect(heads[0]?.params).toEqual({
    url: 'https://api.example.com/chat?token=•••',
    method: 'POST',
    headers: 'Authorization: •••',
    body: '{"q":"why?"}\n',
  })
  expect(notes[0]).toBe('The capture does not say whether its address is http or https: https was taken.')
})

test('an array that was saved before its end, and JSON lines of which one is damaged, give what they have', async () => {
  const array = await takeText('[{"a":1},\n{"b":["]},[",{"c":2}]},\n{"c":"cut')
  expect(array.runs[0]?.map(({ data, trueSize }) => [data, trueSize])).toEqual([
    ['{"a":1}', null],
    ['{"b":["]},[",{"c":2}]}', null],
    ['{"c":"cut', 9],
  ])
  expect(array.problems).toEqual([[0, 'element 3: the file ends within it']])
  const rows = await takeText('{"a":1}\n{"a":2}\noops\n{"a":3}\n{"a":4')
  expect(rows.runs[0]?.map(({ data }) => data)).toEqual(['{"a":1}', '{"a":2}', 'oops', '{"a":3}', '{"a":4'])
  expect(rows.problems).toEqual([
    [3, 'it is no JSON, and is kept as it came'],
    [5, 'the file ends within it'],
  ])
})

test('times that a browser kept are those of the text’s events where both tell the same', async () => {
  const entry = {
    startedDateTime: new Date(fileAt).toISOString(),
    request: { method: 'GET', url: 'https://example.com/e' },
    response: { status: 200, content: { mimeType: 'text/event-stream', text: stream } },
    _eventSourceMessages: events.map(([eventName, data], i) => ({
      time: `${second(i) / 1_000}`,
      eventName,
      data,
    })),
  }
  const { runs, notes } = await takeText(JSON.stringify({ log: { entries: [entry] } }))
  expect(runs[0]?.map(({ name, at, id }) => [name, at, id])).toEqual([
    ['step', second(0), null],
    ['message', second(1), null],
    ['done', second(2), '3'],
  ])
  expect(notes).toEqual([])
})

test('a form that was posted fills the form of its kind; another method at that address is another request', async () => {
  const entry = (method: string) => ({
    request: {
      method,
      url: 'https://example.com/generate-stream',
      postData: { params: [{ name: 'topic', value: 'Tides & moons' }] },
    },
    response: { content: { mimeType: 'text/plain', text: stream } },
  })
  const { heads, notes } = await takeText(JSON.stringify({ log: { entries: [entry('POST'), entry('PUT')] } }))
  expect(heads.map(({ kind, params, summary }) => [kind, params, summary.generates])).toEqual([
    ['learning-paths', { topic: 'Tides & moons' }, true],
    [
      'plain',
      { url: 'https://example.com/generate-stream', method: 'PUT', body: 'topic=Tides+%26+moons' },
      true,
    ],
  ])
  expect(notes).toContain('entry 1 is a stream, but its type is written down as “text/plain”.')
})

test.each([
  ['HTML', '<!doctype html>\n<title>x</title>\n<p>data: hi\n', 'is HTML or XML, not the text of a stream'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'is a picture'],
  ['no text', Buffer.from([1, 0, 2, 0, 3, 0, 4, 0, 5, 0]), 'is no text'],
  ['nothing but blanks', ' \n\n', 'has nothing but blanks in it'],
  ['one JSON object', '{\n  "data": "x",\n  "event": "y"\n}\n', 'is not a Runlight transcript'],
  ['an array of numbers', '[1, 2, 3]\n', 'is not a Runlight transcript'],
  ['YAML that is indented', 'spec:\n  id: a\n  data: b\n\n  data: d\nother: 1\n', 'is none as a whole'],
  ['a list of YAML', 'all:\n- data: a\n- data: b\n\n- data: c\n', 'is none as a whole'],
  ['a program', 'export default {\n  id: 1,\n  data: 2,\n\n  event: 3,\n}\n', 'is none as a whole'],
  [
    'prose',
    'Dear all,\nin this event: nothing happens. The data: are here.\n\n data: foo\n\nBye\n',
    'is none as a whole',
  ],
])('%s is refused', async (_name, content, sentence) => {
  await expect(takeText(content)).rejects.toThrow(sentence)
})

test('a compressed file that was cut off gives what it holds, and says so', async () => {
  const many = Array.from({ length: 2_000 }, (_, i) => `data: ${Math.sin(i)}\n\n`).join('')
  const packed = gzipSync(many)
  const taken = await takeText(packed.subarray(0, packed.length / 2))
  expect(taken.runs[0]?.length).toBeGreaterThan(500)
  expect(taken.problems[0]).toEqual([0, 'it was cut off: what could be unpacked of it is taken in'])
  await expect(takeText(Buffer.from('1f8b0800000000000003ffffffff', 'hex'))).rejects.toThrow(
    'it cannot be unpacked',
  )
})

test('a file that unpacks to far too much is given up in time, and leaves nothing', async () => {
  const path = join(folder, 'bomb.gz')
  writeFileSync(path, '')
  const zip = createGzip()
  zip.on('data', (bytes: Buffer) => appendFileSync(path, bytes))
  const ended = new Promise((resolve) => zip.once('end', resolve))
  const piece = Buffer.from('data: x\n'.repeat(2 ** 17))
  for (let i = 0; i < 300; i++)
    if (!zip.write(piece)) await new Promise((resolve) => zip.once('drain', resolve))
  zip.end()
  await ended
  await expect(takeFile(path)).rejects.toThrow('times its size, which no text of events does')
})

test('JSON that nests deeply is an event like any other, and its file no danger', async () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const taken = await takeText(`{"a":${deep}}\n{"a":2}\n`)
  expect(taken.runs[0]?.map(({ data }) => data.length)).toEqual([400_006, 7])
  const entry = {
    request: { method: 'POST', url: 'https://example.com/e', postData: { text: deep } },
    response: { content: { mimeType: 'text/event-stream', text: stream } },
  }
  expect((await takeText(JSON.stringify({ log: { entries: [entry] } }))).runs[0]).toHaveLength(3)
})
