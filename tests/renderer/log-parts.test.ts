// The pure parts of the log: facets, times to jump to, selection, copying, columns, and the shape of the density strip.

import { describe, expect, test } from 'vitest'
import type { DensityBucket } from '../../src/core/contract/calls/log.ts'
import { cellsOf } from '../../src/core/query/cells.ts'
import type { EventRow } from '../../src/core/run/run.ts'
import { type Facet, facetState, withFacet } from '../../src/renderer/log/filter/facet-query.ts'
import { keyPaths } from '../../src/renderer/log/inspect/key-paths.ts'
import { jumpTime } from '../../src/renderer/log/jump/jump-time.ts'
import { maxColumns, toggled } from '../../src/renderer/log/rows/columns.ts'
import { estimateIndex, indexAt } from '../../src/renderer/log/scroll/log-positions.ts'
import {
  binsOf,
  bucketOf,
  marksOf,
  pingsBefore,
  ratesOf,
  seqAt,
  yOf,
} from '../../src/renderer/log/scroll/strip-shape.ts'
import { copyText } from '../../src/renderer/log/selection/copy-text.ts'
import {
  everything,
  extended,
  isSelected,
  maxSelected,
  rangeOf,
  sizeOf,
} from '../../src/renderer/log/selection/selection.ts'
import { formatZoneShort } from '../../src/renderer/ui/format-time.ts'
import { lexJson } from '../../src/renderer/ui/json-lex.ts'

const row = (part: Partial<EventRow>): EventRow => ({
  seq: 1,
  at: new Date(2026, 0, 14, 12, 3, 10, 42).getTime(),
  attempt: 1,
  name: 'status',
  id: null,
  data: '',
  size: part.data?.length ?? 0,
  flags: 0,
  ...part,
})

describe('facets', () => {
  const error: Facet = { name: 'level', value: 'error' }
  const warning: Facet = { name: 'level', value: 'warning' }
  const odd: Facet = { name: 'event', value: 'two words' }

  test('are parts of the query, joined where they are alternatives', () => {
    const one = withFacet('', error, 'included')
    const two = withFacet(one, warning, 'included')
    const three = withFacet(two, odd, 'excluded')
    expect([one, two, three]).toEqual([
      'level:error',
      'level:error,warning',
      'level:error,warning -event:"two words"',
    ])
    expect([error, warning, odd].map((facet) => facetState(three, facet))).toEqual([
      'included',
      'included',
      'excluded',
    ])
    expect([error, warning, odd].reduce((text, facet) => withFacet(text, facet, null), three)).toBe('')
  })

  test('leave the rest of the query as it was, even where it cannot be understood', () => {
    expect(withFacet('disk full level:error', error, null)).toBe('disk full')
    expect(withFacet('disk level:error', error, 'excluded')).toBe('disk -level:error')
    expect(withFacet('took<', error, 'included')).toBe('took< level:error')
    expect(withFacet('took<', error, null)).toBe('took<')
  })
})

test('a time is an hour of the day looked at, a date, or so much later', () => {
  const from = new Date(2026, 0, 14, 12, 0, 0).getTime()
  const at = (h: number, m: number, s = 0, ms = 0) => new Date(2026, 0, 14, h, m, s, ms).getTime()
  expect(
    ['9:05', '12:03:10', '23:59:59.5', '+90s', '-5m', '+1h 30m', '2026-01-14 12:03'].map((text) =>
      jumpTime(text, from),
    ),
  ).toEqual([
    at(9, 5),
    at(12, 3, 10),
    at(23, 59, 59, 500),
    from + 90_000,
    from - 300_000,
    from + 5_400_000,
    at(12, 3),
  ])
  expect(['', 'soon', '24:00', '12:60', '+', '+5', '-m', '12'].map((text) => jumpTime(text, from))).toEqual(
    Array(8).fill(null),
  )
})

describe('a selection', () => {
  test('is the stretch between where it began and where it is, within the log', () => {
    const up = extended(7, -3, 100)
    expect([up, rangeOf(up), sizeOf(up)]).toEqual([{ anchor: 7, head: 0 }, { first: 0, last: 7 }, 8])
    expect(extended(7, 1_000, 100).head).toBe(99)
    expect([-1, 0, 7, 8].map((index) => isSelected(up, index))).toEqual([false, true, true, false])
  })

  test('never holds more than can be copied', () => {
    expect(sizeOf(extended(0, 9_000_000, 10_000_000))).toBe(maxSelected)
    expect(sizeOf(extended(9_000_000, 0, 10_000_000))).toBe(maxSelected)
    for (const near of [0, 5_000_000, 9_999_999]) {
      const all = everything(10_000_000, near)
      expect([sizeOf(all), isSelected(all, near)]).toEqual([maxSelected, true])
    }
    expect([everything(0, 0), sizeOf(everything(3, 2))]).toEqual([null, 3])
  })
})

test('rows are pasted as lines of one line each, or as JSON that says the data as it was', () => {
  const rows = [row({ data: '{"a":\n1}' }), row({ seq: 1_234, name: 'note', data: 'two\twords' })]
  const zone = formatZoneShort(rows[0]?.at ?? 0)
  expect(copyText(rows, 'text').split('\n')).toEqual([
    `2026-01-14 12:03:10.042 ${zone}  1  status  {"a": ⏎ 1}`,
    `2026-01-14 12:03:10.042 ${zone}  1234  note  two words`,
  ])
  const read = copyText(rows, 'json')
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(read.map(({ seq, data }) => [seq, data])).toEqual([
    [1, '{"a":\n1}'],
    [1_234, 'two\twords'],
  ])
})

