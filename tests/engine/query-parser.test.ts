// A search comes in slices and a log's window in pages: the query of either is parsed once.

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parseQuery } from '../../src/core/query/parse.ts'
import { openLogForReading } from '../../src/engine/log/sqlite/file/open-log.ts'
import { reviewOf } from '../../src/engine/log/sqlite/threads/review-of.ts'
import { createQueryParser } from '../../src/engine/review/query-parser.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { events, seedLog } from '../support/seed-log.ts'

vi.mock('../../src/core/query/parse.ts', async (original) => {
  const real = await original<typeof import('../../src/core/query/parse.ts')>()
  return { ...real, parseQuery: vi.fn(real.parseQuery) }
})
const timesParsed = (text: string) =>
  vi.mocked(parseQuery).mock.calls.filter(([parsed]) => parsed === text).length

const dataDir = freshDir()
let db: ReturnType<typeof openLogForReading>
let review: ReturnType<typeof reviewOf>

beforeAll(async () => {
  const made = Array.from({ length: 20 }, () => ({ events: events(10, (seq) => ({ data: `word ${seq}` })) }))
  await seedLog(dataDir, made)
  db = openLogForReading(dataDir)
  if (db === null) throw new Error('There is no log.')
  review = reviewOf(db)
})
afterAll(() => {
  db?.close()
  removeDir(dataDir)
})

test('a search of many pages parses its query once', () => {
  const query = 'word'
  let pages = 0
  let cursor: string | null = null
  do {
    const slice = review.search({ query, within: null, cursor, limit: 10, perRun: 10 })
    cursor = slice.cursor
    pages++
  } while (cursor !== null)
  expect(pages).toBeGreaterThan(10)
  expect(timesParsed(query)).toBe(1)
})

test('a window of the log parses its query once, however often it is scrolled', () => {
  const query = 'word event:message'
  for (let index = 0; index < 10; index++) review.searchWindow(1, query, true, index, 1)
  expect(timesParsed(query)).toBe(1)
})

test('of the queries that are kept the one asked for longest ago goes first', () => {
  const parse = createQueryParser()
  for (let i = 0; i < 20; i++) {
    parse('kept')
    parse(`passing${i}`)
  }
  parse('passing0')
  expect([timesParsed('kept'), timesParsed('passing0')]).toEqual([1, 2])
})

test('a query that cannot be understood is refused every time', () => {
  const parse = createQueryParser()
  expect(() => parse('(')).toThrow()
  expect(() => parse('(')).toThrow()
})
