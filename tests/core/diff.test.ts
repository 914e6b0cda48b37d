// Differences: applying one to the first text gives the second, always; it is the shortest within its bounds, and says when
// it is not.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DiffPart, diffBounds, diffLists, diffTexts } from '../../src/core/basics/diff.ts'

const side = (parts: readonly DiffPart[], without: 'removed' | 'added') =>
  parts
    .filter((part) => part.type !== without)
    .map((part) => part.text)
    .join('')
const edits = (parts: readonly DiffPart[]) => parts.filter((part) => part.type !== 'same').length

/** The least number of removed and added entries, by the textbook's table. */
function leastEdits(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, one] of a.entries()) {
    const next = [i + 1]
    for (const [j, other] of b.entries())
      next.push(one === other ? (row[j] ?? 0) : 1 + Math.min(row[j + 1] ?? 0, next[j] ?? 0))
    row = next
  }
  return row[b.length] ?? 0
}

const word = fc.constantFrom('a', 'b', 'c', 'dd', ' ', '\n', '🦊', '.', '\ud800')
const words = fc.array(word, { maxLength: 40 })

test('a difference applied to the first text gives the second, and taken back the first', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        words.map((one) => one.join('')),
        fc.string({ unit: 'binary' }),
      ),
      words,
      (before, after) => {
        const { parts, coarse } = diffTexts(before, after.join(''))
        expect([side(parts, 'added'), side(parts, 'removed'), coarse]).toEqual([
          before,
          after.join(''),
          false,
        ])
      },
    ),
    { numRuns: 500 },
  )
})

test('no shorter difference exists', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      expect(edits(diffLists(a, b).edits)).toBe(leastEdits(a, b))
    }),
    { numRuns: 500 },
  )
})

test('beyond its bounds it says so, and still applies', () => {
  fc.assert(
    fc.property(
      words,
      words,
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 1, max: 20 }),
      (a, b, most, pieces) => {
        const { edits: parts, coarse } = diffLists(a, b, { edits: most, pieces })
        expect([side(parts, 'added'), side(parts, 'removed')]).toEqual([a.join(''), b.join('')])
        if (!coarse) expect(edits(parts)).toBe(leastEdits(a, b))
        else expect(leastEdits(a, b) > most || Math.max(a.length, b.length) > pieces).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

test('two long texts that share nothing are told so without searching for ever', () => {
  const before = Array.from({ length: 20_000 }, (_, i) => `line ${i}\n`).join('')
  const after = Array.from({ length: 20_000 }, (_, i) => `other ${i}\n`).join('')
  const { parts, coarse, unit } = diffTexts(before, after)
  expect([coarse, unit, parts.length, diffBounds.edits]).toEqual([true, 'sentences', 2, 1_200])
  expect([side(parts, 'added') === before, side(parts, 'removed') === after]).toEqual([true, true])
})
