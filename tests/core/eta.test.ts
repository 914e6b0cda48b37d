// How long a job still takes: from its own pace, from the usual, or honestly not at all.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EtaInput, eta, usualBand } from '../../src/core/job/eta.ts'

const usual = { p10Ms: 40_000, p50Ms: 60_000, p90Ms: 90_000, count: 12 }
const nothing: EtaInput = { percent: null, first: null, startedAt: null, usual: null }

describe('the estimate', () => {
  test.each<[string, EtaInput, number, ReturnType<typeof eta>]>([
    ['has no basis where nothing is known', nothing, 0, { basis: 'none' }],
    [
      'goes by the job’s own pace',
      { ...nothing, percent: 50, first: { at: 0, percent: 10 } },
      40_000,
      { basis: 'pace', leftMs: 50_000 },
    ],
    [
      'says nothing is left at a hundred per cent',
      { ...nothing, percent: 100, first: { at: 0, percent: 0 } },
      40_000,
      { basis: 'pace', leftMs: 0 },
    ],
    [
      'does not trust a pace of two per cent',
      { ...nothing, percent: 2, first: { at: 0, percent: 0 } },
      40_000,
      { basis: 'none' },
    ],
    [
      'does not trust a pace of one second',
      { ...nothing, percent: 50, first: { at: 0, percent: 0 } },
      1_000,
      { basis: 'none' },
    ],
    [
      'falls back to the usual where progress went backwards',
      { percent: 5, first: { at: 0, percent: 40 }, startedAt: 0, usual },
      20_000,
      { basis: 'usual', leftMs: 40_000 },
    ],
    [
      'goes by the usual where the job reports no progress',
      { ...nothing, startedAt: 0, usual },
      20_000,
      { basis: 'usual', leftMs: 40_000 },
    ],
    [
      'has nothing left between the median and the slow ones',
      { ...nothing, startedAt: 0, usual },
      75_000,
      { basis: 'usual', leftMs: 0 },
    ],
    [
      'says slower than usual beyond nine in ten',
      { ...nothing, startedAt: 0, usual },
      100_000,
      { basis: 'slower', overMs: 10_000 },
    ],
    [
      'knows no usual of no runs',
      { ...nothing, startedAt: 0, usual: { ...usual, count: 0 } },
      1,
      { basis: 'none' },
    ],
    ['knows no usual of a job that has not begun', { ...nothing, usual }, 1, { basis: 'none' }],
    [
      'survives a clock that was set back',
      { ...nothing, startedAt: 50_000, usual },
      10_000,
      { basis: 'usual', leftMs: 60_000 },
    ],
  ])('%s', (_name, input, now, expected) => {
    expect(eta(input, now)).toEqual(expected)
  })

  test('is never negative and never NaN', () => {
    const time = fc.integer({ min: 0, max: 10_000_000 })
    const percent = fc.double({ min: -50, max: 500 })
    fc.assert(
      fc.property(
        fc.option(percent),
        fc.option(fc.record({ at: time, percent: fc.double({ min: 0, max: 100, noNaN: true }) })),
        fc.option(time),
        fc.boolean(),
        time,
        (given, first, startedAt, known, now) => {
          const estimate = eta({ percent: given, first, startedAt, usual: known ? usual : null }, now)
          const ms = 'leftMs' in estimate ? estimate.leftMs : 'overMs' in estimate ? estimate.overMs : 0
          expect(ms >= 0).toBe(true)
        },
      ),
    )
  })
})

test('the usual place of a run is between that of the quick and that of the slow, and none is left once the slow have ended', () => {
  expect([0, 20_000, 60_000, 90_000].map((elapsed) => usualBand(usual, elapsed))).toEqual([
    { from: 0, to: 0 },
    { from: expect.closeTo(22.2, 1), to: 50 },
    { from: expect.closeTo(66.7, 1), to: 100 },
    null,
  ])
})
