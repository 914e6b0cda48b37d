// What a job keeps of each sort of reading: progress, stages, text and lists, and the jobLimits of all of them.

import { describe, expect, test } from 'vitest'
import { jobLimits } from '../../src/core/job/job-limits.ts'
import type { Reading } from '../../src/core/job/reading.ts'
import { append, failed, final, item, jobAfter, progress, stage } from './build-readings.ts'

describe('progress', () => {
  test.each<[string, Reading, number | null]>([
    ['is derived where the server gives none', progress(null, 3, 12), 25],
    ['is null while the total is unknown', progress(null, 3, null), null],
    ['is null for a total of zero', progress(null, 0, 0), null],
    ['never passes 100', progress(null, 15, 12), 100],
    ['is cut to 100', progress(250), 100],
    ['is cut to 0', progress(-5), 0],
    ['is null for what is no number', progress(Number.NaN), null],
  ])('%s', (_name, reading, percent) => {
    expect(jobAfter([reading]).progress.percent).toBe(percent)
  })

  test('remembers where it began, for the estimate', () => {
    const { first, percent } = jobAfter(
      [progress(null)],
      [progress(10)],
      [progress(60)],
      [progress(40)],
    ).progress
    expect([first, percent]).toEqual([{ at: 2_000, percent: 10 }, 40])
  })
})

describe('stages', () => {
  test('a stage that is entered ends the one before; one that is started does not', () => {
    const states = (...readings: Reading[]) =>
      jobAfter(...readings.map((one) => [one])).stages.map((one) => one.state)
    expect(states(stage('a', 'entered'), stage('b', 'entered'))).toEqual(['completed', 'running'])
    expect(states(stage('a', 'started'), stage('b', 'started'))).toEqual(['running', 'running'])
  })

  test('keep when each began and ended', () => {
    const job = jobAfter(
      [stage('a', 'entered')],
      [stage('a', 'entered')],
      [stage('b', 'entered')],
      [failed('x')],
    )
    expect(job.stages).toEqual([
      { id: 'a', label: 'a', state: 'completed', startedAt: 1_000, endedAt: 3_000 },
      { id: 'b', label: 'b', state: 'failed', startedAt: 3_000, endedAt: 4_000 },
    ])
  })

  test('one that is entered again runs again, from then on', () => {
    const job = jobAfter([stage('a', 'entered')], [stage('b', 'entered')], [stage('a', 'entered')])
    expect(job.stages.map(({ id, state, startedAt }) => [id, state, startedAt])).toEqual([
      ['a', 'running', 3_000],
      ['b', 'completed', 2_000],
    ])
  })

  test('one that is only ever said to have completed is shown as such', () => {
    expect(jobAfter([stage('a', 'completed')]).stages).toEqual([
      { id: 'a', label: 'a', state: 'completed', startedAt: 1_000, endedAt: 1_000 },
    ])
  })

  test('their number is what the server counts to, where that is more than was seen', () => {
    const job = jobAfter([stage('a', 'entered', 3)], [stage('b', 'entered', 4, 5)])
    expect([job.counts.stages, job.stagesOf]).toEqual([4, 5])
  })
})

describe('the text', () => {
  test('is joined in order of arrival', () => {
    expect(jobAfter([append('Once ')], [append('upon')]).text).toEqual({
      content: 'Once upon',
      length: 9,
      source: 'pieces',
      differs: false,
      pieces: 2,
    })
  })

  test.each([
    ['the same but for white space around it', ' Once upon \n', false],
    ['another text', 'Twice upon', true],
  ])('is replaced by the final one and says whether that is another: %s', (_name, whole, differs) => {
    expect(jobAfter([append('Once ')], [append('upon')], [final(whole)]).text).toEqual({
      content: whole,
      length: whole.length,
      source: 'final',
      differs,
      pieces: 2,
    })
  })

  test('does not differ where no piece was ever seen', () => {
    expect(jobAfter([final('whole')]).text).toMatchObject({ differs: false, pieces: 0 })
  })

  test('ignores pieces after the final one, but counts them', () => {
    expect(jobAfter([final('whole')], [append('!')]).text).toMatchObject({ content: 'whole', pieces: 1 })
  })

  test('is cut at its bound and says its true length', () => {
    const piece = 'x'.repeat(900_000)
    const text = jobAfter([append(piece)], [append(piece)], [append(piece)], [append('end')]).text
    expect([text?.content.length, text?.length]).toEqual([jobLimits.textLength, 2_700_003])
    expect(jobAfter([final(piece.repeat(3))]).text).toMatchObject({ length: 2_700_000 })
  })
})

describe('lists', () => {
  test('keep the newest at their bound, and the true number beside it', () => {
    const items = Array.from({ length: jobLimits.items + 5 }, (_, i) => [item(`${i}`, 'completed')])
    const stages = Array.from({ length: jobLimits.stages + 5 }, (_, i) => [stage(`${i}`, 'entered')])
    const job = jobAfter(...items, ...stages)
    expect([job.items.length, job.items[0]?.id, job.items.at(-1)?.id, job.counts.items]).toEqual([
      jobLimits.items,
      '5',
      `${jobLimits.items + 4}`,
      jobLimits.items + 5,
    ])
    expect([job.stages.length, job.stages.at(-1)?.id, job.counts.stages]).toEqual([
      jobLimits.stages,
      `${jobLimits.stages + 4}`,
      jobLimits.stages + 5,
    ])
  })

  test('a check and a fact are kept once by name, as last said', () => {
    const check = (passed: boolean): Reading => ({
      type: 'check',
      name: 'Safety',
      passed,
      score: null,
      issues: [],
    })
    const fact = (value: string): Reading => ({ type: 'fact', name: 'Choice', value })
    const job = jobAfter([check(true), fact('a')], [check(false), fact('b')], [check(false)])
    expect([job.checks, job.facts]).toEqual([
      [{ name: 'Safety', passed: false, score: null, issues: [], at: 2_000 }],
      [{ name: 'Choice', value: 'b' }],
    ])
  })

  test('an item keeps the time at which it was first seen', () => {
    const job = jobAfter([item('1', 'processing')], [item('1', 'completed')])
    expect(job.items.map(({ at, state }) => [at, state])).toEqual([[1_000, 'completed']])
  })
})
