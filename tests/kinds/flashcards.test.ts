// Flashcard runs beyond their recordings: where a run is asked for, and what its id may be.

import { expect, test } from 'vitest'
import { changes, fold, newJob } from '../../src/core/job/fold.ts'
import { checkParams } from '../../src/core/kind/params.ts'
import { matchUrl } from '../../src/core/kind/urls.ts'
import { kindOf } from './all-kinds.ts'

const kind = kindOf('flashcards')

const statusEvent = (data: object) => ({ name: 'status', id: null, data: JSON.stringify(data) })

test('a run is asked for at the documented path, its id escaped', () => {
  const request = kind.request({ baseUrl: 'https://api.example.com', params: { run_id: 'a/b c?d#e' } }, null)
  expect(request).toEqual({
    method: 'GET',
    url: 'https://api.example.com/v1/flashcards/runs/a%2Fb%20c%3Fd%23e/events',
    headers: {},
    body: null,
  })
})

test.each(['.', '..', ' .. '])(
  'the id “%s” is refused, since a URL takes it for a step in its path',
  (run_id) => {
    expect(checkParams(kind.fields, { run_id })).toEqual({
      ok: false,
      problems: { run_id: 'A run id cannot be a single or a double dot.' },
    })
  },
)

test('ids that merely hold dots are ids', () => {
  expect(checkParams(kind.fields, { run_id: '...' })).toEqual({ ok: true, params: { run_id: '...' } })
})

test('a URL behind a reverse proxy’s prefix gives its id and its base', () => {
  const [pattern = ''] = kind.urlPatterns
  expect(matchUrl(pattern, 'https://example.com/api/v1/flashcards/runs/128/events?x=1')).toEqual({
    baseUrl: 'https://example.com/api',
    params: { run_id: '128' },
  })
})

test('several runs may be given at once, each only observed', () => {
  expect(kind.fields.map(({ name, many }) => [name, many])).toEqual([
    ['run_id', true],
    ['query', undefined],
  ])
  expect([kind.observes({}), kind.repeats, kind.beatMs]).toEqual([true, 'snapshot', 15_000])
})

test('a pending run whose outline is known stays pending, and says nothing new when it says so again', () => {
  const event = statusEvent({
    status: 'pending',
    sets_created: 0,
    sets_completed: 0,
    total_expected: 12,
    progress_percent: 0,
  })
  const step = { at: 1, readings: kind.read(event, {}), repeat: false }
  const job = fold(newJob(), step)
  expect([job.state, job.progress.percent, changes(job, step)]).toEqual(['pending', 0, false])
})

test('the percentage is the counts’, even where the service’s own differs', () => {
  const event = statusEvent({
    status: 'processing',
    sets_completed: 2,
    total_expected: 12,
    progress_percent: 90,
  })
  const job = fold(newJob(), { at: 1, readings: kind.read(event, {}), repeat: false })
  expect(job.progress).toMatchObject({ done: 2, total: 12, raw: null })
  expect(job.progress.percent).toBeCloseTo(16.67, 2)
})

test('an outline that appears and then grows moves the bar both ways', () => {
  const percents: (number | null)[] = []
  let job = newJob()
  for (const [done, total] of [
    [0, null],
    [3, 6],
    [3, 12],
  ]) {
    const event = statusEvent({ status: 'processing', sets_completed: done, total_expected: total })
    job = fold(job, { at: 1, readings: kind.read(event, {}), repeat: false })
    percents.push(job.progress.percent)
  }
  expect(percents).toEqual([null, 50, 25])
})
