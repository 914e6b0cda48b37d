// The lines of a transcript that the log writes itself are those that are written one by one, redacted or not.

import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRedactor } from '../../src/core/transcript/redaction/redactor.ts'
import type { ExportMeta, SectionSource } from '../../src/engine/log/log-export.ts'
import type { NewEvent } from '../../src/engine/log/rows.ts'
import { openLogForWriting, prepareDataDir } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createSectionSource } from '../../src/engine/log/sqlite/read/section-source.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'
import { createExporter } from '../../src/engine/transcripts/export/exporter.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { addRun, batch, jsonData, summary } from '../support/hand-log.ts'

let dataDir: string
beforeEach(() => {
  dataDir = freshDir()
  prepareDataDir(dataDir)
})
afterEach(() => removeDir(dataDir))

const secretive = fc.constantFrom(
  'password: hunter2hunter2',
  '{"api_key":"sk-0123456789abcdef"}',
  'a?token=abc123def456',
  'bob:s3cr3t@h.example',
  'Bearer abcdef0123456789abcdef01',
  '{"a":"\\u0070assword=hunter22"}',
  'the stored word: open sesame',
  '{"u":"https:\\/\\/bob:s3cr3t@h.example"}',
  'é😀 password: hunter2hunter2',
  '\ud800 api_key=abc123def456',
  // Halves, which another text of the event or the next event may follow.
  'Authorization: Bearer',
  'abcdef0123456789abcdef01',
  'password',
  ': hunter2hunter2',
  'https:/',
  'open ',
  'sid',
  'tokens',
)
/** Kept as the text that it is, which the log can write itself. */
const even = fc.oneof(
  { weight: 4, arbitrary: jsonData },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom('', '\u007f\u2028"\\', 'é😀\t\r\n\b\f') },
  { weight: 2, arbitrary: secretive.filter((one) => one.isWellFormed()) },
)
const text = fc.oneof(
  { weight: 4, arbitrary: even },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom('\u0000', '\ud800') },
  { weight: 1, arbitrary: secretive },
)
const eventOf = (text: fc.Arbitrary<string>) =>
  fc.record({
    name: fc.oneof(fc.constantFrom('message', 'chunk'), text),
    id: fc.option(text),
    data: text,
    attempt: fc.integer({ min: 1, max: 9 }),
    at: fc.integer({ min: 0, max: 2_000_000_000_000 }),
    flags: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 65_535 })),
  })
const evenEvents = fc.array(fc.tuple(eventOf(even), fc.constant({})), { minLength: 1, maxLength: 30 })
const anyEvents = fc.array(
  fc.tuple(
    eventOf(text),
    fc.record({
      trueSize: fc.option(fc.nat(), { freq: 2 }),
      raw: fc.option(fc.uint8Array({ maxLength: 8 }), { freq: 2 }),
    }),
  ),
  { minLength: 1, maxLength: 30 },
)

function written(source: SectionSource, meta: ExportMeta, run: number, ranges: [number, number][] | null) {
  const exporter = createExporter({ ...source, close: () => {} }, meta, new Int32Array(2))
  exporter.begin({ run, ranges, query: null, kindLabel: 'Plain', job: null })
  let said = ''
  let events = 0
  for (;;) {
    const chunk = exporter.next()
    said += Buffer.from(chunk.bytes).toString('latin1')
    events += chunk.events
    if (chunk.done) return { said, events, redacted: exporter.foot().redacted }
  }
}

test('a transcript is the same, byte for byte, whoever wrote its lines', () => {
  const db = openLogForWriting(dataDir)
  db.pragma('synchronous = OFF')
  const writer = createWriter(db)
  const source = createSectionSource(db)
  const { written: _, ...slow } = source
  try {
    fc.assert(
      fc.property(
        fc.oneof({ weight: 2, arbitrary: evenEvents }, { weight: 1, arbitrary: anyEvents }),
        fc.integer({ min: 1, max: 700 }),
        fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 3 }),
        fc.record({
          redact: fc.boolean(),
          patterns: fc.constantFrom([], [], ['^chunk$', 'a.c']),
          secrets: fc.constantFrom([], ['open sesame']),
        }),
        fc.boolean(),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 699 }), eventOf(even)), { maxLength: 3 }),
        (seeds, count, gaps, { redact, patterns, secrets }, whole, planted) => {
          const run = addRun(writer)
          const events = Array.from({ length: count }, (_, i): NewEvent => {
            // From some place on they are all alike, but for a few.
            const [event, more] = seeds[i < 300 ? i % seeds.length : 0] ?? []
            const among = planted.find(([at]) => at === i)?.[1]
            const plain = {
              name: '',
              id: null,
              data: '',
              attempt: 1,
              at: 0,
              flags: 0,
              trueSize: null,
              raw: null,
            }
            return { ...plain, ...event, ...among, ...(i < 300 ? more : {}), run, seq: i + 1 }
          })
          const gap = {
            attempt: 1,
            from: 1,
            until: 2,
            cause: 'lost',
            missed: 'unknown' as const,
            basis: 'none',
          }
          writer.commit({
            ...batch(events, [{ ...summary, id: run, events: count }]),
            gaps: gaps.map((afterSeq, i) => ({
              ...gap,
              run,
              number: i + 1,
              afterSeq: Math.min(afterSeq, count),
            })),
          })
          const ranges: [number, number][] | null = whole
            ? null
            : [
                [1, Math.ceil(count / 2)],
                [count, count],
              ]
          const meta: ExportMeta = {
            format: 'transcript',
            by: 'test',
            exportedAt: 1,
            redact,
            patterns,
            secrets,
          }
          const given = count > 1 ? ranges : null
          const said = written(source, meta, run, given)
          expect(said).toEqual(written(slow, meta, run, given))
          expect(said.said.includes('"type":"end"')).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  } finally {
    writer.close()
  }
})

test('what may change a text may change it among others', () => {
  const redactor = createRedactor({ patterns: [], secrets: ['open sesame'] })
  fc.assert(
    fc.property(fc.array(fc.oneof(secretive, text), { minLength: 1, maxLength: 6 }), (texts) => {
      if (texts.some((one) => redactor.text(one) !== one))
        expect(redactor.mayChange(texts.join('\n'))).toBe(true)
    }),
    { numRuns: 400 },
  )
  expect(redactor.mayChange('plain words\n{"a":"b"}')).toBe(false)
})
