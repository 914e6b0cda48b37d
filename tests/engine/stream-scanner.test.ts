// The scanner's limits: what is too large is cut at the same byte and told with the same size however the bytes came, and what
// is no part of an event counts for none.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OversizedEvent } from '../../src/engine/connection/oversized-event.ts'
import { createStreamCounts } from '../../src/engine/connection/stream-counts.ts'
import { type BodyEnd, createStreamScanner } from '../../src/engine/connection/stream-scanner.ts'
import type { UndispatchedEvent } from '../../src/engine/connection/undispatched-event.ts'

const limits = { eventBytes: 64, dataLines: 5 }
const silent = { onRetry: () => {}, onBareId: () => {}, onTooLarge: () => {}, onUndispatched: () => {} }

type Told =
  | { readonly event: string; readonly hasId: boolean }
  | { readonly bareId: string }
  | { readonly lacking: string }
  | { readonly cut: { name: string; id: string | null; head: string; size: number; whole: boolean } }

/** All that a scanner tells of `parts`, in order; the parser's part is played by whoever finds blank lines. */
function tell(parts: readonly Uint8Array[], how: BodyEnd = 'whole') {
  const told: Told[] = []
  const handlers = {
    onRetry: () => {},
    onBareId: (bareId: string) => told.push({ bareId }),
    onTooLarge: ({ name, id, head, size, whole }: OversizedEvent) =>
      told.push({ cut: { name, id, head: Buffer.from(head).toString(), size, whole } }),
    onUndispatched: ({ raw: _, ...event }: UndispatchedEvent) =>
      told.push({ lacking: Object.values(event).join('|') }),
  }
  const scanner = createStreamScanner(limits, handlers, createStreamCounts())
  const take = (bytes: Uint8Array) => {
    for (const event of Buffer.from(bytes).toString().split('\n\n').slice(0, -1))
      told.push({ event, hasId: scanner.nextFrame().hasId })
    scanner.settle()
  }
  for (const part of parts) take(scanner.push(part))
  scanner.end(how)
  scanner.settle()
  const { sinceEvent: _, bytes, ...seen } = scanner.seen
  return { told, seen, rest: scanner.rest(), bytes }
}

function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.filter((one) => one < bytes.length).toSorted((a, b) => a - b), bytes.length]
  return at.slice(1).map((end, i) => bytes.subarray(at[i], end))
}

const line = fc.oneof(
  fc.constantFrom(
    'data',
    'data: x',
    'event: e',
    'id: 1',
    'id: \0',
    'retry: 5',
    'retry: x',
    ': c',
    'odd',
    'error: {"a":1}',
    'er',
    '\ufeff',
    'é',
  ),
  fc
    .constantFrom('data: ', 'id: ', ': ', 'event: ', 'what: ')
    .chain((start) => fc.integer({ min: 0, max: 700 }).map((length) => start + 'y'.repeat(length))),
)
const text = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n', '\n\n', '\n\n', '\r\n\r\n', '')), {
    maxLength: 14,
  })
  .map((lines) => Buffer.from(lines.flat().join('')))

test('every split of a stream tells the same events, cuts, sizes and lines passed over', () => {
  fc.assert(
    fc.property(text, fc.array(fc.nat(2_000), { maxLength: 12 }), (bytes, cuts) => {
      const whole = tell([bytes])
      expect(tell(cutAt(bytes, cuts))).toEqual(whole)
      expect(tell([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole)
    }),
    { numRuns: 600 },
  )
})

test('comments and lines that are no field never count into an event’s size', () => {
  const padding = `: ${'c'.repeat(500)}\n${'no field '.repeat(60)}\n`
  const { told, seen } = tell([Buffer.from(`${padding}event: update\n${padding}data: 2\n${padding}\n`)])
  expect(told).toEqual([{ event: 'event: update\ndata: 2', hasId: false }])
  expect([seen.comments, seen.odd]).toEqual([3, 3])
})

test('an event with too many lines is cut, told after those before it, and nothing after it is read', () => {
  const { told } = tell([
    Buffer.from(`data: a\n\nid: 7\nevent: many\n${'data\n'.repeat(6)}\ndata: never\n\n`),
  ])
  expect(told).toEqual([
    { event: 'data: a', hasId: false },
    { cut: { name: 'many', id: '7', head: '\n\n\n\n\n', size: 5 + 11 + 6 * 4, whole: true } },
  ])
})

test('an event without an end is counted to eight times the limit and no further', () => {
  const { told } = tell([Buffer.from(`data: ${'x'.repeat(10_000)}`)])
  expect(told).toEqual([
    { cut: { name: 'message', id: null, head: 'x'.repeat(58), size: 8 * 64, whole: false } },
  ])
})

test('twenty million lines of comment cost no memory', () => {
  const scanner = createStreamScanner(limits, silent, createStreamCounts())
  const chunk = Buffer.from(':\n'.repeat(4_096))
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < 20_000_000 / 4_096; i++) scanner.push(chunk)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(32 * 2 ** 20)
  expect(scanner.seen.comments).toBe(Math.ceil(20_000_000 / 4_096) * 4_096)
})

test('a line that comes a byte at a time is one buffer, not one object for each byte', () => {
  const scanner = createStreamScanner({ eventBytes: 2 ** 24, dataLines: 5 }, silent, createStreamCounts())
  const byte = Buffer.from('x')
  scanner.push(Buffer.from('data: '))
  const before = process.memoryUsage()
  for (let i = 0; i < 4_000_000; i++) scanner.push(byte)
  const now = process.memoryUsage()
  expect(now.heapUsed + now.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(48 * 2 ** 20)
})

test('what is no event is told as it came: a name without data, and the event that the end cuts off', () => {
  const text = Buffer.from('event: ping\n\nid: 5\n\n\nid: 7\nevent: done\ndata: a\ndata: b')
  expect(tell([text]).told).toEqual([
    { lacking: 'ping|||data' },
    { bareId: '5' },
    { lacking: 'done|7|a\nb|end' },
  ])
  // Where the connection broke, a line without its end may be a part of one.
  expect(tell([text], 'broken').told.at(-1)).toEqual({ lacking: 'done|7|a|end' })
  expect(tell([text], 'dropped').told.length).toBe(2)
  expect(tell([Buffer.from('id: 5\n: c\nretry: 5\nodd')]).told).toEqual([])
})

test('a line that tells an error as JSON is told as it came, and others of no field are not', () => {
  const text = 'data: a\nerror: {"code":400}\ndata: b\n\nerror: none\nerror:{"x":1}\nerrors: {}\n'
  expect(tell([Buffer.from(text)]).told).toEqual([
    { lacking: 'error||{"code":400}|field' },
    { event: 'data: a\ndata: b', hasId: false },
    { lacking: 'error||{"x":1}|field' },
  ])
  expect(tell([Buffer.from(`error: {"a":"${'x'.repeat(20_000)}"}\n`)]).told).toEqual([])
})
