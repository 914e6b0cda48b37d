// JSON from strangers: read without throwing, without trusting a key, and without changing an id.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  asNumber,
  asText,
  asTexts,
  field,
  isJsonContainer,
  isJsonObject,
  parseJson,
  parseJsonObject,
} from '../../src/core/basics/json.ts'

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
test('isJsonContainer says of any text what parseJson makes of it', () => {
  const near = fc
    .tuple(fc.jsonValue({ maxDepth: 2 }), fc.nat(), fc.string({ maxLength: 2 }))
    .map(([value, at, put]) => {
      const text = JSON.stringify(value)
      return text.slice(0, at % (text.length + 1)) + put + text.slice(at % (text.length + 1))
    })
  fc.assert(
    fc.property(
      fc.oneof(near, fc.string({ unit: 'binary' }), fc.constantFrom('[', '{', ' [1]', '[NaN]')),
      (text) => {
        const before = isJsonContainer(text)
        const { ok, value } = { value: null, ...parseJson(text) }
        expect(before).toBe(ok && typeof value === 'object' && value !== null)
        expect(isJsonContainer(text)).toBe(before)
      },
    ),
  )
  expect(isJsonContainer('['.repeat(64) + ']'.repeat(64))).toBe(true)
  expect(isJsonContainer('['.repeat(65) + ']'.repeat(65))).toBe(false)
})

describe('parseJson', () => {
  test('reads what JSON.parse reads, wherever a double holds its numbers', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const text = JSON.stringify(value)
        const exact = !/\d{16}|[eE]\+?\d{3}/.test(text)
        if (exact) expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) })
      }),
    )
  })

  test('refuses without trying exactly what JSON.parse would refuse', () => {
    const begins = [
      '',
      ' ',
      '\n',
      '{',
      '[',
      '"',
      '-',
      '7',
      '1e',
      'true',
      'false',
      'null',
      'tick',
      '[INFO]',
      '{"a":',
    ]
    const likely = fc
      .tuple(
        fc.constantFrom(...begins),
        fc.string({ unit: 'grapheme', maxLength: 6 }),
        fc.constantFrom('', ']', '}', '"', '\r', '0', 'x'),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        fc.oneof(
          likely,
          fc.json({ maxDepth: 3 }),
          fc.json().map((text) => `\t${text} `),
        ),
        (text) => {
          expect(parseJson(text).ok).toBe(isJson(text))
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof parseJson(text).ok).toBe('boolean')
      }),
    )
  })

  test.each([
    ['', 'not valid JSON'],
    ['{"a": 1', 'not valid JSON'],
    ["{'a': 1}", 'not valid JSON'],
    ['NaN', 'not valid JSON'],
    ['['.repeat(65) + ']'.repeat(65), 'nested deeper than 64 levels'],
    ['['.repeat(100_000), 'nested deeper than 64 levels'],
    ['{"a":'.repeat(100_000), 'nested deeper than 64 levels'],
  ])('refuses %.20s… in words: %s', (text, reason) => {
    expect(parseJson(text)).toEqual({ ok: false, reason })
  })

  test.each([
    ['['.repeat(64) + ']'.repeat(64), 'sixty-four levels'],
    [JSON.stringify('['.repeat(1_000)), 'brackets in a text'],
    [JSON.stringify(`\\"${'{'.repeat(100)}`), 'brackets after an escaped quote'],
    [JSON.stringify(Array.from({ length: 200 }, () => [])), 'many shallow lists'],
  ])('reads %.20s…: %s are no depth', (text) => {
    expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) })
  })

  test.each([
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740992', '9007199254740992'],
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993', '-9007199254740993'],
    ['1e400', '1e400'],
    ['-1E+400', '-1E+400'],
    ['1e-400', 0],
    ['0.30000000000000004', 0.300_000_000_000_000_04],
    ['1e21', 1e21],
    ['"9007199254740993"', '9007199254740993'],
  ])('reads the number %s without making it another', (text, value) => {
    expect(parseJson(`{"a": [${text}]}`)).toEqual({ ok: true, value: { a: [value] } })
  })

  test('lets the last of two equal keys win', () => {
    expect(parseJson('{"a": 1, "a": 2}')).toEqual({ ok: true, value: { a: 2 } })
  })

  test('pollutes nothing by __proto__, exact numbers or not', () => {
    for (const text of ['{"__proto__": {"x": 1}}', '{"__proto__": {"x": 9007199254740993}}']) {
      const object = parseJsonObject(text) ?? {}
      expect([field(object, 'x'), field({}, 'x'), Object.hasOwn(object, '__proto__')]).toEqual([
        undefined,
        undefined,
        true,
      ])
    }
  })
})

test('only objects are objects', () => {
  expect(['{}', '[]', 'null', '1', '"x"', 'x', ''].map((text) => parseJsonObject(text) !== null)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ])
  expect([isJsonObject({}), isJsonObject([]), isJsonObject(null)]).toEqual([true, false, false])
})

test('a field is an own one: nothing inherited answers for it', () => {
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty']
  expect(names.map((name) => field({}, name))).toEqual(names.map(() => undefined))
  expect(field({ constructor: 'own' }, 'constructor')).toBe('own')
})

test.each([
  ['text', 'text'],
  ['', ''],
  [0, '0'],
  [2.5, '2.5'],
  [true, 'true'],
  [null, null],
  [undefined, null],
  [{}, null],
  [['a'], null],
])('%j as text is %j', (value, text) => {
  expect(asText(value)).toBe(text)
})

test.each([
  [12, 12],
  [-0.5, -0.5],
  [-0, 0],
  ['-0', 0],
  ['50', 50],
  [' 50% ', 50],
  ['1e3', 1_000],
  ['', null],
  ['%', null],
  [' ', null],
  ['half', null],
  ['Infinity', null],
  ['1e400', null],
  [Number.NaN, null],
  [Infinity, null],
  [true, null],
  [null, null],
  [[5], null],
])('%j as a number is %j', (value, number) => {
  expect(asNumber(value)).toBe(number)
})

test.each([
  [
    ['a', 1, true, null, {}, ['b']],
    ['a', '1', 'true'],
  ],
  ['a', []],
  [null, []],
])('%j as texts is %j', (value, texts) => {
  expect(asTexts(value)).toEqual(texts)
})
