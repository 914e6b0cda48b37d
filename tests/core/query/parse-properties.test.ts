// Whatever is typed: the parser answers, every place lies in the text, and what it understood reads back as the same.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Query } from '../../../src/core/query/ast.ts'
import { filterNames } from '../../../src/core/query/ast.ts'
import { completeQuery } from '../../../src/core/query/complete.ts'
import { explainQuery, withoutPart } from '../../../src/core/query/explain.ts'
import { parseQuery } from '../../../src/core/query/parse.ts'
import { printQuery } from '../../../src/core/query/print.ts'

const pieces = fc.constantFrom(
  ...filterNames.map((name) => `${name}:`),
  ...[
    'data.',
    'node',
    'a.b',
    ':',
    '=',
    '!=',
    '<',
    '>=',
    ',',
    '"',
    '\\',
    '\\"',
    '*',
    '-',
    '--',
    ' ',
    '\t',
    ' OR ',
    'OR',
  ],
  ...[
    'AND',
    '50',
    '-1e3',
    'error',
    'late',
    'pinned',
    'today',
    '2h',
    '2026-01-31',
    '12:30',
    '7',
    '#7',
    '://',
    'http://x',
  ],
  ...['漢字', '🦊', 'שלום', 'é', '\u0301', '\ud800', '\0', '\u202e', 'word', 'kind', '..', '.', '$'],
)
const typed = fc.oneof(
  fc.array(pieces, { maxLength: 30 }).map((list) => list.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
)

/** The terms without their places. */
function bare(query: Query): unknown {
  return JSON.parse(
    JSON.stringify(query, (key, value) => (key === 'from' || key === 'to' ? undefined : value)),
  )
}

test('any text is parsed, and every place lies in it', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const { query, problems } = parseQuery(text)
      const terms = query.flat()
      const values = terms.flatMap((term) => (term.type === 'text' ? [] : term.values))
      for (const { from, to } of [...problems, ...terms, ...values]) {
        expect(from >= 0 && from < to && to <= text.length).toBe(true)
      }
      for (const { message, mend } of problems) expect(/[.]$/.test(message) && mend !== '').toBe(true)
    }),
    { numRuns: 3_000 },
  )
})

test('what was understood, printed, is understood as the same', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const { query } = parseQuery(text)
      const again = parseQuery(printQuery(query))
      expect(again.problems).toEqual([])
      expect(bare(again.query)).toEqual(bare(query))
    }),
    { numRuns: 3_000 },
  )
})

test('every query is explained, part by part, and a part taken away leaves the rest as it was', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const { query, problems } = parseQuery(text)
      const chips = explainQuery(query, { kind: (id) => id }, 0)
      expect(chips.length).toBe(query.flat().length)
      for (const chip of chips) expect(chip.words).not.toBe('')
      const first = chips[0]
      if (first === undefined || problems.length > 0) return
      const rest = parseQuery(withoutPart(text, first))
      expect(rest.query.flat().length).toBe(chips.length - 1)
    }),
    { numRuns: 3_000 },
  )
})

test('completion answers at every place of any text', () => {
  const known = {
    kinds: [{ id: 'stories', label: 'Stories' }],
    servers: ['a b'],
    events: ['é'],
    tags: ['"'],
    models: ['gpt 5'],
    clients: ['127.0.0.1', 'story-tablet/2.1 (kids)'],
    tools: ['\u202e'],
    fields: [],
    runs: [],
  }
  fc.assert(
    fc.property(typed, fc.nat(), (text, at) => {
      const caret = text.length === 0 ? 0 : at % (text.length + 1)
      const { from, to, options } = completeQuery(text, caret, known)
      expect(from >= 0 && from <= caret && caret <= to && to <= text.length).toBe(true)
      for (const { insert, label } of options) expect(insert !== '' && label !== '').toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('ten thousand of any sign are read in one pass', () => {
  const units = ['"', '\\', 'a.', '-', ',', 'a:', 'a:"', 'OR ', '*', '(', '\\"', 'é', 'a<', ' ', 'a', '-a:b,']
  // Reading in squared time would take longer than the test may.
  for (const unit of units) for (let i = 0; i < 50; i++) parseQuery(unit.repeat(10_000).slice(0, 10_000))
  expect(parseQuery('a.'.repeat(5_000)).query.length).toBe(1)
})