describe('columns', () => {
  const paths = ['progress', 'items.id', 'item.title', 'none']

  test('hold the values at their paths, and nothing where there is none', () => {
    const data = JSON.stringify({ progress: 50, items: [{ id: 1 }, { id: 2 }], item: { title: 'x' } })
    expect(cellsOf(data, paths).map(({ text, type }) => `${type} ${text}`)).toEqual([
      'number 50',
      'value 1, 2',
      'value x',
      'none ',
    ])
    expect(cellsOf('plain', ['progress'])).toEqual([{ text: '', type: 'none' }])
  })

  test('are pinned at the end and unpinned, and there are never too many', () => {
    expect(toggled(toggled(['a'], 'b'), 'a')).toEqual(['b'])
    const full = Array.from({ length: maxColumns }, (_, i) => `c${i}`)
    expect(toggled(full, 'more')).toEqual(full)
  })

  test('are offered for every key that a query could name', () => {
    const signs = lexJson('{"a":{"b":[{"c":1}]},"d.e":2,"":3,"f":4}')
    expect(keyPaths(signs).filter((path) => path !== null)).toEqual(['a', 'a.b', 'a.b.c', 'f'])
    expect(keyPaths(lexJson('[{"a":1}]')).filter((path) => path !== null)).toEqual([])
  })
})

describe('the strip', () => {
  const bucket = (from: number, to: number, part: Partial<DensityBucket> = {}): DensityBucket => ({
    from,
    to,
    firstAt: from * 1_000,
    lastAt: to * 1_000,
    pings: 0,
    errors: 0,
    warnings: 0,
    gaps: 0,
    attempts: 0,
    ...part,
  })
  const buckets = [
    bucket(1, 100, { pings: 10 }),
    bucket(101, 200, { errors: 3, pings: 20 }),
    bucket(201, 250),
  ]

  test('goes from an event to a place and back', () => {
    for (const seq of [1, 2, 125, 249, 250]) expect(seqAt(yOf(seq, 250, 500), 250, 500)).toBe(seq)
    expect([seqAt(-5, 250, 500), seqAt(900, 250, 500), seqAt(3, 250, 0)]).toEqual([1, 250, 1])
    expect([1, 100, 101, 250].map((seq) => bucketOf(seq, buckets)?.from)).toEqual([1, 1, 101, 201])
  })

  test('counts pings before an event, exactly at the edges of stretches', () => {
    expect([1, 101, 151, 201, 999].map((seq) => pingsBefore(seq, buckets))).toEqual([0, 10, 20, 30, 30])
    const strip = { events: 250, buckets }
    const rows = { total: 220, pages: null, placed: [] }
    expect(estimateIndex(201, rows, strip, { pings: false, query: '', chunks: 'single' })).toBe(170)
    expect(estimateIndex(201, rows, strip, { pings: true, query: '', chunks: 'single' })).toBe(200)
    expect(estimateIndex(126, rows, strip, { pings: true, query: 'x', chunks: 'single' })).toBe(110)
  })

  test('has a rate that pauses bring down, and marks that stay apart', () => {
    const [busy, slow] = ratesOf([bucket(1, 100), { ...bucket(101, 200), lastAt: 1_100_000 }])
    expect(busy).toBeGreaterThan(slow ?? 0)
    const marks = marksOf({ events: 250, buckets }, 500, 7)
    expect([marks.errors.length, marks.warnings.length]).toEqual([1, 0])
    const [error] = marks.errors
    expect([error?.alone, error?.fade]).toEqual([true, 1])
    expect(error?.y).toBeGreaterThan(200)
    expect(error?.y).toBeLessThan(400)
    const many = Array.from({ length: 250 }, (_, i) => bucket(i + 1, i + 1, { errors: 1 }))
    const places = marksOf({ events: 250, buckets: many }, 70, 7).errors
    expect(places.length).toBeLessThanOrEqual(10)
  })

  test('fades: an even log is calm, what is busier is wider and stronger, marks are as strong as they are many', () => {
    const even = Array.from({ length: 100 }, (_, i) => bucket(i * 10 + 1, i * 10 + 10))
    const calm = binsOf({ events: 1_000, buckets: even }, 500, 24)
    expect([calm.length, calm.every(({ width, fade }) => width < 13 && fade === 0.35)]).toEqual([100, true])
    const burst = even.map((one, i) => (i === 50 ? { ...one, firstAt: 510_000 - 1_000 } : one))
    const loud = binsOf({ events: 1_000, buckets: burst }, 500, 24)
    expect(loud.filter(({ fade }) => fade === 1).map(({ width }) => width)).toEqual([24])
    const some = even.map((one, i) => ({ ...one, errors: i < 50 ? 1 : 9 }))
    const { errors } = marksOf({ events: 1_000, buckets: some }, 500, 7)
    expect([errors[0], errors.at(-1)]).toMatchObject([
      { fade: 0.6, alone: false },
      { fade: 1, alone: false },
    ])
  })
})

test('the first row at or after a line is found past the lines', () => {
  const divider = (key: string) => ({ key, afterSeq: 0, text: '', tone: 'plain' as const })
  const placed = [
    { before: 0, divider: divider('a') },
    { before: 5, divider: divider('b') },
  ]
  const rows = { total: 10, pages: null, placed }
  expect([0, 1, 5, 6, 7, 11].map((slot) => indexAt(slot, rows))).toEqual([0, 0, 4, 5, 5, 9])
})
