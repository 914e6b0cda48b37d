// The grammar: what is typed, what is understood of it, and where it says that something is wrong.

import { describe, expect, test } from 'vitest'
import { explainQuery, withoutPart } from '../../../src/core/query/explain.ts'
import { longestQuery } from '../../../src/core/query/longest-query.ts'
import { parseQuery } from '../../../src/core/query/parse.ts'
import { printQuery } from '../../../src/core/query/print.ts'

const noon = new Date(2026, 0, 14, 12, 0, 0).getTime()
const names = { kind: (id: string) => id.charAt(0).toUpperCase() + id.slice(1) }
const said = (text: string) => explainQuery(parseQuery(text).query, names, noon).map((chip) => chip.words)

describe('is understood', () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['', []],
    ['   ', []],
    ['disk', ['text has “disk”']],
    ['"safety check"', ['text has “safety check”']],
    ['saf*', ['text has a word beginning with “saf”']],
    ['"out of mem"*', ['text has a word beginning with “out of mem”']],
    ['*lant*', ['text has a word with “lant” in it']],
    ['-*lant', ['text lacks a word ending with “lant”']],
    ['-noise', ['text lacks “noise”']],
    ['-"two words"', ['text lacks “two words”']],
    ['"say \\"hi\\" \\\\ there"', ['text has “say "hi" \\ there”']],
    ['a AND b', ['text has “a”', 'text has “b”']],
    ['kind:stories', ['kind is Stories']],
    ['kind:stories,videos', ['kind is Stories or Videos']],
    ['-kind:stories', ['kind is not Stories']],
    ['kind=stories', ['kind is Stories']],
    ['kind!=stories', ['kind is not Stories']],
    ['KIND:stories', ['kind is Stories']],
    ['server:127.0.0.1:4280', ['server is 127.0.0.1:4280']],
    ['server:stag*', ['server begins with stag']],
    ['state:failed connection:"ended early"', ['job is failed', 'connection is ended-early']],
    ['run:#7,9', ['run is 7 or 9']],
    ['event:status level:error,warning', ['event is status', 'level is error or warning']],
    ['title:"Biology 101" tag:night', ['title has “Biology 101”', 'tag is night']],
    ['is:pinned -is:late has:gap', ['is pinned', 'is not late', 'has gap']],
    ['is:maybeRepeat', ['is maybeRepeat']],
    ['model:gpt* -tool:search_web', ['model begins with gpt', 'tool is not search_web']],
    ['output_tokens>1000', ['output tokens above 1000']],
    ['-input_tokens<=5 cached_tokens:0,7', ['input tokens not at most 5', 'cached tokens 0 or 7']],
    ['reasoning_tokens!=3 has:tools', ['reasoning tokens not 3', 'has tools']],
    [
      'data.output_tokens>1000 usage.output_tokens<1',
      ['output_tokens is above 1000', 'usage.output_tokens is below 1'],
    ],
    ['after:2026-01-14', ['from 2026-01-14 00:00 on']],
    ['after:"2026-01-14 12:30:05"', ['from 2026-01-14 12:30:05 on']],
    ['after:12:30 before:today', ['from 2026-01-14 12:30 on', 'before 2026-01-14 00:00']],
    ['after:yesterday -after:2h', ['from 2026-01-13 00:00 on', 'before 2026-01-14 10:00']],
    ['before:"3d ago"', ['before 2026-01-11 12:00']],
    ['node:safety_check', ['node is “safety_check”']],
    ['data.node:"x y",z', ['node is “x y” or “z”']],
    ['data.kind:x', ['kind is “x”']],
    ['progress<50', ['progress is below 50']],
    ['progress>=0.5 progress<=-1e3', ['progress is at least 0.5', 'progress is at most -1e3']],
    ['a.b.c>5%', ['a.b.c is above 5%']],
    ['name=Exact', ['name is exactly “Exact”']],
    ['name!=x', ['name is there and not “x”']],
    ['-name:x', ['not: name is “x”']],
    ['error:*', ['error is there']],
    ['https://example.com/a?b=c', ['text has “https://example.com/a?b=c”']],
    ['12:30', ['text has “12:30”']],
    ['漢字 🦊 שלום', ['text has “漢字”', 'text has “🦊”', 'text has “שלום”']],
  ]
  test.each(table)('%j', (text, words) => {
    expect(parseQuery(text).problems).toEqual([])
    expect(said(text)).toEqual(words)
  })

  test('OR joins its two neighbours, and binds closer than standing side by side', () => {
    const { query } = parseQuery('a OR kind:stories b OR c OR -d e')
    expect(query.map((clause) => clause.map((term) => term.type))).toEqual([
      ['text', 'filter'],
      ['text', 'text', 'text'],
      ['text'],
    ])
    expect(explainQuery(query, names, noon).map((chip) => chip.joined)).toEqual([
      'and',
      'or',
      'and',
      'or',
      'or',
      'and',
    ])
  })

  test('every part has its place, and taking it away leaves the others', () => {
    const text = '  alpha   kind:stories OR "b c"  progress<50 '
    const chips = explainQuery(parseQuery(text).query, names, noon)
    expect(chips.map(({ from, to }) => text.slice(from, to))).toEqual([
      'alpha',
      'kind:stories',
      '"b c"',
      'progress<50',
    ])
    expect(chips.map((chip) => withoutPart(text, chip).trim())).toEqual([
      'kind:stories OR "b c"  progress<50',
      'alpha "b c"  progress<50',
      'alpha   kind:stories progress<50',
      'alpha   kind:stories OR "b c"',
    ])
  })
})

