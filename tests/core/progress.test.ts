// Progress arithmetic: a bar shows null or 0–100, and the server's own word stands beside it where that differs.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clampPercent, percentOf, rawPercent } from '../../src/core/job/progress.ts'

const anyNumber = fc.oneof(fc.double(), fc.integer(), fc.constant(null))

test('no number and no pair of numbers makes a percentage outside 0–100', () => {
  fc.assert(
    fc.property(anyNumber, anyNumber, (a, b) => {
      for (const percent of [clampPercent(a), percentOf(a, b)]) {
        expect(percent === null || (percent >= 0 && percent <= 100)).toBe(true)
      }
    }),
  )
})

test.each([
  [50, 50],
  [250, 100],
  [-1, 0],
  [Number.NaN, null],
  [Infinity, null],
  [null, null],
])('a bar shows %s as %s', (given, shown) => {
  expect(clampPercent(given)).toBe(shown)
})

test.each([
  [3, 12, 25],
  [15, 12, 100],
  [-3, 12, 0],
  [0, 0, null],
  [3, -12, null],
  [null, 12, null],
  [3, null, null],
])('%s of %s is %s per cent', (done, total, percent) => {
  expect(percentOf(done, total)).toBe(percent)
})

test.each([
  [50, null],
  [0, null],
  [100, null],
  [null, null],
  [undefined, null],
  [250, '250'],
  [-1, '-1'],
  ['50%', '50%'],
  [{ of: 3 }, '{"of":3}'],
  [true, 'true'],
])('the server’s own word for %j is kept as %j', (given, raw) => {
  expect(rawPercent(given)).toBe(raw)
})
