// Faults of the bytes themselves: line ends, marks, encodings, hostile ids, names and retry values. What every client must
// read in a stream is in tests/conformance; here it is what the log then has, and what the next request says.

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test, vi } from 'vitest'
import { flags } from '../../src/core/log/flags.ts'
import { systemClock } from '../../src/engine/base/clock.ts'
import { type Behaviour, stream } from '../support/sse-server.ts'
import { createStage, endEvent, reach, states } from '../support/stage.ts'
import { withoutStalls } from '../support/without-stalls.ts'

const stage = createStage()
afterEach(() => {
  vi.restoreAllMocks()
})

const bom = [0xef, 0xbb, 0xbf]
const eventStream = { 'content-type': 'text/event-stream' }

/** Sends these pieces as they are, each in a packet of its own, and ends. */
function pieces(...parts: readonly Uint8Array[]): Behaviour {
  return (_request, response) => {
    response.writeHead(200, eventStream)
    response.flushHeaders()
    const next = (i: number) => {
      const part = parts[i]
      if (part === undefined) return response.end(`\n\n${endEvent}`)
      response.write(part)
      return setTimeout(() => next(i + 1), 15)
    }
    next(0)
  }
}

/** Everything stored of the run but its end: name, id, data. */
async function stored(run: number): Promise<(readonly [string, string | null, string])[]> {
  const [job] = await reach(stage.engine(), run, 'closed')
  expect(job).toBe('completed')
  return (await stage.engine().events(run))
    .filter(({ name }) => name !== 'end')
    .map(({ name, id, data }) => [name, id, data])
}

test('31: CR, LF and CRLF mixed, cut at any byte, are the same events', async () => {
  const text = Buffer.from('id: 1\rdata: a\r\n\rdata: b\ndata: é\r\r: c\r\n\r\nevent: x\ndata\n\n')
  const splits = Array.from({ length: text.length + 1 }, (_, i) => i)
  await stage.start([
    (request, response, body) => {
      const at = Number(new URL(request.url ?? '', 'http://x').searchParams.get('at'))
      pieces(text.subarray(0, at), text.subarray(at))(request, response, body)
    },
  ])
  const runs = await Promise.all(
    splits.map((at) => stage.engine().watch(`${stage.server().url}/s?at=${at}`, { endEvent: 'end' })),
  )
  for (const run of runs)
    expect(await stored(run)).toEqual([
      ['message', '1', 'a'],
      ['message', null, 'b\né'],
      ['x', null, ''],
    ])
})

test('32: one BOM is taken off, a second one is text, and a BOM in pieces is one BOM', async () => {
  const data = Buffer.from('data: a\n\ndata: b\n\n')
  const one = Buffer.from(bom)
  await stage.start([
    pieces(Buffer.concat([one, data])),
    pieces(Buffer.concat([one, one, data])),
    pieces(one.subarray(0, 1), one.subarray(1, 2), one.subarray(2), data),
  ])
  const wanted = [['a', 'b'], ['b'], ['a', 'b']]
  for (const texts of wanted) {
    const run = await stage.watch()
    expect((await stored(run)).map(([, , text]) => text)).toEqual(texts)
  }
})

test('33: bytes that are no UTF-8 become U+FFFD, never throw, and are kept as they came', async () => {
  const line = Buffer.concat([
    Buffer.from('data: '),
    // A lone continuation byte, a sequence cut short, a surrogate, an overlong slash.
    Buffer.from([0x80, 0x20, 0xe6, 0xbc, 0x20, 0xed, 0xa0, 0x80, 0x20, 0xc0, 0xaf]),
  ])
  await stage.start([pieces(line, Buffer.from('\n\ndata: sound é\n\n'))])
  const run = await stage.watch()
  expect((await stored(run)).map(([, , text]) => text)).toEqual([
    '\ufffd \ufffd \ufffd\ufffd\ufffd \ufffd\ufffd',
    'sound é',
  ])
  const rows = await stage.engine().events(run)
  expect(rows.map((row) => row.flags & flags.invalidUtf8)).toEqual([flags.invalidUtf8, 0, 0])
  const db = new Database(join(stage.engine().dataDir, 'runlight.db'), { readonly: true })
  const raw = db
    .prepare('SELECT raw FROM events WHERE key = ?')
    .pluck()
    .get(run * 2 ** 32 + 1)
  db.close()
  expect(raw).toEqual(Buffer.concat([line, Buffer.from('\n')]))
})

