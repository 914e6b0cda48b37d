// How long a job took: by the server's own times where it gives both, else from the first event to the verdict.

import { describe, expect, test } from 'vitest'
import { fold, newJob } from '../../src/core/job/fold.ts'
import type { Reading } from '../../src/core/job/reading.ts'
import { formatTook, tookOf, workingSince } from '../../src/core/job/took.ts'

const times = (startedAt: number | null, endedAt: number | null): Reading => ({
  type: 'times',
  startedAt,
  endedAt,
})
const jobOf = (...steps: readonly (readonly [number, ...Reading[]])[]) =>
  steps.reduce((job, [at, ...readings]) => fold(job, { at, readings, repeat: false }), newJob())
const done: Reading = { type: 'outcome', state: 'completed', reason: null }
const pending: Reading = { type: 'status', state: 'pending' }

describe('how long a job took', () => {
  test.each([
    ['nothing without a verdict', jobOf([100, pending], [300, times(5, 9)]), null],
    ['from the first event to the verdict', jobOf([100, pending], [400, done]), { ms: 300, by: 'arrival' }],
    [
      'by the server where it says both, whatever its clock',
      jobOf([100, pending], [200, times(7_000, null)], [900, done, times(null, 7_041)]),
      { ms: 41, by: 'server' },
    ],
    ['not by half of it', jobOf([100, pending], [400, done, times(7, null)]), { ms: 300, by: 'arrival' }],
    ['not by an end before its beginning', jobOf([100, done, times(9, 7)]), { ms: 0, by: 'arrival' }],
  ] as const)('is %s', (_name, job, took) => {
    expect(tookOf(job)).toEqual(took)
  })

  test('is timed from when the server said that it began, while it goes on', () => {
    expect([
      workingSince(newJob()),
      workingSince(jobOf([100, pending])),
      workingSince(jobOf([100, pending], [250, times(1, null)], [900, times(1, null)])),
    ]).toEqual([null, 100, 250])
  })

  test('is rounded, as every duration that is over', () => {
    expect([40_499, 40_500, 93_700].map(formatTook)).toEqual(['0:40', '0:41', '1:34'])
  })
})
