import { expect, test } from 'vitest'
import { humaniseName, momentIn } from '../../src/core/basics/humanise.ts'

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
