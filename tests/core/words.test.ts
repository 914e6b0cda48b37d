// The words for what is shown, as a person reads them.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatBytes, formatClock, formatCount, formatDuration } from '../../src/core/basics/quantities.ts'
import type { Connection, Gap } from '../../src/core/run/run.ts'
import { connectionStates, jobStates } from '../../src/core/run/states.ts'
import { connectionWords, formatConnection, formatGap, jobWords } from '../../src/core/run/words.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

test.each([
  [-5, '0.0 s'],
  [0, '0.0 s'],
  [420, '0.4 s'],
  [949, '0.9 s'],
  [950, '1 s'],
  [7 * second, '7 s'],
  [59.6 * second, '1 min'],
  [4 * minute + 10 * second, '4 min 10 s'],
  [hour - 100, '1 h 00 min'],
  [2 * hour + 5 * minute, '2 h 05 min'],
  [76 * hour, '3 d 4 h'],
])('%s ms are said as %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words)
})

test.each([
  [-1, '0:00'],
  [42_900, '0:42'],
  [12 * minute + 5 * second, '12:05'],
  [hour + 2 * minute + 3 * second, '1:02:03'],
  [100 * hour, '100:00:00'],
])('a clock shows %s ms as %s', (ms, shown) => {
  expect(formatClock(ms)).toBe(shown)
})

test.each([
  [0, '0 B'],
  [812, '812 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [3_400, '3.4 kB'],
  [9_960, '10 kB'],
  [12_000_000, '12 MB'],
  [999_499, '999 kB'],
  [999_999, '1.0 MB'],
  [5e15, '5000 TB'],
])('%s bytes are said as %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words)
})

test.each([
  [1, '1 event'],
  [0, '0 events'],
  [1_234_567, '1,234,567 events'],
])('%s of them are %s', (count, words) => {
  expect(formatCount(count, 'event')).toBe(words)
})

test('a plural of its own is used', () => {
  expect([formatCount(1, 'entry', 'entries'), formatCount(2, 'entry', 'entries')]).toEqual([
    '1 entry',
    '2 entries',
  ])
})

test('every state has a word, and no two the same', () => {
  expect(new Set(jobStates.map((state) => jobWords[state])).size).toBe(jobStates.length)
  expect(new Set(connectionStates.map((state) => connectionWords[state])).size).toBe(connectionStates.length)
})

describe('the state of a connection on a row', () => {
  const connection = (more: Partial<Connection>): Connection => ({
    state: 'live',
    cause: null,
    attempt: 1,
    since: 10_000,
    retryAt: null,
    ...more,
  })
  test.each<[Partial<Connection>, number | null, string]>([
    [{}, null, 'live'],
    [{ state: 'ended-early' }, null, 'ended early'],
    [{ state: 'waiting', retryAt: 47_000 }, null, 'retry in 7 s'],
    [{ state: 'waiting', retryAt: 40_900 }, null, 'retrying now'],
    [{ state: 'waiting', retryAt: 20_000 }, null, 'retrying now'],
    [{ state: 'waiting' }, null, 'waiting'],
    [{ state: 'stalled' }, 9_000, 'stalled 31 s'],
    [{ state: 'stalled' }, null, 'stalled 30 s'],
  ])('%j is %3$s', (more, lastBytesAt, words) => {
    expect(formatConnection(connection(more), lastBytesAt, 40_000)).toBe(words)
  })
})

test.each<[Partial<Gap>, string]>([
  [{}, '12:03:10–12:03:41 disconnected; resumed by id 418, nothing missed'],
  [{ missed: 'unknown', basis: 'no ids' }, '12:03:10–12:03:41 disconnected; no ids, unknown number missed'],
  [{ until: null, missed: 'open', basis: '' }, 'since 12:03:10 disconnected; still open'],
])('the gap with %j is told in one line', (more, line) => {
  const gap: Gap = {
    number: 1,
    afterSeq: 5,
    attempt: 1,
    from: 43_390_000,
    until: 43_421_000,
    cause: 'disconnected',
    missed: 'nothing',
    basis: 'resumed by id 418',
    ...more,
  }
  expect(formatGap(gap, (at) => new Date(at).toISOString().slice(11, 19))).toBe(line)
})

test('no duration and no size is said with NaN, a minus or a unit run over', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000, max: 1e12 }), (number) => {
      expect(formatDuration(number)).toMatch(
        /^(\d\.\d s|[1-5]?\d s|\d+ min( \d+ s)?|\d+ h \d\d min|\d+ d \d+ h)$/,
      )
      expect(formatBytes(Math.abs(number))).toMatch(/^(\d{1,3}|\d\.\d) ([kMG]?B|TB)$/)
    }),
  )
})
