// Any text as a kind file, and any change of a sound one: there is an answer, each problem has a place in the text, and a kind
// that is made reads and asks without throwing.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areReadings } from '../../../src/core/job/is-reading.ts'
import { hostileEvent } from '../../kinds/arbitrary-events.ts'
import { fuzzRuns } from '../../support/fuzz-runs.ts'
import { parseText } from './support.ts'

const files = ['flashcards', 'learning-paths'].map((id) =>
  readFileSync(join(import.meta.dirname, `../../kinds/files/${id}.kind.json`), 'utf8'),
)
const known = ['status', 'set', 'end', 'message'].map((name) => ({
  name,
  id: null,
  data: '{"status": "x", "error": 1}',
}))
const pieces = [
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'null',
  '1e999',
  '{{',
  '}}',
  '\\u0000',
  '"__proto__": {},',
  'data.',
  ' OR ',
]

const changed = fc
  .record({
    text: fc.constantFrom(...files),
    at: fc.nat(),
    cut: fc.nat(12),
    put: fc.constantFrom('', ...pieces),
  })
  .map(({ text, at, cut, put }) => {
    const place = at % text.length
    return text.slice(0, place) + put + text.slice(place + cut)
  })

test('any text gives a kind that works, or problems with a place in it', () => {
  const text = fc.oneof(changed, fc.json(), fc.string({ unit: 'binary' }), fc.constantFrom(...files))
  fc.assert(
    fc.property(
      text,
      hostileEvent(known),
      fc.dictionary(fc.string(), fc.string()),
      (given, event, params) => {
        const parsed = parseText(given)
        if (parsed.ok) {
          expect(areReadings(parsed.kind.read(event, params))).toBe(true)
          expect(parsed.kind.request({ baseUrl: 'https://a.example', params }, null).url).toMatch(
            /^https:\/\/a\.example\//,
          )
          expect(parsed.kind.title(params)).not.toBe('')
          return
        }
        expect(parsed.problems.length).toBeGreaterThan(0)
        const lines = given.split('\n')
        for (const { line, column, reason } of parsed.problems) {
          expect([lines[line - 1] !== undefined, column <= (lines[line - 1] ?? '').length + 1]).toEqual([
            true,
            true,
          ])
          expect(reason).toMatch(/\S[.}]$/)
        }
      },
    ),
    { numRuns: fuzzRuns(600) },
  )
})
