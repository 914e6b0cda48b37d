// The first look at a text lets through whatever the exact expression would have seen.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayBeSuspicious } from '../../src/core/transcript/redaction/quick-look.ts'
import { suspicious } from '../../src/core/transcript/redaction/text-rules.ts'

/** The alternatives of the expression, each as a text that it fits. */
const signs = [
  '://',
  '?a=',
  '&a.b=',
  '#x=',
  'basic',
  'digest',
  'bearer',
  'eyJ',
  'sk-',
  'sk_',
  'pk-',
  'pk_',
  'rk-',
  'rk_',
  'kk-',
  'kk_',
  'gho_',
  'ghp_',
  'ghr_',
  'ghs_',
  'ghu_',
  'github_pat',
  'glpat',
  'xox',
  'AKIA',
  'ASIA',
  'AIza',
  'hf_',
  'npm_',
  'PRIVATE',
  'token',
  'key',
  'auth',
  'cookie',
  'secret',
  'passw',
  'pass',
  'passphrase',
  'pwd',
  'credential',
  'session',
  'sig',
  'jwt',
]

test('every alternative is fitted by a sign of this test', () => {
  for (const part of suspicious.source
    .replace(/\((?:\?:)?|\)/g, '|')
    .split('|')
    .filter((one) => /[a-z]{3}/i.test(one))) {
    expect(
      signs.some((sign) => new RegExp(part, 'i').test(sign)),
      part,
    ).toBe(true)
  }
})

test('no text that the expression fits is let past by the first look', () => {
  const piece = fc.oneof(
    fc.constantFrom(...signs),
    fc.constantFrom(...signs).map((sign) => sign.toUpperCase()),
    fc.constantFrom(' ', '-', '_', 'a', '', '"', 'é', '\ud800', '=', '?'),
    fc.string({ maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const text = pieces.join('')
      return !suspicious.test(text) || mayBeSuspicious(text)
    }),
    { numRuns: 20_000 },
  )
})

test('the words of an ordinary event are not looked at twice', () => {
  expect(mayBeSuspicious('{"node":"outline","progress":41.7,"text":"The young whale sang again."}')).toBe(
    false,
  )
})
