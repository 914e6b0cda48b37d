// Numbers from outside have bounds where they enter, and a time is always one that can be written down.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeSchema } from '../../src/core/basics/numbers.ts'
import { boundTime, isoTime, latestTime } from '../../src/core/basics/times.ts'
import { calls } from '../../src/core/contract/contract.ts'

test('any number at all is written as a time of ISO 8601 as everybody reads it', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (at) => {
      expect(isoTime(at)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      expect(Number.isSafeInteger(boundTime(at))).toBe(true)
    }),
  )
})

test('a time is taken rounded within its bounds, and refused beyond them', () => {
  const read = (value: unknown) => timeSchema.safeParse(value).data ?? null
  expect([0, 1.4, 1.6, latestTime].map(read)).toEqual([0, 1, 2, latestTime])
  expect([-0.1, latestTime + 1, 1e300, Number.NaN, Number.POSITIVE_INFINITY, '1', null].map(read)).toEqual(
    Array.from({ length: 7 }, () => null),
  )
})

test('calls take no number that means nothing', () => {
  const asked = [
    ['events.get', { run: 1, seq: 2 ** 32 }],
    ['events.range', { run: 1, from: 2 ** 32, limit: 1 }],
    ['review.at', { run: 1, moment: { type: 'at', at: 1e300 } }],
    ['review.closer', { run: 1, from: -1e300, to: 0 }],
    ['log.find', { run: 1, from: 0, direction: 'next', what: 'time', at: 1e17 }],
    ['transcripts.import', { name: 'x', size: 1, modifiedAt: 1e300, kind: null }],
  ] as const
  const taken = asked.filter(([name, input]) => calls[name].input.safeParse(input).success)
  expect(taken).toEqual([])
})
