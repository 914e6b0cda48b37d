// The text index is merged while nothing is written: what it finds is the same at every moment, and it never lies in too many
// segments.

import type Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { searchText, words } from '../../src/core/query/words.ts'
import { openLogForWriting } from '../../src/engine/log/sqlite/file/open-log.ts'
import { eventKey } from '../../src/engine/log/sqlite/rows/keys.ts'
import { createWhenIdle } from '../../src/engine/log/sqlite/write/when-idle.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'
import { freshDir, removeDir } from '../support/engine.ts'

let dataDir: string
beforeEach(() => {
  dataDir = freshDir()
})
afterEach(() => {
  vi.useRealTimers()
  removeDir(dataDir)
})

const vocabulary = ['fox', 'moon', 'river', 'disk', 'full', 'late', 'zebra', 'ähre', 'ÄHRE', '7', '漢字']
const word = fc.constantFrom(...vocabulary)
const data = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '))

function batch(run: number, first: number, texts: readonly string[]) {
  const events = texts.map((text, i) => ({
    run,
    seq: first + i,
    attempt: 1,
    at: 1_000,
    name: 'message',
    id: null,
    data: text,
    flags: 0,
    trueSize: null,
    raw: null,
  }))
  return { events, runs: [], attempts: [], gaps: [], transitions: [], checkpoints: [] }
}

/** The log of `dir`, which here need not survive a loss of power. */
function openQuickly(dir: string): Database.Database {
  const db = openLogForWriting(dir)
  db.pragma('synchronous = OFF')
  return db
}

function keysOf(db: Database.Database, match: string): unknown[] {
  return db.prepare('SELECT rowid FROM event_text WHERE event_text MATCH ? ORDER BY rowid').pluck().all(match)
}

function segments(db: Database.Database): number {
  return Number(db.prepare('SELECT count(DISTINCT segid) FROM event_text_idx').pluck().get())
}

/** Slices until nothing is left; says how many there were. */
function mergeAll(slice: () => boolean): number {
  let slices = 1
  while (slice()) slices++
  return slices
}

type Step = 'merge' | 'forget' | readonly string[]

test('whatever is written, merged and forgotten in between, the index finds what one finds that was made at once', () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 20, arbitrary: fc.array(data, { minLength: 1, maxLength: 8 }) },
    { weight: 2, arbitrary: fc.constant('merge' as const) },
    { weight: 1, arbitrary: fc.constant('forget' as const) },
  )
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 20, maxLength: 60 }),
      fc.array(word, { minLength: 1 }),
      (steps, asked) => {
        const dir = freshDir()
        const db = openQuickly(dir)
        try {
          const writer = createWriter(db)
          let run = 1
          let stored: { readonly key: number; readonly text: string }[] = []
          for (const one of steps) {
            if (one === 'merge') mergeAll(writer.mergeSlice)
            else if (one === 'forget') {
              writer.removeRun(run++)
              while (writer.clearSlice().left);
              stored = []
            } else {
              const first = stored.length + 1
              writer.commit(batch(run, first, one))
              stored.push(...one.map((text, i) => ({ key: eventKey(run, first + i), text })))
            }
          }
          db.exec("CREATE VIRTUAL TABLE temp.plain USING fts5 (data, content = '', contentless_delete = 1)")
          const add = db.prepare('INSERT INTO temp.plain (rowid, data) VALUES (?, ?)')
          for (const { key, text } of stored) add.run(key, searchText(text))
          const plain = db.prepare('SELECT rowid FROM temp.plain WHERE plain MATCH ? ORDER BY rowid').pluck()
          for (const match of [...asked, asked.slice(0, 3).join(' ')].map(
            (asIs) => `"${words(asIs).join(' ')}"`,
          ))
            expect(keysOf(db, match)).toEqual(plain.all(match))
          db.exec("INSERT INTO event_text (event_text) VALUES ('integrity-check')")
        } finally {
          db.close()
          removeDir(dir)
        }
      },
    ),
    { numRuns: 25 },
  )
})

test('a transaction merges nothing, an idle moment merges all but a few segments', () => {
  const db = openQuickly(dataDir)
  const writer = createWriter(db)
  for (let i = 0; i < 100; i++) writer.commit(batch(1, i + 1, [`event ${i}`]))
  expect(segments(db)).toBe(100)
  mergeAll(writer.mergeSlice)
  expect(segments(db)).toBeLessThan(16)
  expect(keysOf(db, 'event').length).toBe(100)
  db.close()
})

test('where no moment is idle, segments are bounded, and the next idle one ends that', () => {
  const db = openQuickly(dataDir)
  const writer = createWriter(db)
  let most = 0
  const write = (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      writer.commit(batch(1, i + 1, [`event ${i} ${'word '.repeat(200)}${i * 7}`]))
      most = Math.max(most, segments(db))
    }
  }
  write(0, 600)
  expect(most).toBeLessThan(300)
  mergeAll(writer.mergeSlice)
  const few = segments(db)
  write(600, 700)
  expect(segments(db)).toBe(few + 100)
  db.close()
})

test('a second writer of the log goes on with what the first has left', () => {
  let db = openQuickly(dataDir)
  let writer = createWriter(db)
  for (let i = 0; i < 60; i++) writer.commit(batch(1, i + 1, [`event ${i}`]))
  writer.close()
  db = openQuickly(dataDir)
  writer = createWriter(db)
  expect(segments(db)).toBe(60)
  mergeAll(writer.mergeSlice)
  expect(segments(db)).toBeLessThan(16)
  writer.close()
})

test('slices begin once nothing was asked for a second, and end when nothing is left, one fails, or the log is closed', () => {
  vi.useFakeTimers()
  let left = 3
  const slice = vi.fn(() => --left > 0)
  const idle = createWhenIdle(slice)
  idle.later()
  vi.advanceTimersByTime(900)
  idle.later()
  vi.advanceTimersByTime(900)
  expect(slice).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(slice).toHaveBeenCalledTimes(3)

  slice.mockImplementation(() => {
    throw new Error('no such log')
  })
  idle.later()
  vi.advanceTimersByTime(10_000)
  expect(slice).toHaveBeenCalledTimes(4)

  idle.later()
  idle.stop()
  vi.advanceTimersByTime(10_000)
  expect(slice).toHaveBeenCalledTimes(4)
})
