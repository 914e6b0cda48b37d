// The fold's rules one by one: how a job moves between its states, and what each reading does to it.

import { describe, expect, test } from 'vitest'
import { changes, fold, foldConnection } from '../../src/core/job/fold.ts'
import type { Reading } from '../../src/core/job/reading.ts'
import {
  append,
  completed,
  failed,
  item,
  jobAfter,
  log,
  pending,
  processing,
  progress,
  stage,
  terminal,
} from './build-readings.ts'

describe('the state of a job', () => {
  test.each<[string, Reading[][], string, string | null]>([
    ['nothing was said yet', [], 'pending', null],
    ['it was only pinged', [[{ type: 'ping' }]], 'pending', null],
    ['nothing said could be read', [[{ type: 'unreadable', reason: 'x' }]], 'pending', null],
    ['a fact alone is no work', [[{ type: 'fact', name: 'a', value: 'b' }]], 'pending', null],
    ['its count stands at zero', [[progress(null, 0, 12)]], 'pending', null],
    ['its count moves', [[progress(null, 1, 12)]], 'processing', null],
    ['a stage began', [[stage('a', 'started')]], 'processing', null],
    ['a line of its log came', [[log('info', 'x')]], 'processing', null],
    ['text came', [[append('x')]], 'processing', null],
    ['an item came', [[item('1', 'processing')]], 'processing', null],
    [
      'the server says pending, with a count in the same event',
      [[progress(null, 3, 12), pending]],
      'pending',
      null,
    ],
    ['the server takes it back', [[processing], [pending]], 'pending', null],
    ['it completed', [[processing], [completed]], 'completed', null],
    [
      'it failed, then more was said',
      [[failed('disk full')], [completed, processing]],
      'failed',
      'disk full',
    ],
    ['two causes were given', [[failed('first')], [failed('second')]], 'failed', 'first'],
    [
      'its stream ended by its own word, without a verdict',
      [[processing], [terminal]],
      'unknown',
      'The stream’s last event came without a verdict that can be read',
    ],
    ['the verdict came beside the end', [[processing], [completed, terminal]], 'completed', null],
    ['the verdict came after the end in the same event', [[terminal, failed('x')]], 'failed', 'x'],
    [
      'the verdict came too late',
      [[terminal], [completed]],
      'unknown',
      'The stream’s last event came without a verdict that can be read',
    ],
  ])('when %s', (_name, events, state, cause) => {
    const job = jobAfter(...events)
    expect([job.state, job.cause]).toEqual([state, cause])
  })

  test('a lost job is under way again by any word of its work, and unknown by none', () => {
    const lost = foldConnection(jobAfter([processing]), 'unknown', 'Connection reset', 5_000)
    const step = (reading: Reading) => fold(lost, { at: 6_000, readings: [reading], repeat: false })
    expect([lost.state, lost.cause, lost.finishedAt]).toEqual(['unknown', 'Connection reset', null])
    expect([step({ type: 'ping' }).state, step(append('x')).state, step(processing).cause]).toEqual([
      'unknown',
      'processing',
      null,
    ])
  })

  test('a job that the operator cancelled stays so, even if the server completes it', () => {
    const cancelled = foldConnection(jobAfter([processing]), 'cancelled', 'Stopped by you', 5_000)
    const later = fold(cancelled, { at: 6_000, readings: [completed], repeat: false })
    expect([later.state, later.cause, later.finishedAt]).toEqual(['cancelled', 'Stopped by you', 5_000])
  })

  test('a finished job is neither lost nor cancelled', () => {
    const job = jobAfter([completed, terminal])
    expect(foldConnection(job, 'unknown', 'Connection reset', 9)).toBe(job)
    expect(foldConnection(job, 'cancelled', 'Stopped by you', 9)).toBe(job)
  })
})

describe('times and counts', () => {
  test('tell the first event, the first content, the last event and the end apart', () => {
    const job = jobAfter([{ type: 'ping' }], [processing], [append('x')], [completed], [{ type: 'ping' }])
    expect([job.firstEventAt, job.firstContentAt, job.finishedAt, job.lastEventAt]).toEqual([
      1_000, 3_000, 4_000, 5_000,
    ])
  })

  test('count what came by what it was', () => {
    const job = jobAfter(
      [{ type: 'ping' }],
      [log('warning', 'a'), log('error', 'b')],
      [{ type: 'unreadable', reason: 'x' }],
      [item('1', 'processing'), item('2', 'completed')],
      [item('1', 'completed')],
      [completed, terminal],
      [item('3', 'completed')],
    )
    expect(job.counts).toEqual({
      events: 7,
      pings: 1,
      unreadable: 1,
      repeats: 0,
      late: 1,
      warnings: 1,
      errors: 1,
      stages: 0,
      items: 2,
      itemsDone: 2,
    })
  })

  test('an item that is no longer completed is no longer counted as such', () => {
    expect(jobAfter([item('1', 'completed')], [item('1', 'failed')]).counts).toMatchObject({
      items: 1,
      itemsDone: 0,
    })
  })
})

test('names from a stranger stay names: __proto__ is a stage, an item and a fact like any other', () => {
  const name = '__proto__'
  const job = jobAfter([stage(name, 'entered'), item(name, 'completed'), { type: 'fact', name, value: 'x' }])
  expect([job.stages[0]?.id, job.items[0]?.id, job.facts[0]?.name]).toEqual([name, name, name])
})

test('a job that is pending with work done says nothing new when it says the same again', () => {
  const step = { at: 9, readings: [pending, progress(null, 3, 12)], repeat: false }
  expect(changes(jobAfter(step.readings), step)).toBe(false)
})

test('a step with nothing in it is an event and no more', () => {
  const job = jobAfter([processing])
  expect(changes(job, { at: 9, readings: [], repeat: false })).toBe(false)
  expect(fold(job, { at: 9, readings: [], repeat: false })).toEqual({
    ...job,
    lastEventAt: 9,
    counts: { ...job.counts, events: 2 },
  })
})
