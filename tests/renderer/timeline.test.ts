// The numbers of the timeline: zoom stays within the run, and charts, table and axis agree.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Figures } from '../../src/core/figures/figures.ts'
import {
  bucketRows,
  caughtUp,
  formatPowerOfTen,
  formatTick,
  progressLine,
  rateLine,
  waitLine,
  wholeSpan,
} from '../../src/renderer/timeline/timeline-data.ts'
import { chosen, moved, zoomed } from '../../src/renderer/timeline/zoom.ts'
import { formatRate } from '../../src/renderer/ui/format-rate.ts'
import { makeRun } from './make-run.ts'

const noon = new Date(2026, 0, 14, 12).getTime()
// Only what the charts look at is given.
const figures = {
  startedAt: noon,
  endedAt: noon + 3_500,
  widthMs: 1_000,
  stretches: [
    { at: noon, events: 2, maxWaitMs: 300 },
    { at: noon + 2_000, events: 1, maxWaitMs: 1_900 },
    { at: noon + 3_000, events: 4, maxWaitMs: 0 },
  ],
  progress: [
    { at: noon + 100, value: 10 },
    { at: noon + 3_100, value: 80 },
  ],
} as unknown as Figures
const whole = wholeSpan(figures)

test('the counts of a live run are those of its page, however old the figures are; a run as it was changes none', () => {
  const totals = { pings: 1, repeats: 0, late: 0, unreadable: 0, warnings: 2, errors: 1, bytes: 70 }
  const asked = { ...figures, events: 7, totals } as Figures
  const run = makeRun({ events: 9, pings: 2, repeats: 1, bytes: 90 })
  const now = caughtUp(asked, run)
  expect([now.events, now.totals, now.stretches]).toEqual([
    9,
    { ...totals, pings: 2, repeats: 1, bytes: 90 },
    asked.stretches,
  ])
  expect(caughtUp(asked, { ...run, events: 5, bytes: 40 })).toBe(asked)
})

test('a line of stretches has every stretch, and the table has those with events and what was known at their end', () => {
  expect(whole).toEqual([noon, noon + 4_000])
  expect(rateLine(figures)).toEqual({
    xs: [0, 1_000, 2_000, 3_000].map((ms) => noon + ms),
    values: [2, 0, 1, 4],
  })
  expect(waitLine(figures).values).toEqual([300, null, 1_900, 1])
  expect(progressLine(figures)).toEqual({
    xs: [noon + 100, noon + 3_100, noon + 3_500],
    values: [10, 80, 80],
  })
  expect(
    bucketRows(figures, figures.progress, whole).map(({ events, percent }) => [events, percent]),
  ).toEqual([
    [2, 10],
    [1, 10],
    [4, 80],
  ])
  expect(
    bucketRows(figures, figures.progress, [noon + 2_500, noon + 2_600]).map(({ at }) => at - noon),
  ).toEqual([2_000])
})

test('zooming stays within the run, keeps what it goes around, and ends at the whole of it', () => {
  const span = fc
    .tuple(fc.nat(100_000), fc.integer({ min: 30, max: 100_000 }))
    .map(([from, width]) => [from, from + width] as const)
  fc.assert(
    fc.property(span, span, fc.constantFrom(-0.25, 0.25), (inner, outer, step) => {
      const all = [Math.min(inner[0], outer[0]), Math.max(inner[1], outer[1])] as const
      for (const next of [zoomed(inner, all, 0.5, null), moved(inner, all, step), chosen(inner, all)]) {
        if (next === null) continue
        expect(next[0]).toBeGreaterThanOrEqual(all[0])
        expect(next[1]).toBeLessThanOrEqual(all[1])
        expect(next[1] - next[0]).toBeGreaterThanOrEqual(19.99)
      }
    }),
  )
  expect(zoomed([0, 100], [0, 1_000], 0.5, 100)).toEqual([50, 100])
  expect(zoomed([0, 600], [0, 1_000], 2, null)).toBeNull()
  expect(moved([500, 1_000], [0, 1_000], 0.25)).toEqual([500, 1_000])
})

test('numbers are said as fine as they are', () => {
  expect([0, 0.01, 3.42, 12_000].map(formatRate)).toEqual(['0', '0.010', '3.4', '12,000'])
  expect([10, 1_000, 1_000_000].map(formatPowerOfTen)).toEqual(['10 ms', '1 s', '1,000 s'])
  const at = noon + 62_345
  expect([86_400_000, 60_000, 1_000, 100, 10, 1].map((step) => formatTick(at, step))).toEqual([
    '14 Jan',
    '12:01',
    '12:01:02',
    '01:02.3',
    '01:02.34',
    '01:02.345',
  ])
})
