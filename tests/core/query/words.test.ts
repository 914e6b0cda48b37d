// Words: the same for the index and for the matcher, whatever a stranger wrote.

import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dataWords, hasPhrase, searchText, wordSpans, words } from '../../../src/core/query/words.ts'

describe('words', () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['Safety_Check 42%', ['safety', 'check', '42']],
    ['Café CAFE\u0301', ['cafe', 'cafe']],
    ['Ｆｕｌｌ ﬁn ſ', ['full', 'fin', 's']],
    ['ΟΔΟΣ οδός', ['οδοσ', 'οδοσ']],
    ['漢字かな', ['漢', '字', 'か', 'な']],
    ['ok🦊🇫🇮', ['ok', 'u1f98a', 'u1f1eb', 'u1f1ee']],
    ['שָׁלוֹם עולם', ['שלום', 'עולם']],
    ['a\0b\ud800c', ['a', 'b', 'c']],
    ['***—…', []],
  ]
  test.each(table)('%j', (text, found) => expect(words(text)).toEqual(found))

  test('escapes are read where the text is JSON, and nowhere else', () => {
    expect([
      dataWords(String.raw`{"t":"caf\u00e9\nau \"lait\" \ud83e\udd8a"}`),
      dataWords(String.raw`C:\new\table`),
      dataWords(String.raw`{"path":"C:\\new"}`),
    ]).toEqual([
      ['t', 'cafe', 'au', 'lait', 'u1f98a'],
      ['c', 'new', 'table'],
      ['path', 'c', 'new'],
    ])
  })

  test('each is found in its place, escapes and all', () => {
    const data = String.raw`{"t":"caf\u00e9\nAU 漢字 \ud83e\udd8a"}`
    expect(wordSpans(data).map(({ word, from, to }) => [word, data.slice(from, to)])).toEqual([
      ['t', 't'],
      ['cafe', String.raw`caf\u00e9`],
      ['au', 'AU'],
      ['漢', '漢'],
      ['字', '字'],
      ['u1f98a', String.raw`\ud83e\udd8a`],
    ])
  })
})

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        'disk',
        'full',
        'é',
        'e\u0301',
        ' ',
        '-',
        '漢',
        '字',
        '🦊',
        'Ω',
        'ß',
        'İ',
        'й',
        '"',
        '\\n',
        '\0',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
  fc.string({ maxLength: 40 }).map((value) => JSON.stringify({ value })),
)

test('the index and the matcher agree on every phrase and prefix', () => {
  const db = new Database(':memory:')
  db.exec("CREATE VIRTUAL TABLE t USING fts5(data, content = '', contentless_delete = 1)")
  const put = db.prepare('INSERT INTO t (rowid, data) VALUES (?, ?)')
  const ask = db.prepare('SELECT count(*) FROM t WHERE t MATCH ? AND rowid >= ? AND rowid <= ?').pluck()
  let row = 0
  fc.assert(
    fc.property(
      text,
      fc.nat(),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      text,
      (data, at, length, prefix, other) => {
        const said = dataWords(data)
        // SQLite's tables of letters are some years older than the engine's: a letter of a newer script parts words there.
        fc.pre(
          said.every((word) =>
            /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hebrew}\p{Nd}]+$/u.test(
              word,
            ),
          ),
        )
        put.run(++row, searchText(data))
        const own = said.slice(at % Math.max(1, said.length)).slice(0, length)
        for (const phrase of [own, words(other)]) {
          if (phrase.length === 0) continue
          const match = `"${phrase.join(' ')}"${prefix ? ' *' : ''}`
          expect(ask.get(match, row, row) === 1).toBe(hasPhrase(said, phrase, { prefix }))
        }
      },
    ),
    { numRuns: 2_000 },
  )
  db.close()
})

test('a long text goes into the index as the same words, in whatever pieces it is taken', () => {
  const parts = [
    'Über ',
    'e\u0301',
    '"\u0301',
    ',\u0338',
    '漢',
    '🦊',
    'ΟΔΟΣ\n',
    ' \u0308',
    '\ud83e',
    '\udd8a',
    'ﬁn,',
    'İ',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { minLength: 5, maxLength: 40 }), (some) => {
      const text = some.join('').repeat(6_000)
      expect(searchText(text) === words(text).join(' ')).toBe(true)
    }),
    { numRuns: 30 },
  )
})
