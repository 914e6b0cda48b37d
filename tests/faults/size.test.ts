// Faults of size: what unpacks without end, what is one event without end, and very many at once.

import type { ServerResponse } from 'node:http'
import { createBrotliCompress, createDeflate, createDeflateRaw, createGzip, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { formatBytes } from '../../src/core/basics/quantities.ts'
import { flags } from '../../src/core/log/flags.ts'
import { type Behaviour, stream } from '../support/sse-server.ts'
import { createStage, endEvent, moved, reach, states } from '../support/stage.ts'

const stage = createStage()
const mebibyte = 2 ** 20

/** Writes `part` again and again for as long as it is read, and then `tail`. */
function pourOn(response: ServerResponse, part: Buffer, times: number, tail = ''): void {
  let left = times
  const pour = () => {
    while (left-- > 0) {
      if (!response.write(part)) {
        response.once('drain', pour)
        return
      }
    }
    response.end(tail)
  }
  pour()
}

function pouring(part: Buffer, times: number, headers: Record<string, string> = {}): Behaviour {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', ...headers })
    pourOn(response, part, times)
  }
}

test.each([
  ['gzip', createGzip],
  ['br', createBrotliCompress],
  ['deflate', createDeflate],
  // Against RFC 9110, and sent by many.
  ['deflate', createDeflateRaw],
] as const)(
  '26: a stream that is %s for all its life is read as the server flushes it',
  async (coding, create) => {
    await stage.start([
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': coding })
        const packer = create()
        packer.pipe(response)
        packer.write('data: one\n\n')
        packer.flush(() => setTimeout(() => packer.end(endEvent), 200))
      },
    ])
    const run = await stage.watch()
    await stage.engine().until(run, (now) => now.events === 1 && now.connection.state === 'live')
    expect((await reach(stage.engine(), run, 'closed')).slice(0, 2)).toEqual(['completed', 'closed'])
  },
)

test('26: a gzip bomb is refused before it has unpacked far, and several codings are refused at once', async () => {
  const bomb = gzipSync(Buffer.alloc(32 * mebibyte, 'data: a\n'))
  await stage.start([pouring(bomb, 1_000, { 'content-encoding': 'gzip' })])
  const before = process.memoryUsage().rss
  const run = await stage.watch()
  expect(await reach(stage.engine(), run, 'refused')).toEqual([
    'unknown',
    'refused',
    'The stream unpacks to more than 200 times its size, as no stream of events does; it was dropped',
  ])
  const { attempts } = await stage.engine().call('runs.connection', { run })
  expect([attempts.length, stage.server().requests.length]).toEqual([1, 1])
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * mebibyte)
  await stage.serve([stream([], 'end', { 'content-encoding': 'gzip, br' })])
  const twice = await stage.watch()
  expect(await reach(stage.engine(), twice, 'refused')).toEqual([
    'unknown',
    'refused',
    'The stream is encoded in a way that is not read (gzip, br)',
  ])
})

test('26: 64 MiB unpacked without an event are too much, whatever the ratio', async () => {
  // Random letters in comments: they pack badly, so that the ratio says nothing.
  const letters = Buffer.from(Array.from({ length: 48 * 1_024 }, () => 33 + Math.floor(Math.random() * 80)))
  const comments = Buffer.concat([Buffer.from(': '), letters, Buffer.from('\n\n')])
  await stage.start([pouring(gzipSync(comments), 2_000, { 'content-encoding': 'gzip' })])
  const run = await stage.watch()
  expect(await reach(stage.engine(), run, 'refused')).toEqual([
    'unknown',
    'refused',
    'The stream unpacked to 64 MiB without an event; it was dropped',
  ])
})

const letters = Buffer.alloc(mebibyte, 'x')
const line = Buffer.concat([Buffer.from('data: '), Buffer.alloc(mebibyte - 7, 'y'), Buffer.from('\n')])

test('27: a line of 100 MB is cut at 16 MiB, told with its true size, and not asked for again and again', async () => {
  const size = 100 * mebibyte
  await stage.start([
    (request, response, body) => {
      if (request.headers['last-event-id'] === '7') return stream([endEvent])(request, response, body)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('id: 6\ndata: before\n\nid: 7\nevent: huge\ndata: ')
      return pourOn(response, letters, 100, '\n\ndata: never seen\n\n')
    },
  ])
  const before = process.memoryUsage().rss
  const run = await stage.watch()
  const [job, state] = await reach(stage.engine(), run, 'closed')
  const grown = process.memoryUsage().rss - before
  expect([job, state]).toEqual(['completed', 'closed'])
  const rows = await stage.engine().events(run)
  expect(rows.map(({ name, id, data }) => [name, id, data.slice(0, 6)])).toEqual([
    ['message', '6', 'before'],
    ['huge', '7', 'xxxxxx'],
    ['end', null, ''],
  ])
  const cut = await stage.engine().call('events.get', { run, seq: 2 })
  const trueSize = size + 'id: 7event: hugedata: '.length
  expect([cut.data.length, cut.size, cut.flags & flags.truncated]).toEqual([
    65_536,
    trueSize,
    flags.truncated,
  ])
  const { attempts } = await stage.engine().call('runs.connection', { run })
  expect(attempts.map(({ ending }) => ending)).toEqual([
    `An event is larger than 16 MiB: it has ${formatBytes(trueSize)}; its beginning is kept, and the connection was dropped`,
    'The server ended the stream',
  ])
  // The server's own megabytes are in this process too.
  expect(grown).toBeLessThan(3 * 16 * mebibyte + 64 * mebibyte)
})

test('28: data lines without an end are one event that is too large, and are read no further than 128 MiB', async () => {
  await stage.start([pouring(line, 100_000)])
  const run = await stage.watch()
  const [job, state, cause] = await moved(stage.engine(), run, 'waiting')
  expect([job, state]).toEqual([null, 'waiting'])
  expect(cause).toMatch(
    /^An event is larger than 16 MiB: it has at least 13\d MB; its beginning is kept, and the connection was dropped$/,
  )
  const rows = await stage.engine().events(run)
  expect(rows[0]?.flags ?? 0).toBe((rows[0]?.flags ?? 0) | flags.truncated)
  const { attempts } = await stage.engine().call('runs.connection', { run })
  expect(attempts[0]?.bytes ?? 0).toBeLessThan(130 * mebibyte)
})

test('29: 10,000 events in one piece are stored in order, in at most 20 transactions, each pushed once', async () => {
  const text = Array.from({ length: 10_000 }, (_, i) => `id: ${i + 1}\ndata: ${i + 1}\n\n`).join('')
  await stage.start([stream([text + endEvent])], 1)
  const run = await stage.watch()
  await stage.engine().until(run, (now) => now.connection.state === 'closed')
  expect((await states(stage.engine(), run)).slice(0, 2)).toEqual(['completed', 'closed'])
  let from = 1
  for (let page = 0; page < 10; page++) {
    const { rows } = await stage.engine().call('events.range', { run, from, limit: 1_000 })
    expect(rows.map(({ data }) => Number(data))).toEqual(Array.from({ length: 1_000 }, (_, i) => from + i))
    from += 1_000
  }
  const counts = stage
    .engine()
    .pushes.flatMap(({ runs }) => runs.filter((one) => one.id === run).map((one) => one.events))
  const growing = counts.filter((count, i) => count > (counts[i - 1] ?? 0))
  expect(growing.length).toBeLessThanOrEqual(20)
})
