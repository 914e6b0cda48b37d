// JSON records as events: the same records however the bytes came, nothing changed in them, and what is too large told by its
// beginning and its size.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isWholeRecord,
  type JsonFraming,
  jsonFramingOf,
  recordOf,
} from '../../src/engine/framing/json-records.ts'
import { createRecordFramer } from '../../src/engine/framing/record-framer.ts'

/** What a framer tells of `parts`, and what it still holds. */
function tell(parts: readonly Uint8Array[], framing: JsonFraming = 'lines', limit = 64) {
  const told: unknown[] = []
  const framer = createRecordFramer(framing, limit, {
    onRecord: (bytes) => told.push(recordOf(bytes)?.data ?? null),
    onTooLarge: ({ head, size, whole }) => told.push([Buffer.from(head).toString().length, size, whole]),
  })
  for (const part of parts) framer.push(part)
  framer.end()
  return [...told, Buffer.from(framer.rest()).toString()]
}

const RS = '\x1e'

test('a line is a record, a blank one is none, and what has no line feed yet is held', () => {
  expect(tell([Buffer.from('\ufeff{"a":1}\r\n\n \t\r\n[2]\nno json\n{"b":')])).toEqual([
    '{"a":1}',
    null,
    null,
    '[2]',
    'no json',
    '{"b":',
  ])
})

test('a text of a sequence ends with its line feed, not with one inside of it, and one that was cut with the next separator', () => {
  const text = `${RS}{"a":\n"\\"}\n"}\n${RS}1\n${RS}{"cut":"\n${RS}${RS}"x"\n`
  expect(tell([Buffer.from(text)], 'sequence').filter((one) => one !== null)).toEqual([
    '{"a":\n"\\"}\n"}',
    '1',
    '{"cut":"',
    '"x"',
    '',
  ])
})

test('a record beyond the limit is told once, with its size, and nothing after it is read', () => {
  const line = `{"a":"${'x'.repeat(100)}"}`
  expect(tell([Buffer.from(`1\n${line}\n2\n`)])).toEqual(['1', [64, line.length, true], ''])
  expect(tell([Buffer.from(line)])).toEqual([[64, line.length, false], ''])
  expect(tell([Buffer.from('y'.repeat(5_000))])).toEqual([[64, 512, false], ''])
})

test('bytes that are no UTF-8 are kept beside the text', () => {
  const bytes = Buffer.from([0x22, 0xff, 0x22])
  expect(recordOf(bytes)).toEqual({ data: '"\ufffd"', raw: bytes })
  expect(recordOf(Buffer.from('"é"'))).toEqual({ data: '"é"', raw: null })
})

test.each(['lines', 'sequence'] as const)('chunks make no difference to %s', (framing) => {
  const piece = fc.constantFrom(
    '{"a":1}',
    '[',
    ']',
    '"',
    '\\',
    '\n',
    '\r\n',
    RS,
    'é',
    '\ufeff',
    ' ',
    'x'.repeat(40),
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }),
      fc.array(fc.nat(200), { maxLength: 8 }),
      (pieces, places) => {
        const bytes = Buffer.from(pieces.join(''))
        const at = [0, ...places.filter((one) => one < bytes.length).toSorted((a, b) => a - b), bytes.length]
        const parts = at.slice(1).map((end, i) => bytes.subarray(at[i], end))
        expect(tell(parts, framing)).toEqual(tell([bytes], framing))
      },
    ),
    { numRuns: 500 },
  )
})

test('types of JSON records are known whatever their case and parameters, and a JSON document is none', () => {
  expect(
    [
      'Application/X-NDJSON; charset=utf-8',
      'application/json-seq',
      'application/json',
      'text/event-stream',
      '',
    ].map(jsonFramingOf),
  ).toEqual(['lines', 'sequence', null, null, null])
})

test('whole is what JSON takes for a text', () => {
  const whole = (text: string) => isWholeRecord({ data: text, raw: null })
  expect([whole('{"a":1}'), whole('12'), whole('{"a":'), whole('[DONE]')]).toEqual([true, true, false, false])
})