describe('is refused with its place and what would mend it', () => {
  const table: readonly (readonly [string, string, string, string])[] = [
    [
      'a "open end',
      '"open end',
      'This quotation mark is never closed.',
      'Put another " where the phrase ends.',
    ],
    ['node:"x', '"x', 'This quotation mark is never closed.', 'Put another " where the phrase ends.'],
    [
      'a ***',
      '***',
      'There is no letter, digit or emoji here that could be searched for.',
      'Write a word, or remove it.',
    ],
    [
      'output_tokens>many',
      'many',
      'After output_tokens> a number must stand.',
      'Write one, as in output_tokens>1000.',
    ],
    [
      'a output_tokens:',
      'output_tokens:',
      'After output_tokens: a number must stand.',
      'Write one, as in output_tokens>1000.',
    ],
    [
      'input_tokens<1,2',
      '1,2',
      'After input_tokens< a number must stand.',
      'Write one, as in input_tokens>1000.',
    ],
    ['""', '""', 'There is nothing to search for here.', 'Write a word, or remove it.'],
    [
      'a OR',
      'OR',
      'OR stands between two parts, and one of them is missing.',
      'Remove OR, or write "OR" to search for the word.',
    ],
    [
      'OR a',
      'OR',
      'OR stands between two parts, and one of them is missing.',
      'Remove OR, or write "OR" to search for the word.',
    ],
    [
      'a OR OR b',
      'OR',
      'OR stands between two parts, and one of them is missing.',
      'Remove OR, or write "OR" to search for the word.',
    ],
    [
      'kind: b',
      'kind:',
      'kind: has no value.',
      'Write one after the colon, in quotation marks where it has spaces.',
    ],
    ['level:loud', 'loud', 'level: knows no “loud”.', 'Write one of error, warning, info, ping.'],
    [
      'state:fail*',
      'fail*',
      'state: knows no “fail*”.',
      'Write one of pending, processing, completed, failed, cancelled, unknown.',
    ],
    ['run:seven', 'seven', '“seven” is no run’s number.', 'Write a whole number, as in run:7.'],
    [
      'after:soon',
      'soon',
      '“soon” is no time.',
      'Write a date such as 2026-01-31, a time such as 12:30, today, yesterday, or 2h or 3d for how long ago.',
    ],
    [
      'after:2026-02-30',
      '2026-02-30',
      '“2026-02-30” is no time.',
      'Write a date such as 2026-01-31, a time such as 12:30, today, yesterday, or 2h or 3d for how long ago.',
    ],
    ['before:today,2h', '2h', 'before: takes one time.', 'Remove the others.'],
    ['progress<half', 'half', 'After progress< a number must stand.', 'Write one, as in progress<50.'],
    ['progress<', 'progress<', 'After progress< a number must stand.', 'Write one, as in progress<50.'],
    ['progress<5,6', '5,6', 'After progress< a number must stand.', 'Write one, as in progress<50.'],
    [
      'node:',
      'node:',
      'node: has no value.',
      'Write one, as in node:done, or node:* for any, or "" for an empty text.',
    ],
    [
      'node:a,,b',
      ',',
      'node: has no value.',
      'Write one, as in node:done, or node:* for any, or "" for an empty text.',
    ],
    [
      'run>5',
      'run>',
      'run is a filter of its own and cannot be compared with >.',
      'Write run: and a value, or data.run> for a field of that name.',
    ],
    [
      'is:late,pinned',
      'is:late,pinned',
      'These are partly traits of a run and partly of an event.',
      'Write is: once for each of the two.',
    ],
  ]
  test.each(table)('%j', (text, place, message, mend) => {
    const { problems } = parseQuery(text)
    const [first] = problems
    expect([text.slice(first?.from, first?.to), first?.message]).toEqual([place, message])
    expect(first?.mend).toBe(mend)
  })

  test('a query beyond the longest one says how long it is', () => {
    const { query, problems } = parseQuery('x'.repeat(longestQuery + 1))
    expect([query, problems]).toEqual([
      [],
      [
        {
          from: longestQuery,
          to: longestQuery + 1,
          message: 'This query has 10,001 characters; at most 10,000 can be understood.',
          mend: 'Shorten it.',
        },
      ],
    ])
    expect(parseQuery('x'.repeat(longestQuery)).problems).toEqual([])
  })

  test('more words than can be searched for at once are refused from the first that is too many', () => {
    const text = Array.from({ length: 150 }, (_, i) => `w${i}`).join(' ')
    const { query, problems } = parseQuery(text)
    expect([query.length, text.slice(problems[0]?.from, problems[0]?.to).split(' ').length]).toEqual([
      100, 50,
    ])
  })

  test('what was understood stays beside what was not', () => {
    expect(printQuery(parseQuery('alpha kind: "b').query)).toBe('alpha "b"')
  })
})
