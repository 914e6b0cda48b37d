// Percent-decoding of what people type: it never throws, and what is no escape stands as it was written.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formDecode, percentDecode, strictPercentDecode } from '../../src/core/basics/percent.ts'

test.each([
  ['a%20b', 'a b', 'a b'],
  ['50%', '50%', null],
  ['%@A%40', '%@A@', null],
  ['%zz%C3%A4%FF%20', '%zzä%FF ', null],
  ['%ED%A0%80%E2%82%AC%F0%9F%98%80%E2%82', '%ED%A0%80€😀%E2%82', null],
])('%s is %s, and by the letter %s', (text, decoded, strict) => {
  expect([percentDecode(text), strictPercentDecode(text)]).toEqual([decoded, strict])
})

test('every escaped text comes back, also beside what is no escape', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, other) => {
      expect(percentDecode(encodeURIComponent(text))).toBe(text)
      expect(percentDecode(`%zz${encodeURIComponent(text)}%`)).toBe(`%zz${text}%`)
      expect(formDecode(new URLSearchParams({ n: text }).toString().slice(2))).toBe(text)
      expect(percentDecode(other).length).toBeLessThanOrEqual(other.length)
    }),
  )
})
