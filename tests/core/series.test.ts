// Many points made few: extremes survive, counts add up, quantiles are those of the whole.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createStretches, waitsOf } from '../../src/core/figures/measure.ts'
import { histogram, quantile, roundWidth, thin } from '../../src/core/figures/series.ts'
import { timeInEvent } from '../../src/core/log/time-in-event.ts'

const points = fc
  .array(fc.record({ step: fc.nat(1_000), value: fc.integer({ min: -50, max: 50 }) }), { maxLength: 400 })
  .map((steps) => {
    let at = 1_000
    return steps.map(({ step, value }) => {
      at += step
      return { at, value }
    })
  })

test('thinned points are some of the points, in order, with the first, the last, the lowest and the highest', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 8, max: 60 }), (all, most) => {
      const kept = thin(all, most)
      expect(kept.length).toBeLessThanOrEqual(Math.max(most, 4 * (Math.floor(most / 4) + 1)))
      expect(kept.map((one) => all.indexOf(one))).toEqual(
        kept.map((one) => all.indexOf(one)).toSorted((a, b) => a - b),
      )
      expect([kept[0], kept.at(-1)]).toEqual([all[0], all.at(-1)])
      const ends = (some: typeof kept) => [
        Math.min(...some.map((one) => one.value)),
        Math.max(...some.map((one) => one.value)),
      ]
      expect(ends(kept)).toEqual(ends(all))
    }),
  )
})

test('a quantile is the nearest rank, a width is round, and a histogram counts everything once', () => {
  expect([0, 0.5, 0.95, 1].map((part) => quantile([1, 2, 3, 4], part))).toEqual([1, 2, 4, 4])
  expect(quantile([], 0.5)).toBeNull()
  expect([1, 399, 400, 90_000, 3_600_000].map((span) => roundWidth(span, 400))).toEqual([
    1, 1, 2, 500, 10_000,
  ])
  expect(histogram([0, 0, 5, 2_999, 9_999_999])).toMatchObject([
    { fromMs: 0, toMs: 3, count: 2 },
    { fromMs: 3, toMs: 10, count: 1 },
    ...Array.from({ length: 4 }, () => ({ count: 0 })),
    { fromMs: 1_000, toMs: 3_000, count: 1 },
    ...Array.from({ length: 6 }, () => ({ count: 0 })),
    { fromMs: 3_000_000, toMs: null, count: 1 },
  ])
  fc.assert(
    fc.property(fc.array(fc.nat(10_000_000)), (values) => {
      const bars = histogram(values.toSorted((a, b) => a - b))
      expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(values.length)
    }),
  )
})

test('stretches hold every event once, however they are given, and the longest wait that ended in each', () => {
  const gathered = createStretches(1_000, 100)
  gathered.events(1_000, 1)
  gathered.events(1_099, 1)
  gathered.events(1_150, 100, 1_350)
  gathered.events(900, 1)
  gathered.wait(1_099, 99)
  gathered.wait(1_020, 20)
  expect(gathered.stretches()).toEqual([
    { at: 1_000, events: 3, maxWaitMs: 99 },
    { at: 1_100, events: 25, maxWaitMs: null },
    { at: 1_200, events: 50, maxWaitMs: null },
    { at: 1_300, events: 25, maxWaitMs: null },
  ])
  expect(waitsOf([], null)).toBeNull()
  expect(waitsOf([5, 1, 3], { ms: 9, before: 4, at: 0 })).toMatchObject({
    of: 3,
    maxMs: 9,
    maxBefore: 4,
    p50Ms: 3,
    p95Ms: 5,
  })
})

test('an event’s own time is read off what services call it, in any unit, or not at all', () => {
  const noon = Date.UTC(2026, 0, 14, 12)
  expect(
    [
      `{"timestamp": "2026-01-14T12:00:00Z"}`,
      `{"a": 1, "ts": ${noon / 1_000}}`,
      `{"time": ${noon}}`,
      `{"created_at": ${noon * 1_000}}`,
      `{"at": "yesterday morning"}`,
      `{"timestamp": 12}`,
      `{"message": "at noon"}`,
      `not JSON`,
    ].map(timeInEvent),
  ).toEqual([noon, noon, noon, noon, null, null, null, null])
})
