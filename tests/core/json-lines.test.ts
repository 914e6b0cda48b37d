// Data as JSON lines: JSON stays as it came but for its line breaks, and whatever else there is becomes a string.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonLine } from '../../src/core/transcript/json-lines.ts'

test.each([
  ['{"a":1.0,  "b":12345678901234567890}', '{"a":1.0,  "b":12345678901234567890}'],
  ['{\n  "a": 1\r\n}', '{   "a": 1 }'],
  ['[DONE]', '"[DONE]"'],
  ['', '""'],
  ['a\nb', '"a\\nb"'],
  ['{"cut":', '"{\\"cut\\":"'],
  ['"\ud800"', '"\\ud800"'],
])('%j', (data, line) => {
  expect(jsonLine(data)).toBe(`${line}\n`)
})

test('every line is one JSON text, of the same value', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.json(), fc.string({ unit: 'binary' })),
      fc.constantFrom('', '\n', '\r\n '),
      (text, end) => {
        const data = text + end
        const line = jsonLine(data)
        expect(line.indexOf('\n')).toBe(line.length - 1)
        const value = JSON.parse(Buffer.from(line, 'utf8').toString('utf8'))
        let expected: unknown = data
        try {
          expected = JSON.parse(data)
        } catch {}
        expect(value).toEqual(expected)
      },
    ),
  )
})
