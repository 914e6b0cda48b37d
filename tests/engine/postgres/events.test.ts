import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBlockGatherer } from '../../../src/core/log/blocks.ts'
import { dataWords } from '../../../src/core/query/words.ts'
import {
  bloomPlaces,
  createBlockWords,
  wordBytes,
} from '../../../src/engine/log/postgres/events/block-words.ts'
import { packOutline, unpackOutline } from '../../../src/engine/log/postgres/events/outline.ts'
import { readPiece } from '../../../src/engine/log/postgres/events/piece-words.ts'
import { eventsOf, packPieces, piecesOf } from '../../../src/engine/log/postgres/events/pieces.ts'
import { packEvents, unpackEvents } from '../../../src/engine/log/postgres/events/rows.ts'
import { hashPair, hashWord, wordHashes } from '../../../src/engine/log/postgres/events/word-hashes.ts'
import type { StoredEvent } from '../../../src/engine/log/rows.ts'

/** Any text, halves of surrogate pairs and NUL among it. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('\ud83d', '\udc0e', '\0', 'a', '🐎', 'é', '\n')).map((parts) => parts.join('')),
)
/** Such as events have: JSON and what looks like it, with escapes that part words and others that are in them. */
const written = fc
  .tuple(
    fc.constantFrom('{', '[', '"', ' {', 'C:\\', ''),
    fc.array(
      fc.constantFrom(
        'word',
        ' ',
        '\\n',
        '\\"',
        '\\\\',
        '\\/',
        '\\u00e9',
        '\\ud83d\\udc0e',
        '\\x',
        '\\',
        'é',
        '日本',
        '🐎',
        'ﷺ',
        'Ab9',
        '"',
      ),
    ),
  )
  .map(([begin, parts]) => begin + parts.join(''))
const anyEvent = fc.record({
  attempt: fc.nat(),
  at: fc.integer({ min: 0, max: 2 ** 45 }),
  name: anyText,
  id: fc.option(anyText),
  data: fc.oneof(anyText, written, fc.json()),
  flags: fc.nat(255),
  trueSize: fc.option(fc.nat()),
  raw: fc.option(fc.uint8Array({ maxLength: 40 })),
})

const plain = (events: readonly StoredEvent[]) =>
  events.map((event) => ({ ...event, raw: event.raw === null ? null : [...event.raw] }))

test('events come back as they went in, in a tail and in a block, whatever their texts', () => {
  fc.assert(
    fc.property(
      fc.array(anyEvent, { minLength: 1, maxLength: 30 }),
      fc.nat(2 ** 40),
      fc.boolean(),
      (some, from, inBlock) => {
        const events = some.map((event, i) => ({ ...event, seq: from + i }))
        const packed = packEvents(events, inBlock)
        expect(plain(unpackEvents(packed, from, inBlock))).toEqual(plain(events))
        const outline = unpackOutline(packed.outline, inBlock)
        expect(unpackOutline(packOutline(outline, inBlock), inBlock)).toEqual(outline)
      },
    ),
    { numRuns: 500 },
  )
})

test('an event of 16 MiB comes back whole beside a small one', () => {
  const event = { attempt: 1, at: 1, name: 'a', id: null, flags: 0, trueSize: null, raw: null }
  const events = [
    { ...event, seq: 1, data: `${'x'.repeat(16 * 2 ** 20 - 1)}\ud83d` },
    { ...event, seq: 2, data: '\udc0e', raw: new Uint8Array(1_024).fill(255), trueSize: 2 ** 40 },
  ]
  const back = unpackEvents(packEvents(events, true), 1, true)
  expect(back.every((one, i) => one.data === events[i]?.data)).toBe(true)
  expect(back[1]?.raw?.every((byte) => byte === 255)).toBe(true)
})

test('damaged bytes are refused', () => {
  const packed = packEvents(
    [{ seq: 1, attempt: 1, at: 1, name: 'a', id: null, data: 'abc', flags: 0, trueSize: null, raw: null }],
    false,
  )
  expect(() => unpackEvents({ ...packed, texts: packed.texts.subarray(0, 2) }, 1, false)).toThrow(SyntaxError)
  expect(() => unpackOutline(Buffer.from('{"count":1}'), false)).toThrow()
})

test('every word of an event, and every two beside each other, are found by their hashes', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anyText, fc.json(), fc.lorem()), { minLength: 1 }), (texts) => {
      const block = createBlockWords()
      for (const data of texts) block.add(wordHashes(data))
      const hashes = new Set(block.words())
      const tail = Buffer.from(wordBytes(Int32Array.from(texts.flatMap((data) => [...wordHashes(data)]))))
      const inTail = new Set(Array.from({ length: tail.length / 4 }, (_, i) => tail.readInt32BE(i * 4)))
      expect(inTail).toEqual(hashes)
      const pairs = block.pairs()
      for (const data of texts) {
        const all = dataWords(data).map(hashWord)
        expect(all).toEqual([...wordHashes(data)])
        expect(all.every((hash) => hashes.has(hash))).toBe(true)
        for (const [i, hash] of all.entries()) {
          if (i === 0) continue
          for (const place of bloomPlaces(hashPair(all[i - 1] ?? 0, hash))) {
            const bit = place & (pairs.length * 8 - 1)
            expect((pairs[bit >> 3] ?? 0) & (1 << (bit & 7))).not.toBe(0)
          }
        }
      }
    }),
  )
})

test('a block made of pieces holds what one made of their events holds, in the same words and figures', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(anyEvent, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 3_000 }),
      (commits, from) => {
        let seq = from
        const parts = commits.map((some) => some.map((event) => ({ ...event, seq: seq++ })))
        const events = parts.flat()
        const pieces = parts.flatMap(piecesOf).map(readPiece)
        expect(plain(pieces.flatMap(eventsOf))).toEqual(plain(events))
        expect(plain(unpackEvents(packPieces(pieces), from, true))).toEqual(plain(events))
        const hashes = pieces.flatMap(({ hashes: { all, ends } }) =>
          [...ends].map((end, i) => [...all.subarray(ends[i - 1] ?? 0, end)]),
        )
        expect(hashes).toEqual(events.map(({ data }) => [...wordHashes(data)]))
        const gatherer = createBlockGatherer(0)
        for (const { at, data, flags } of events)
          gatherer.add({ at, name: '', data, flags, bytes: Buffer.byteLength(data) })
        const joined = createBlockGatherer(0)
        for (const { part } of pieces) joined.join(part, '')
        expect(joined.block()).toEqual(gatherer.block())
      },
    ),
    { numRuns: 200 },
  )
})

test('no piece goes across the boundary of a block, a missing number, or the weight of a row', () => {
  const event = { attempt: 1, at: 1, name: 'a', id: null, data: 'x', flags: 0, trueSize: null, raw: null }
  const numbers = [1_022, 1_023, 1_024, 1_025, 1_027]
  const events = numbers.map((seq) => ({ ...event, seq }))
  expect(piecesOf(events).map(({ first, columns }) => [first, columns.count])).toEqual([
    [1_022, 3],
    [1_025, 1],
    [1_027, 1],
  ])
  const large = [1, 2, 3].map((seq) => ({ ...event, seq, data: 'x'.repeat(3 * 2 ** 20) }))
  expect(piecesOf(large).map(({ first, columns }) => [first, columns.count])).toEqual([
    [1, 2],
    [3, 1],
  ])
})
