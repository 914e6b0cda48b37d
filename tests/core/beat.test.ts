// The learned beat: silence is judged by what the stream itself does, not by a constant.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Beat,
  learnBeat,
  newBeat,
  stalledAfterMs,
  usualSilenceMs,
  watchdogAfterMs,
} from '../../src/core/run/beat.ts'

const learn = (beat: Beat, ...gaps: readonly number[]) => gaps.reduce(learnBeat, beat)

describe('the usual silence', () => {
  test('is the documented one until the stream has shown its own', () => {
    expect(usualSilenceMs(newBeat(15_000))).toBe(15_000)
    expect(usualSilenceMs(learn(newBeat(15_000), 200, 20_000))).toBe(15_000)
    expect(usualSilenceMs(newBeat(null))).toBeNull()
  })

  test('is never shorter than the documented one, and longer where the stream is slower', () => {
    expect(usualSilenceMs(learn(newBeat(15_000), 200, 200, 200, 200, 200))).toBe(15_000)
    expect(usualSilenceMs(learn(newBeat(15_000), 30_000, 30_000, 30_000, 30_000, 30_000))).toBe(30_000)
  })

  test('falls slowly after one long gap, so that a slow service is not called dead', () => {
    const beat = learn(newBeat(null), 60_000, 1_000, 1_000, 1_000, 1_000)
    const usual = usualSilenceMs(beat) ?? 0
    expect(usual).toBeGreaterThan(35_000)
    expect(usual).toBeLessThan(60_000)
  })

  test('learns nothing from the gaps inside a burst, but counts their signs', () => {
    expect(learn(newBeat(null), 1, 2, 3, 49)).toEqual({ expectedMs: null, learnedMs: null, signs: 4 })
  })
})

test.each([
  ['nothing is known', newBeat(null), 60_000, 900_000],
  ['a beat of 15 s is documented and none was seen', newBeat(15_000), 23_500, 900_000],
  ['a beat of 15 s is documented and was seen', learn(newBeat(15_000), 14_000), 23_500, 90_000],
  ['the stream beats each second', learn(newBeat(null), 1_000, 1_000, 1_000, 1_000, 1_000), 10_000, 90_000],
  ['the stream beats each minute', learn(newBeat(60_000), 60_000), 91_000, 121_000],
])('when %s, silence is judged by that', (_name, beat, stalled, gone) => {
  expect([stalledAfterMs(beat), watchdogAfterMs(beat)]).toEqual([stalled, gone])
})

test('whatever the gaps, a stream is stalled before it is given up, and neither in haste', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 600_000 }), { maxLength: 40 })
  fc.assert(
    fc.property(fc.option(fc.integer({ min: 1_000, max: 60_000 })), gaps, (expected, list) => {
      const beat = learn(newBeat(expected), ...list)
      expect(stalledAfterMs(beat)).toBeGreaterThanOrEqual(10_000)
      expect(watchdogAfterMs(beat)).toBeGreaterThan(stalledAfterMs(beat))
      expect(watchdogAfterMs(beat)).toBeGreaterThanOrEqual(90_000)
    }),
  )
})
