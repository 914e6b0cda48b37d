// How wide a text is on a terminal: plain text is measured without what knows of emoji, and comes to the same.

import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { cutToWidth, widthOf } from '../../src/cli/terminal/width.ts'

const plain = fc.string({ unit: 'grapheme-ascii', maxLength: 20 })
const printable = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/\p{Control}/u.test(text))

test('a text is as wide as its graphemes, plain or not', () => {
  fc.assert(
    fc.property(fc.oneof(plain, printable), (text) => {
      expect(widthOf(text)).toBe(stringWidth(text))
    }),
  )
})

test('a text that is cut has at most the columns it may have, and one that fits is left as it is', () => {
  fc.assert(
    fc.property(fc.oneof(plain, printable), fc.nat({ max: 25 }), (text, columns) => {
      const cut = cutToWidth(text, columns)
      if (stringWidth(text) <= columns) expect(cut).toBe(text)
      else expect(stringWidth(cut)).toBeLessThanOrEqual(columns)
    }),
  )
})

test('plain text is cut so that its last column is an ellipsis', () => {
  expect([0, 1, 4, 5].map((columns) => cutToWidth('abcde', columns))).toEqual(['', '…', 'abc…', 'abcde'])
})
