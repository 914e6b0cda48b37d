// How many events fit a query, as it is counted slice by slice, and in words.

import { expect, test } from 'vitest'
import type { HitCount } from '../../src/core/contract/calls/search.ts'
import { addCounts, formatHits, sumOf } from '../../src/core/contract/hit-counts.ts'

const count = (run: number, hits: number, complete = true, itself = false): HitCount => ({
  run,
  hits,
  itself,
  complete,
})

test('slices of one run add up, and what is not yet counted is said to be at least', () => {
  const byRun = new Map<number, HitCount>()
  addCounts(byRun, [count(9, 82), count(7, 40, false)])
  expect(formatHits(sumOf(byRun, false))).toBe('at least 122 hits in 2 runs')
  addCounts(byRun, [count(7, 21), count(3, 722)])
  expect(formatHits(sumOf(byRun, true))).toBe('865 hits in 3 runs')
  expect(byRun.get(7)).toEqual(count(7, 61))
})

test('runs that are found themselves are counted as runs', () => {
  const byRun = new Map<number, HitCount>()
  addCounts(byRun, [count(9, 0, true, true), count(7, 0)])
  expect(formatHits(sumOf(byRun, true))).toBe('1 run')
})
