// What holds for the fold whatever a stream says: it is total, pure and deterministic, keeps its jobLimits, and a finished
// job never goes back.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changes, fold, foldConnection, newJob, type Step } from '../../src/core/job/fold.ts'
import { type Job, jobSchema } from '../../src/core/job/job.ts'
import { jobLimits } from '../../src/core/job/job-limits.ts'
import type { Reading } from '../../src/core/job/reading.ts'
import { summariseJob } from '../../src/core/job/summary.ts'
import { flags, flagsOf } from '../../src/core/log/flags.ts'
import { runSummarySchema } from '../../src/core/run/run.ts'
import { isFinished } from '../../src/core/run/states.ts'
import { anyReading, anySteps, deepFreeze, readingsByType } from './arbitrary-readings.ts'

/** `known` and the events of `steps`, counted by the flags that the log stores with them. */
const classesOf = (steps: readonly Pick<Step, 'readings'>[], known: Job['counts']) => {
  const having = (flag: number) => steps.filter(({ readings }) => flagsOf(readings) & flag).length
  return {
    pings: known.pings + having(flags.ping),
    unreadable: known.unreadable + having(flags.unreadable),
    warnings: known.warnings + having(flags.warning),
    errors: known.errors + having(flags.error),
  }
}

const foldAll = (steps: readonly Step[], from: Job = newJob()) => steps.reduce(fold, from)

test('any sequence of readings folds to a job that is valid, storable and summarised in jobLimits', () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      const job = foldAll(steps)
      expect(jobSchema.parse(JSON.parse(JSON.stringify(job)))).toEqual(jobSchema.parse(job))
      runSummarySchema.shape.job.parse(summariseJob(job))
    }),
    { numRuns: 500 },
  )
})

test('the job that is given is never changed, and the same steps make the same job', () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      const frozen = deepFreeze(steps)
      const job = frozen.reduce((next, step) => deepFreeze(fold(next, step)), deepFreeze(newJob()))
      expect(foldAll(frozen)).toEqual(job)
    }),
  )
})

test('a finished job keeps its state, its cause and the time of its end, whatever follows', () => {
  fc.assert(
    fc.property(
      anySteps,
      anySteps,
      fc.constantFrom('unknown' as const, 'cancelled' as const),
      (a, b, lost) => {
        const job = foldAll(a)
        fc.pre(isFinished(job.state))
        const later = foldConnection(foldAll(b, job), lost, 'gone', 99)
        expect([later.state, later.cause, later.finishedAt]).toEqual([job.state, job.cause, job.finishedAt])
      },
    ),
  )
})

test('after the stream’s own end nothing changes but the counts and the time of the last event', () => {
  fc.assert(
    fc.property(anySteps, anySteps, (a, b) => {
      const job = foldAll([...a, { at: 1, readings: [{ type: 'terminal' }], repeat: false }])
      const later = foldAll(b, job)
      expect(later).toEqual({
        ...job,
        lastEventAt: b.at(-1)?.at ?? job.lastEventAt,
        counts: {
          ...job.counts,
          events: job.counts.events + b.length,
          late: job.counts.late + b.length,
          repeats: job.counts.repeats + b.filter(({ repeat }) => repeat).length,
          ...classesOf(b, job.counts),
        },
      })
    }),
  )
})

test('what is marked as a repeat changes nothing but the counts and the time of the last event', () => {
  fc.assert(
    fc.property(anySteps, fc.array(anyReading), (steps, readings) => {
      const before = foldAll([{ at: 0, readings: [], repeat: false }, ...steps])
      const after = fold(before, { at: 77, readings, repeat: true })
      expect(after).toEqual({
        ...before,
        lastEventAt: 77,
        counts: {
          ...before.counts,
          events: before.counts.events + 1,
          repeats: before.counts.repeats + 1,
          late: before.counts.late + (before.terminal ? 1 : 0),
          ...classesOf([{ readings }], before.counts),
        },
      })
    }),
  )
})

test('events are counted by class as the log counts its rows', () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      expect(foldAll(steps).counts).toMatchObject(classesOf(steps, newJob().counts))
    }),
  )
})

test('a percentage is null or from 0 to 100, the first one seen too', () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      const { percent, first } = foldAll(steps).progress
      for (const shown of [percent, first?.percent ?? null]) {
        expect(shown === null || (shown >= 0 && shown <= 100)).toBe(true)
      }
    }),
  )
})

test('the order of arrival alone decides: the times of events have no part in it', () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      const withoutTimes = (job: Job) =>
        JSON.stringify(job, (key, value) => (/at$/i.test(key) ? null : value))
      const shifted = steps.map((step) => ({ ...step, at: 5_000_000 - step.at }))
      expect(withoutTimes(foldAll(shifted))).toBe(withoutTimes(foldAll(steps)))
    }),
  )
})

const { ping, unreadable, log, append, ...idempotent } = readingsByType

test.each(Object.keys(idempotent))('a reading of type %s that is said again says nothing new', (type) => {
  const reading: fc.Arbitrary<Reading> =
    new Map(Object.entries(idempotent)).get(type) ?? fc.constant({ type: 'ping' })
  fc.assert(
    fc.property(anySteps, reading, (steps, again) => {
      const job = foldAll(steps)
      fc.pre(!job.terminal)
      const step: Step = { at: 1, readings: [again], repeat: false }
      expect(changes(fold(job, step), { ...step, at: 2 })).toBe(false)
    }),
  )
})

test.each([
  ['ping', ping],
  ['unreadable', unreadable],
  ['log', log],
  ['append', append],
])('a reading of type %s is an event of its own each time', (_type, reading: fc.Arbitrary<Reading>) => {
  fc.assert(
    fc.property(anySteps, reading, (steps, again) => {
      const step: Step = { at: 1, readings: [again], repeat: false }
      expect(changes(foldAll(steps), step)).toBe(true)
    }),
  )
})

test('the jobLimits hold for names, values and the lists inside an entry', () => {
  const long = 'x'.repeat(100_000)
  const many = Array.from({ length: 1_000 }, () => long)
  const job = fold(newJob(), {
    at: 1,
    repeat: false,
    readings: [
      { type: 'stage', id: long, label: long, state: 'started', index: null, of: null },
      { type: 'item', id: long, title: long, description: long, tags: many, state: long, at: long },
      { type: 'check', name: long, passed: false, score: null, issues: many },
      { type: 'fact', name: long, value: long },
      { type: 'log', level: 'info', message: long, details: long, at: long },
      { type: 'progress', percent: 1, done: null, total: null, raw: long },
      { type: 'outcome', state: 'failed', reason: long },
    ],
  })
  const lengths: number[] = []
  JSON.stringify(job, (_key, value) => {
    if (typeof value === 'string') lengths.push(value.length)
    if (Array.isArray(value)) expect(value.length).toBeLessThanOrEqual(jobLimits.entries)
    return value
  })
  expect(Math.max(...lengths)).toBe(jobLimits.values)
  expect(job.items[0]?.tags.at(-1)).toBe('… and 951 more')
  expect(job.cause?.endsWith('x…')).toBe(true)
})
