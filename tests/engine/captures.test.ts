// What stands around a stream where people have it: a logger's words, quotes, fences, numbers, curl's own talk. One stream in
// each, and the same events.

import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { takeFile, takeText } from '../support/take-file.ts'

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
