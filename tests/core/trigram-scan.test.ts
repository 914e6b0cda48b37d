// The scan for many words at once finds what an expression of all of them would.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTrigramScan } from '../../src/core/basics/trigram-scan.ts'

const words = ['key[:=]', 'token(?!s)', '://', '(?<![a-z])sid', 'SG\\.', 'ghp_', 'kex']

test('it finds exactly what one expression of all the words finds', () => {
  const scan = createTrigramScan(words)
  const expression = new RegExp(words.join('|'), 'i')
  const piece = fc.oneof(
    fc.constantFrom(
      'key',
      'KEY',
      ':',
      'token',
      's',
      '//',
      'sid',
      'in',
      'SG.',
      'sg',
      'ghp',
      '_',
      'kex',
      '\ud800',
      'é',
    ),
    fc.string({ maxLength: 4 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('')
      expect([text, scan(text)]).toEqual([text, expression.test(text)])
    }),
    { numRuns: 20_000 },
  )
})
