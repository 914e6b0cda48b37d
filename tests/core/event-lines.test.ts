// The lines of events are checked by hand where they are plain, and by their schema otherwise: both say the same of any line.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventLineSchema } from '../../src/core/transcript/format.ts'
import { readLine } from '../../src/core/transcript/read-line.ts'

const latest = 253_402_300_799_999
const number = fc.oneof(
  { arbitrary: fc.nat(), weight: 12 },
  {
    arbitrary: fc.constantFrom(-1, -0, 0, 0.5, latest, latest + 1, Number.MAX_SAFE_INTEGER, 2 ** 53, 1e300),
    weight: 1,
  },
)
const odd = fc.oneof(fc.jsonValue({ maxDepth: 1 }), number)
const mostly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: odd, weight: 1 })
const always = fc.record(
  {
    seq: mostly(number),
    at: mostly(number),
    attempt: mostly(number),
    name: mostly(fc.string()),
    data: mostly(fc.string({ unit: 'binary' })),
    id: mostly(fc.string()),
    flags: mostly(fc.array(mostly(fc.constantFrom('ping', 'repeat', 'later')), { maxLength: 3 })),
  },
  { requiredKeys: ['seq', 'at', 'attempt', 'name', 'data'] },
)
/** What makes a line one that is not plain. */
const seldom = fc.record(
  {
    trueSize: mostly(number),
    raw: mostly(fc.constantFrom('AA==', 'AA', '')),
    parts: mostly(fc.integer({ min: 0, max: 70 })),
    more: odd,
  },
  { requiredKeys: [] },
)
const members = fc
  .tuple(always, fc.oneof({ arbitrary: fc.constant({}), weight: 3 }, { arbitrary: seldom, weight: 1 }))
  .map(([usual, more]) => ({ ...usual, ...more }))

test('a line of an event is read as its schema reads it, plain or not', () => {
  let taken = 0
  fc.assert(
    fc.property(members, fc.boolean(), (some, typeFirst) => {
      const line = JSON.stringify(typeFirst ? { type: 'event', ...some } : { ...some, type: 'event' })
      const { success, data } = eventLineSchema.safeParse(JSON.parse(line))
      if (success) taken++
      if (success) expect(readLine(line)).toEqual(data)
      else expect(readLine(line).type).toBe('damaged')
    }),
    { numRuns: 5_000 },
  )
  expect(taken).toBeGreaterThan(1_000)
})

test('a member named __proto__ is no part of what is read', () => {
  const line = '{"type":"event","seq":1,"at":2,"attempt":1,"name":"message","data":"","__proto__":{"id":"a"}}'
  expect(readLine(line)).toEqual({ type: 'event', seq: 1, at: 2, attempt: 1, name: 'message', data: '' })
})
