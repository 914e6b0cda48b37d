import { expect, test } from 'vitest'
import { humaniseName, humaniseValue, momentIn } from '../../src/core/basics/humanise.ts'

test.each([
  ['promptName', 'Prompt name'],
  ['run_id', 'Run id'],
  ['HTTPStatus', 'HTTP status'],
  ['word-count', 'Word count'],
  ['Sets created', 'Sets created'],
  ['x', 'X'],
  ['__', '__'],
  ['/api/x', '/api/x'],
  ['قصة', 'قصة'],
])('the name %s is shown as %s', (name, shown) => {
  expect(humaniseName(name)).toBe(shown)
})

test('a moment is a time with its zone, and nothing else', () => {
  const texts = [
    '2026-11-28T17:00:26.116Z',
    '2026-11-28T18:00:26+01:00',
    '2026-11-28',
    '2026-99-28T17:00:26Z',
    '7',
  ]
  expect(texts.map(momentIn)).toEqual([1795885226116, 1795885226000, null, null, null])
})

test.each([
  ['a moment', '2025-01-01T12:01:00.250Z', '2025-01-01 12:01:00 UTC'],
  ['a moment of another zone', '2025-01-01T12:01:00+02:00', '2025-01-01 10:01:00 UTC'],
  ['a flat object', '{"written":1201,"skipped":null,"ok":true}', 'written 1201, skipped null, ok true'],
  ['a wide object', '{"a":1,"b":2,"c":3,"d":4,"e":5}', 'a 1, b 2, c 3, d 4, …'],
  ['an object in an object', '{"a":{"b":1}}', '{"a":{"b":1}}'],
  ['a number that would be told as another', '{"a":12345678901234567890}', '{"a":12345678901234567890}'],
  ['an empty object', '{}', '{}'],
  ['what only begins like one', '{not so', '{not so'],
  ['other words', 'night', 'night'],
])('%s is a value of a line of words', (_name, value, words) => {
  expect(humaniseValue(value)).toBe(words)
})