test('34: NUL in data is kept, and an id with NUL is no id', async () => {
  await stage.start([pieces(Buffer.from('id: 1\ndata: a\u0000b\n\nid: 2\u00003\ndata: c\n\n'))])
  const run = await stage.watch()
  expect(await stored(run)).toEqual([
    ['message', '1', 'a\u0000b'],
    ['message', null, 'c'],
  ])
})

test('35: an id that no header can carry is stored and not sent, and the stream goes on', async () => {
  const ids = ['\u0001\u007f', 'é漢🦊', 'x'.repeat(20_000), '   ', '418']
  await stage.start([...ids.map((id) => stream([`id: ${id}\ndata: a\n\n`], 'destroy')), stream([endEvent])])
  const run = await stage.watch()
  expect((await stored(run)).map(([, id]) => id)).toEqual(ids)
  const sent = stage.server().requests.map(({ headers }) => headers['last-event-id'])
  expect(
    sent.map((id) => (id === undefined ? null : Buffer.from(String(id), 'latin1').toString('utf8'))),
  ).toEqual([
    null,
    null,
    'é漢🦊',
    null,
    // A header's value has no spaces around it.
    '',
    '418',
  ])
})

test('36: events named error, open, message, close, nothing, or by 4 kB are data, and move no state', async () => {
  const long = 'n'.repeat(4_096)
  const names = ['error', 'open', 'message', 'close', '', long]
  await stage.start([stream([...names.map((name) => `event: ${name}\ndata: x\n\n`), endEvent])])
  const run = await stage.watch()
  expect((await stored(run)).map(([name]) => name)).toEqual([
    'error',
    'open',
    'message',
    'close',
    'message',
    long,
  ])
  const { transitions } = await stage.engine().call('runs.connection', { run })
  expect(withoutStalls(transitions).map(({ state, cause }) => [state, cause])).toEqual([
    ['connecting', null],
    ['live', null],
    ['closed', 'The stream ended after the job did'],
  ])
})

test('37: events named __proto__, constructor and toString are data, and pollute nothing', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
  await stage.start([
    stream([
      ...names.map((name) => `event: ${name}\nid: ${name}\ndata: {"${name}":{"polluted":1}}\n\n`),
      endEvent,
    ]),
  ])
  const run = await stage.watch()
  expect((await stored(run)).map(([name, id]) => [name, id])).toEqual(names.map((name) => [name, name]))
  expect([({} as Record<string, unknown>).polluted, Object.prototype.toString.call([])]).toEqual([
    undefined,
    '[object Array]',
  ])
  expect((await states(stage.engine(), run)).slice(0, 2)).toEqual(['completed', 'closed'])
})

test('38: a hostile retry: is clamped to between half a second and a minute, and what is no number is passed over', async () => {
  const waits: readonly (readonly [string, number])[] = [
    ['0', 550],
    ['-1', 500],
    ['1e3', 500],
    ['٣٠٠٠', 500],
    ['1000', 1_100],
    [`${2 ** 31}`, 66_000],
    ['100000000000000000000', 66_000],
  ]
  // The middle of every jitter.
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  await stage.serve([
    (request, response, body) => {
      const value = new URL(request.url ?? '', 'http://x').searchParams.get('retry')
      stream([`retry: ${value}\ndata: a\n\n`])(request, response, body)
    },
  ])
  // What is planned is read off a clock that stands still: no millisecond lies between two readings of it.
  const clock = { ...systemClock, now: () => Date.UTC(2026, 0, 14), monotonic: () => 0 }
  const engine = await stage.startEngine(1, { clock })
  for (const [value, wait] of waits) {
    const run = await engine.watch(`${stage.server().url}/s?retry=${encodeURIComponent(value)}`, {
      repeat: 'yes',
    })
    const { connection } = await engine.until(run, (now) => now.connection.state === 'waiting')
    expect([value, (connection.retryAt ?? 0) - connection.since]).toEqual([value, wait])
    await engine.call('runs.stop', { run })
  }
})
