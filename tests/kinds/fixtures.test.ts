// The recordings beside the kinds: each event must be read as its API documents it, and the job must become what it says.

import { describe, expect, test } from 'vitest'
import { changes, fold } from '../../src/core/job/fold.ts'
import { summariseJob } from '../../src/core/job/summary.ts'
import { kindOf } from './all-kinds.ts'
import { essence, foldAll, recordings } from './recordings.ts'

describe.each(recordings())('the recording $kind/$name', ({ kind, events, params, expected }) => {
  const readings = events.map((event) => kindOf(kind).read(event, params))

  test('is read event by event as its document says, and folds to the job that it tells of', () => {
    expect([...readings, essence(foldAll(readings))]).toEqual(expected)
  })

  test('holds enough events to be a recording', () => {
    expect(events.length).toBeGreaterThanOrEqual(10)
    expect(events.length).toBeLessThanOrEqual(60)
  })

  test('reads the same again, whatever was read before', () => {
    const backwards = events.toReversed().map((event) => kindOf(kind).read(event, params))
    expect(backwards.toReversed()).toEqual(readings)
  })

  test('changes nothing but counts when its whole stream is said again after its end', () => {
    const job = foldAll(readings)
    const again = readings.reduce(
      (next, one) => fold(next, { at: 1_000_000, readings: one, repeat: true }),
      job,
    )
    expect(again).toEqual({
      ...job,
      lastEventAt: 1_000_000,
      counts: {
        ...job.counts,
        events: events.length * 2,
        repeats: events.length,
        late: job.counts.late + (job.terminal ? events.length : 0),
        // As in the log, where what is said again is one more event of its class.
        pings: job.counts.pings * 2,
        unreadable: job.counts.unreadable * 2,
        warnings: job.counts.warnings * 2,
        errors: job.counts.errors * 2,
      },
    })
  })
})

test.each([
  ['flashcards', 'good', 'completed'],
  ['flashcards', 'failing', 'failed'],
  ['videos', 'good', 'completed'],
  ['videos', 'failing', 'failed'],
  ['stories', 'good', 'completed'],
  ['stories', 'failing', 'failed'],
  ['learning-paths', 'good', 'completed'],
  ['learning-paths', 'failing', 'failed'],
  ['processes', 'good', 'completed'],
  ['processes', 'failing', 'failed'],
  ['chat', 'good', 'completed'],
  ['chat', 'failing', 'failed'],
  ['plain', 'good', 'completed'],
  ['plain', 'failing', 'processing'],
])('the board shows %s/%s as %s', (kind, name, state) => {
  const recording = recordings().find((one) => one.kind === kind && one.name === name)
  const readings = recording?.events.map((event) => kindOf(kind).read(event, recording.params)) ?? []
  expect(summariseJob(foldAll(readings)).state).toBe(state)
})

test.each(recordings().filter(({ kind, name }) => kindOf(kind).repeats === 'snapshot' && name !== 'odd'))(
  'whenever $kind/$name is connected to again, nothing in the repeated state counts as new',
  (recording) => {
    const { kind, events, params } = recording
    const readings = events.map((event) => kindOf(kind).read(event, params))
    const statuses = events.flatMap((event, i) => (event.name === 'status' ? [i] : []))
    for (const cut of statuses) {
      const job = foldAll(readings.slice(0, cut + 1))
      const snapshot = readings.filter((_, i) => i === cut || (i < cut && events[i]?.name === 'set'))
      expect(snapshot.filter((one) => changes(job, { at: 9, readings: one, repeat: false }))).toEqual([])
    }
  },
)
