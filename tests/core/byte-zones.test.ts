// What is read off the bytes of events is what their texts would tell.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Block, createBlockGatherer } from '../../src/core/log/blocks.ts'
import { createZoneGatherer } from '../../src/core/log/zones.ts'
import { jsonData } from '../support/hand-log.ts'

const number = fc.oneof(
  fc.double({ noNaN: true }).map(String),
  fc.integer().map(String),
  fc.tuple(fc.integer(), fc.nat()).map(([whole, part]) => `${whole}.${part}`),
  fc.constantFrom(
    '-0',
    '0.1',
    '1e400',
    '-1e400',
    '01',
    '1.',
    '.5',
    '1e',
    '1E+2',
    '9007199254740993',
    '48.25',
    '-',
    '5e-324',
  ),
)
const key = fc.constantFrom('a', 'b', 'progress', '__proto__', 'a.b', '1', 'caf\u00e9', '\\u0061', '\\n', '')
const value = fc.letrec<{ readonly any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    number,
    fc.constantFrom(
      'true',
      'false',
      'null',
      'nul',
      '"x\\"y"',
      '"\\u00e9"',
      '"\\u00g9"',
      '"\\x"',
      '"\u0001"',
      '"🐎"',
      '"',
      ' 1 ',
    ),
    fc.array(tie('any'), { maxLength: 3 }).map((all) => `[${all.join(',')}]`),
    fc
      .array(fc.tuple(key, tie('any')), { maxLength: 4 })
      .map((all) => `{${all.map(([name, one]) => `"${name}" : ${one}`).join(',')}}`),
  ),
})).any
const object = fc
  .tuple(fc.array(fc.tuple(key, value), { maxLength: 5 }), fc.constantFrom('', ' ', '\n\t', 'x', ',', '}'))
  .map(
    ([all, end]) =>
      `${end.trim() === '' ? end : ''}{${all.map(([name, one]) => `"${name}":${one}`).join(',')}}${end}`,
  )
const deep = fc.nat(70).map((depth) => `{"a":${'['.repeat(depth)}1${']'.repeat(depth)},"b":2}`)
const anyData = fc.oneof(object, jsonData, deep, fc.constant(`{"a":1,"b":"${'x'.repeat(20_000)}"}`))

/** `texts` one behind the other, as a row of events has them. */
function together(texts: readonly string[]) {
  const each = texts.map((text) => Buffer.from(text.toWellFormed()))
  const bytes = Buffer.concat([Uint8Array.of(0), ...each])
  let from = 1
  return each.map((one) => {
    from += one.length
    return { bytes, from: from - one.length, to: from }
  })
}

test('zones are the same from bytes as from texts', () => {
  fc.assert(
    fc.property(fc.array(anyData, { minLength: 1, maxLength: 12 }), (given) => {
      const texts = given.map((text) => text.toWellFormed())
      const places = together(texts)
      const ofTexts = createZoneGatherer()
      const ofBytes = createZoneGatherer()
      for (const [i, text] of texts.entries()) {
        ofTexts.add(text)
        const { bytes, from, to } = places[i] ?? { bytes: Buffer.alloc(0), from: 0, to: 0 }
        ofBytes.addBytes(bytes, from, to, () => bytes.toString('utf8', from, to))
        expect([text, numbers(ofBytes.zones())]).toEqual([text, numbers(ofTexts.zones())])
      }
    }),
    { numRuns: 600 },
  )
})

/** As they are stored: JSON knows no -0. */
function numbers(zones: unknown): unknown {
  return JSON.parse(JSON.stringify(zones))
}

test('numbers are told without the text where they are plain', () => {
  const text =
    '{"id":"x","choices":[{"index":0,"delta":{"content":"a \\n\\"b\\" é"}}],"progress":48.25,"n":-3,"none":null}'
  const bytes = Buffer.from(text)
  const zones = createZoneGatherer()
  zones.addBytes(bytes, 0, bytes.length, () => expect.unreachable('The text was asked for.'))
  expect(zones.zones()).toEqual({ 'choices.index': [0, 0], progress: [48.25, 48.25], n: [-3, -3] })
})

test('a block of parts that were gathered by themselves is the block of their events', () => {
  const event = fc.record({
    at: fc.nat(1_000),
    name: fc.oneof(
      fc.constant('a'),
      fc.nat(90).map((n) => `name ${n}`),
      fc.constant('x'.repeat(300)),
    ),
    data: anyData,
    flags: fc.nat(2_047),
  })
  fc.assert(
    fc.property(fc.array(fc.array(event, { minLength: 1, maxLength: 40 }), { maxLength: 8 }), (parts) => {
      const whole = createBlockGatherer(3)
      const joined = createBlockGatherer(3)
      for (const part of parts) {
        const own = createBlockGatherer(0)
        for (const one of part) {
          const sized = { ...one, bytes: Buffer.byteLength(one.data) }
          whole.add(sized)
          own.add({ ...sized, name: '' })
        }
        const names = part.map(({ name }) => name)
        joined.join(own.block(), new Set(names).size === 1 ? (names[0] ?? '') : names)
      }
      expect(plain(joined.block())).toEqual(plain(whole.block()))
    }),
  )
})

function plain(block: Block): unknown {
  return JSON.parse(JSON.stringify(block))
}
