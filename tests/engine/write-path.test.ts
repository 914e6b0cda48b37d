// The short ways of the write path give what the plain ones do: batches as columns, many rows for each statement, the text index
// filled from the rows, and the memory of what came recently.

import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dataWords, isSearchedAsIs, searchText } from '../../src/core/query/words.ts'
import { digestOf } from '../../src/engine/log/event-digest.ts'
import { packBatch, unpackBatch } from '../../src/engine/log/packed-batch.ts'
import type { Batch, NewEvent } from '../../src/engine/log/rows.ts'
import { openLogForWriting, prepareDataDir } from '../../src/engine/log/sqlite/file/open-log.ts'
import { eventKey } from '../../src/engine/log/sqlite/rows/keys.ts'
import { type StoredText, unpackText } from '../../src/engine/log/sqlite/rows/text.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'
import { createRecentEvents } from '../../src/engine/runs/recent-events.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { addRun, batch } from '../support/hand-log.ts'

type StoredRow = readonly [
  key: number,
  attempt: number,
  at: number,
  name: StoredText,
  id: StoredText | null,
  data: StoredText,
  flags: number,
  trueSize: number | null,
  raw: Uint8Array | null,
]

let dataDir: string
beforeEach(() => {
  dataDir = freshDir()
  prepareDataDir(dataDir)
})
afterEach(() => removeDir(dataDir))

const text = fc.oneof(
  fc.constantFrom(
    'plain words',
    '{"a":"b"}',
    '{"a":"caf\\u00e9 \\n x"}',
    'C:\\temp',
    'Äpfel 雪',
    '\ud800 lone',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
const arbitraryEvent = fc.record({
  name: text,
  id: fc.option(text),
  data: text,
  attempt: fc.integer({ min: 1, max: 9 }),
  at: fc.integer({ min: 1, max: 2_000_000_000_000 }),
  flags: fc.integer({ min: 0, max: 1_023 }),
  trueSize: fc.option(fc.nat()),
  raw: fc.option(fc.uint8Array({ maxLength: 8 })),
})
/** Events of some runs, mixed as streams are, each run's numbered by itself. */
const mixed = (runs: readonly number[]) =>
  fc.array(fc.tuple(fc.constantFrom(...runs), arbitraryEvent), { maxLength: 80 }).map((given) => {
    const next = new Map<number, number>()
    return given.map(([run, event]): NewEvent => {
      const seq = (next.get(run) ?? 0) + 1
      next.set(run, seq)
      return { ...event, run, seq }
    })
  })

test('a batch comes out of its columns as it went in', () => {
  fc.assert(
    fc.property(mixed([1, 7, 2_000_000]), (events) => {
      const given: Batch = { ...batch([]), events }
      expect(unpackBatch(structuredClone(packBatch(given)))).toEqual(given)
    }),
  )
})

test('what is stored and what is found is what row by row would be', () => {
  const db = openLogForWriting(dataDir)
  db.pragma('synchronous = OFF')
  const slow = db.transaction((events: readonly NewEvent[]) => {
    const insert = db.prepare('INSERT INTO slow_text (rowid, data) VALUES (?, ?)')
    for (const { run, seq, data } of events.toSorted((a, b) => a.run - b.run || a.seq - b.seq))
      insert.run(BigInt(eventKey(run, seq)), searchText(data))
  })
  const writer = createWriter(db)
  try {
    fc.assert(
      fc.property(mixed([0, 1, 2]), (given) => {
        const runs = [addRun(writer), addRun(writer), addRun(writer)]
        const events = given.map((event) => ({ ...event, run: runs[event.run] ?? 0 }))
        writer.commit(batch(events))
        db.exec('DROP TABLE IF EXISTS temp.slow_text')
        db.exec("CREATE VIRTUAL TABLE temp.slow_text USING fts5 (data, content = '', contentless_delete = 1)")
        slow(events)
        const keys = [eventKey(runs[0] ?? 0, 1), eventKey((runs[2] ?? 0) + 1, 0)]
        const rows = db
          .prepare('SELECT * FROM events WHERE key >= ? AND key < ? ORDER BY key')
          .raw()
          .all(keys)
        expect(
          rows.map((row) => {
            const [key, attempt, at, name, id, data, flags, trueSize, raw] = row as StoredRow
            const texts = [name, id, data].map((one) => (one === null ? null : unpackText(one)))
            return [key, attempt, at, ...texts, flags, trueSize, raw === null ? null : [...raw]]
          }),
        ).toEqual(
          events
            .toSorted((a, b) => a.run - b.run || a.seq - b.seq)
            .map((e) => [
              eventKey(e.run, e.seq),
              e.attempt,
              e.at,
              e.name,
              e.id,
              e.data,
              e.flags,
              e.trueSize,
              e.raw === null ? null : [...e.raw],
            ]),
        )
        const words = new Set(events.flatMap(({ data }) => dataWords(data)))
        for (const word of words) {
          const found = (table: string) =>
            db
              .prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND rowid >= ? ORDER BY rowid`)
              .pluck()
              .all(`"${word}"`, BigInt(keys[0] ?? 0))
          expect(found('event_text')).toEqual(found('slow_text'))
        }
      }),
      { numRuns: 40 },
    )
  } finally {
    writer.close()
  }
})

test('text that is searched as it is, is its own search text', () => {
  fc.assert(
    fc.property(text, (data) => {
      if (isSearchedAsIs(data)) expect(searchText(data)).toBe(data)
    }),
  )
  expect(isSearchedAsIs('{"a":"plain"}')).toBe(true)
})

test('an event is known where an equal one is among the latest 512, as a simple list says', () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 1_500 })
        .chain((most) => fc.array(fc.nat(most), { minLength: 600, maxLength: 1_800 })),
      (ids) => {
        const recent = createRecentEvents()
        let list: number[] = []
        for (const one of ids) {
          const event = { id: `id ${one}`, name: 'n', data: 'd' }
          const digest = digestOf(event)
          expect(recent.remember(event)).toBe(list.includes(digest))
          list = [...list.filter((known) => known !== digest), digest].slice(-512)
        }
      },
    ),
    { numRuns: 20 },
  )
  expect(createRecentEvents().remember({ id: null, name: 'n', data: 'd' })).toBe(false)
})
