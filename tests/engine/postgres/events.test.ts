import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataWords } from '../../../src/core/query/words.ts'
import {
  bloomPlaces,
  createBlockWords,
  wordBytes,
} from '../../../src/engine/log/postgres/events/block-words.ts'
import { outlineOf, packOutline, unpackOutline } from '../../../src/engine/log/postgres/events/outline.ts'
import { packEvents, unpackEvents } from '../../../src/engine/log/postgres/events/rows.ts'
import { hashPair, hashWord, wordHashes } from '../../../src/engine/log/postgres/events/word-hashes.ts'
import type { StoredEvent } from '../../../src/engine/log/rows.ts'

/** Any text, halves of surrogate pairs and NUL among it. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('\ud83d', '\udc0e', '\0', 'a', '🐎', 'é', '\n')).map((parts) => parts.join('')),
)
const anyEvent = fc.record({
  attempt: fc.nat(),
  at: fc.integer({ min: 0, max: 2 ** 45 }),
  name: anyText,
  id: fc.option(anyText),
  data: anyText,
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
        expect(plain(unpackEvents(packEvents(events, inBlock), from, inBlock))).toEqual(plain(events))
        expect(unpackOutline(packOutline(outlineOf(events), inBlock), inBlock)).toEqual(outlineOf(events))
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
      const tail = Buffer.from(wordBytes(texts.map((data) => wordHashes(data).slice())))
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
