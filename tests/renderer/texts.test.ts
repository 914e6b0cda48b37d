// Untrusted text: invisible characters are shown, JSON is split without being changed, long text is split safely.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flags } from '../../src/core/log/flags.ts'
import { oneLine } from '../../src/renderer/log/data/one-line.ts'
import { formatEmptyLog } from '../../src/renderer/log/format-empty-log.ts'
import { textBlocks } from '../../src/renderer/overview/text-blocks.ts'
import { formatFlags, nameTone } from '../../src/renderer/ui/format-flags.ts'
import { formatAge, formatDayTime, formatTimeMs } from '../../src/renderer/ui/format-time.ts'
import { lexJson, prettyJson } from '../../src/renderer/ui/json-lex.ts'
import { visibleSpans } from '../../src/renderer/ui/visible-spans.ts'
import { makeRun, noon } from './make-run.ts'

const show = (text: string) =>
  visibleSpans(text)
    .map((span) => (span.type === 'text' ? span.text : `[${span.name}]`))
    .join('')

describe('signs that are not seen', () => {
  test.each([
    ['invoice\u202Efdp.exe', 'invoice[RLO]fdp.exe'],
    ['zero\u200Bwidth', 'zero[ZWSP]width'],
    ['\u001b[31mred\u0000', '[ESC][31mred[NUL]'],
    ['\u{E0001}', '[U+E0001]'],
    ['line\r\nbreak\tand tab', 'line[CR]\nbreak\tand tab'],
    ['a\u200Db', 'a[ZWJ]b'],
  ])('%j is shown as %j', (text, shown) => {
    expect(show(text)).toBe(shown)
  })

  test.each(['👩🏽‍🔬 🏳️‍🌈 👨‍👩‍👧‍👦', 'می‌خواهم', 'क्‍ष', 'Blåbær, naïve, 日本語', '🏴󠁧󠁢󠁷󠁬󠁳󠁿'])(
    '%s is left as it is',
    (text) => {
      expect(visibleSpans(text)).toEqual([{ type: 'text', text }])
    },
  )
})

describe('JSON', () => {
  test('is taken apart without losing or changing a sign, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })),
        (text) =>
          lexJson(text)
            .map((sign) => sign.text)
            .join('') === text,
      ),
    )
  })

  test('is set out with one member per line and means the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())), (value) => {
        expect(JSON.parse(prettyJson(JSON.stringify(value)) ?? 'null')).toEqual(
          JSON.parse(JSON.stringify(value)),
        )
      }),
    )
  })

  test('keeps large integers, repeated keys and the order they came in', () => {
    expect(prettyJson('{"big":12345678901234567890123,"a":1,"a":[],"b":[1,{"c":{}}]}')).toBe(
      '{\n  "big": 12345678901234567890123,\n  "a": 1,\n  "a": [],\n  "b": [\n    1,\n    {\n      "c": {}\n    }\n  ]\n}',
    )
  })

  test.each(['not JSON', '[DONE]', '{"cut":', '"text"', '12', `${'['.repeat(100)}${']'.repeat(100)}`])(
    '%j is not set out',
    (text) => {
      expect(prettyJson(text)).toBeNull()
    },
  )

  test('of megabytes in one string neither throws nor takes for ever', () => {
    const text = JSON.stringify({ blob: `${'x\\'.repeat(1_500_000)}` })
    expect(lexJson(text).map((sign) => sign.type)).toEqual(['mark', 'key', 'mark', 'string', 'mark'])
    expect(prettyJson(text)).toBeNull()
  })

  test('tells names from values, also where the text was cut', () => {
    expect(lexJson('{"a": "b", "c": tru').map(({ type, text }) => `${type} ${text}`)).toEqual([
      'mark {',
      'key "a"',
      'mark :',
      'space  ',
      'string "b"',
      'mark ,',
      'space  ',
      'key "c"',
      'mark :',
      'space  ',
      'plain tru',
    ])
  })
})

test('a row shows line breaks as signs, so that it stays one row', () => {
  expect(oneLine('a\r\nb\nc\td')).toBe('a ⏎ b ⏎ c d')
})

describe('a long text in blocks', () => {
  test('is the same text again, and no block cuts a character in half', () => {
    const text = fc
      .array(fc.constantFrom('word ', 'line\n', '🧬', 'x'.repeat(900)), { maxLength: 400 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (content) => {
        const blocks = textBlocks(content)
        expect(blocks.join('')).toBe(content)
        expect(blocks.every((block) => block.isWellFormed())).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test('keeps its first blocks while it grows, so that only the last is drawn anew', () => {
    const story = 'Mira had never meant to find the lighthouse.\n'.repeat(400)
    const before = textBlocks(story)
    const after = textBlocks(`${story}The end.`)
    expect(before.length).toBeGreaterThan(5)
    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1))
  })
})

test('the flags of an event are words, and its name has the ink of the worst', () => {
  const row = {
    seq: 1,
    at: noon,
    attempt: 1,
    name: 'status',
    id: null,
    data: '{}',
    size: 17_000_000,
    flags: 0,
  }
  const words = (bits: number) => formatFlags({ ...row, flags: bits }).map(({ word }) => word)
  expect(words(flags.truncated | flags.unreadable | flags.late)).toEqual([
    'truncated, 17,000,000 characters',
    'unreadable',
    'late',
  ])
  expect([words(flags.chunk | flags.content), words(flags.chunk)]).toEqual([[], ['reasoning']])
  expect([
    words(flags.ping | flags.content),
    words(flags.repeat),
    words(flags.maybeRepeat),
    words(flags.terminal),
    words(flags.terminal | flags.noData),
    words(flags.cutOff),
  ]).toEqual([[], ['repeat'], ['possibly a repeat'], ['last'], ['without data', 'last'], ['cut off']])
  expect(
    [flags.error | flags.warning, flags.warning, flags.ping, 0].map((bits) =>
      nameTone({ ...row, flags: bits }),
    ),
  ).toEqual(['bad', 'warn', 'faint', 'plain'])
})

test.each([
  [makeRun({ events: 12, pings: 12 }), 'Only 12 pings so far, and pings are hidden.'],
  [makeRun(), 'The stream is open; no event has arrived yet.'],
  [makeRun({ connection: { state: 'idle' } }), 'Nothing was asked for yet.'],
  [
    makeRun({ connection: { state: 'refused', cause: 'HTTP 403' } }),
    'No event was received. The connection is refused: HTTP 403.',
  ],
  [
    makeRun({ connection: { state: 'waiting', retryAt: noon + 7_000 } }),
    'No event was received. The connection is waiting.',
  ],
])('an empty log says why (%#)', (run, sentence) => {
  expect(formatEmptyLog(run, false)).toBe(sentence)
})

test('times are on the machine’s own clock and columns of them line up', () => {
  const at = new Date(2025, 10, 20, 9, 3, 7, 42).getTime()
  expect([formatTimeMs(at), formatDayTime(at, at + 60_000), formatDayTime(at, at + 86_400_000)]).toEqual([
    '09:03:07.042',
    '09:03:07',
    '20 Nov 09:03',
  ])
  expect([-5, 400, 12_900, 61_000, 7_300_000, 200_000_000].map(formatAge)).toEqual([
    'now',
    'now',
    '12 s',
    '1 min',
    '2 h',
    '2 d',
  ])
})
