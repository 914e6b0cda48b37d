// A column of numbers says of each event of a block exactly what the matcher would say, or is not there.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJsonObject } from '../../src/core/basics/json.ts'
import { blockSize } from '../../src/core/log/blocks.ts'
import { createColumnGatherer } from '../../src/core/log/column-gatherer.ts'
import { type EventBits, holds, wordsPerBlock } from '../../src/core/log/event-bits.ts'
import { encodeColumn, eventsThat, type NumberTest } from '../../src/core/log/number-column.ts'
import { createZoneGatherer } from '../../src/core/log/zones.ts'
import { compare, valuesAt } from '../../src/core/query/fields.ts'
import { jsonData } from '../support/hand-log.ts'

const someNumber = fc.oneof(
  fc.integer({ min: -3, max: 300 }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.integer({ min: 0, max: 4_000 }).map((whole) => whole / 10),
  fc.integer().map((whole) => whole / 1_000_000),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 0.1, 5e-324, 1e300, 2 ** 52, 2 ** 53 - 1, -(2 ** 53) + 1),
)
const operator = fc.constantFrom('<', '<=', '>', '>=' as const)
const inBits = (bits: EventBits) => Array.from({ length: blockSize }, (_, i) => holds(bits, i))

test('what is read back is exactly what was put in', () => {
  fc.assert(
    fc.property(
      fc.array(someNumber, { minLength: 1, maxLength: 8 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
      operator,
      fc.nat(),
      fc.constantFrom(0, -1, 1, 1e-9),
      (numbers, there, op, which, aside) => {
        const events = Array.from({ length: blockSize }, (_, i) =>
          there[i % there.length] ? (numbers[(i + (i >> 5)) % numbers.length] ?? 0) : null,
        )
        const present = new Uint32Array(wordsPerBlock)
        for (const [i, one] of events.entries())
          if (one !== null) present[i >>> 5] = (present[i >>> 5] ?? 0) | (1 << (i & 31))
        const limit = (numbers[which % numbers.length] ?? 0) + aside
        const fits: NumberTest = (value) => compare(value, op, limit)
        const stored = encodeColumn(Float64Array.from(events.filter((one) => one !== null)), present)
        // As a database gives it: at any place of its memory.
        const apart = new Uint8Array(stored.length + 3).subarray(3)
        apart.set(stored)
        const expected = events.map((one) => one !== null && fits(one))
        expect(inBits(eventsThat(stored, fits) ?? new Uint32Array())).toEqual(expected)
        expect(inBits(eventsThat(apart, fits) ?? new Uint32Array())).toEqual(expected)
        expect(eventsThat(stored.subarray(0, stored.length - 1), fits)).toBe(null)
      },
    ),
    { numRuns: 300 },
  )
})

test('whole numbers and decimals take the bytes that tell them apart', () => {
  const every = new Uint32Array(wordsPerBlock).fill(0xffff_ffff)
  const size = (make: (i: number) => number) =>
    encodeColumn(
      Float64Array.from({ length: blockSize }, (_, i) => make(i)),
      every,
    ).length - 16
  expect([
    size(() => 1_768_392_000_000),
    size((i) => 1_768_392_000_000 + (i % 256)),
    size((i) => (i % 10) / 10),
    size((i) => i * 4),
    size((i) => i * 1_000),
    size((i) => i / 3),
  ]).toEqual([0, blockSize, blockSize, 2 * blockSize, 4 * blockSize, 8 * blockSize])
})

const numberText = fc.oneof(
  someNumber.map(String),
  fc.constantFrom(
    '1e400',
    '-1e400',
    '-0',
    '9007199254740993',
    '1e20',
    '0.1',
    '0.10',
    '1E2',
    '"5"',
    'null',
    '{}',
    '[]',
  ),
)
const key = fc.constantFrom(
  'a',
  'b',
  'progress',
  '__proto__',
  'constructor',
  'a.b',
  '1',
  'caf\\u00e9',
  '\\u0061',
  '',
  'é',
  '\\ud800',
)
const value = fc.letrec<{ readonly any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    numberText,
    fc.array(tie('any'), { maxLength: 2 }).map((all) => `[${all.join(',')}]`),
    fc
      .array(fc.tuple(key, tie('any')), { maxLength: 3 })
      .map((all) => `{${all.map(([name, one]) => `"${name}":${one}`).join(',')}}`),
  ),
})).any
const object = fc
  .array(fc.tuple(key, value), { maxLength: 5 })
  .map((all) => `{${all.map(([name, one]) => `"${name}":${one}`).join(',')}}`)
const deep = fc.nat(70).map((depth) => `{"progress":7,"a":${'{"x":'.repeat(depth)}1${'}'.repeat(depth)}}`)
const regular = fc
  .record({ progress: someNumber, a: fc.record({ b: someNumber }), node: fc.string() })
  .map((one) => JSON.stringify(one))
const paths = [
  ['a'],
  ['b'],
  ['progress'],
  ['a', 'b'],
  ['__proto__'],
  ['constructor'],
  [''],
  ['a', ''],
  ['é'],
  ['café'],
  ['b', 'a', 'b'],
]

test('a block has the columns that are exact for each of its events, from texts and from bytes', () => {
  let columns = 0
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 4, arbitrary: regular }, object, deep, jsonData), {
        minLength: 1,
        maxLength: 6,
      }),
      operator,
      someNumber,
      (texts, op, limit) => {
        const events = Array.from({ length: blockSize }, (_, i) => texts[(i + (i >> 5)) % texts.length] ?? '')
        const fits: NumberTest = (number) => compare(number, op, limit)
        const ofTexts = createColumnGatherer()
        const ofBytes = createColumnGatherer()
        const zones = createZoneGatherer({}, ofTexts)
        const byteZones = createZoneGatherer({}, ofBytes)
        for (const text of events) {
          const bytes = Buffer.from(`x${text}y`)
          zones.add(text)
          byteZones.addBytes(bytes, 1, bytes.length - 1, () => text)
        }
        if (zones.zones() === null) return
        for (const path of paths) {
          const fitting = new Set(
            texts.filter((text) => {
              const parsed = parseJsonObject(text)
              return (
                parsed !== null && valuesAt(parsed, path).some((one) => typeof one === 'number' && fits(one))
              )
            }),
          )
          const expected = events.map((text) => fitting.has(text))
          for (const told of [ofTexts.columns(100_000), ofBytes.columns(100_000)]) {
            const column = told.find((one) => one.path === path.join('.'))
            if (column === undefined) continue
            columns++
            expect(inBits(eventsThat(column.numbers, fits) ?? new Uint32Array())).toEqual(expected)
          }
        }
      },
    ),
    { numRuns: 150 },
  )
  expect(columns).toBeGreaterThan(100)
})

test('columns take no more than an eighth of what their events take, the smallest first', () => {
  const gatherer = createColumnGatherer()
  const zones = createZoneGatherer({}, gatherer)
  for (let i = 0; i < blockSize; i++)
    zones.add(JSON.stringify({ a: i / 7, b: i / 11, c: i % 100, d: i / 13, e: 5, f: i / 17 }))
  const paths = (bytes: number) => gatherer.columns(bytes).map(({ path }) => path)
  expect(paths(0)).toEqual(['e', 'c', 'a'])
  expect(paths(100_000)).toEqual(['e', 'c', 'a', 'b'])
  expect(paths(1_000_000)).toEqual(['e', 'c', 'a', 'b', 'd', 'f'])
})
