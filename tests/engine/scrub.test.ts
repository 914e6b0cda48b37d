// Scrubbing: any instant of a stored run is exactly what folding it from its beginning gives, and its end is what the live
// fold had.

import type Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLogForWriting } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createWriter, type Writer } from '../../src/engine/log/sqlite/write/writer.ts'
import { allKinds, kindOf } from '../kinds/all-kinds.ts'
import { hostileEvent, shapedEvent } from '../kinds/arbitrary-events.ts'
import { recordings } from '../kinds/recordings.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { type Act, openReview, play, scratch } from '../support/look-back.ts'
import { recordRun } from '../support/recorded-run.ts'

let dataDir: string
let db: Database.Database
let writer: Writer
beforeEach(() => {
  dataDir = freshDir()
  db = openLogForWriting(dataDir)
  db.pragma('synchronous = OFF')
  writer = createWriter(db)
})
afterEach(() => {
  writer.close()
  removeDir(dataDir)
})

test.each([...allKinds.keys()])(
  '%s: any instant is what folding from the beginning gives, and the end is what was live',
  (id) => {
    const kind = kindOf(id)
    const recorded = recordings().flatMap((one) => (one.kind === id ? one.events : []))
    const event = fc.oneof(shapedEvent(recorded), hostileEvent(recorded), fc.constantFrom(...recorded))
    const act: fc.Arbitrary<Act> = fc.oneof(
      { weight: 12, arbitrary: fc.record({ type: fc.constant('event' as const), event, ms: fc.nat(40) }) },
      { weight: 1, arbitrary: fc.constant({ type: 'lose' as const }) },
      { weight: 2, arbitrary: fc.constant({ type: 'commit' as const }) },
    )
    const review = openReview(dataDir, writer)
    fc.assert(
      fc.property(
        fc.array(act, { minLength: 1, maxLength: 50 }),
        fc.constantFrom('closed' as const, 'ended-early' as const, 'stopped' as const),
        (acts, ending) => {
          const run = recordRun(writer, kind)
          play(run, acts)
          run.pass(7)
          run.rest(ending)
          const { jobs, end } = scratch(db, run.id, kind)
          expect(end).toEqual(run.live.job())
          for (const [seq, job] of jobs.entries()) {
            const instant = review.at(run.id, { type: 'seq', seq })
            expect([instant.seq, instant.job]).toEqual([seq, job])
          }
          expect(review.at(run.id, { type: 'end' }).job).toEqual(end)
          expect(review.at(run.id, { type: 'at', at: run.now() }).job).toEqual(end)
        },
      ),
      { numRuns: 25 },
    )
    review.close()
  },
)

test.each(recordings().map((one) => [one.kind, one.name, one] as const))(
  '%s, %s: its recording scrubs to every event',
  (id, _name, recording) => {
    const kind = kindOf(id)
    const run = recordRun(writer, kind, { params: { ...recording.params } })
    play(
      run,
      recording.events.map((event, i) => ({ type: 'event', event, ms: i % 7 })),
    )
    run.rest('closed')
    const review = openReview(dataDir, writer)
    const { jobs, end } = scratch(db, run.id, kind, { ...recording.params })
    expect(jobs.map((_, seq) => review.at(run.id, { type: 'seq', seq }).job)).toEqual(jobs)
    expect([review.at(run.id, { type: 'end' }).job, run.live.job()]).toEqual([end, end])
    review.close()
  },
)

test('between events the connection is as it was: live, lost, waiting, and the job with it', () => {
  const run = recordRun(writer, kindOf('plain'), { params: { url: 'https://example.com/events' } })
  const noon = run.now()
  run.pass(100)
  run.connect()
  run.pass(100)
  run.receive({ name: 'message', id: null, data: '{"progress": 10}' })
  run.pass(100)
  run.lose('The network went away.')
  run.pass(1_000)
  run.connect()
  run.pass(100)
  run.receive({ name: 'message', id: null, data: '{"progress": 20}' })
  run.pass(100)
  run.rest('stopped')
  const review = openReview(dataDir, writer)
  const at = (ms: number) => {
    const { seq, run: then } = review.at(run.id, { type: 'at', at: noon + ms })
    const { state, cause, attempt } = then.connection
    return [seq, then.job.state, state, cause, attempt, then.gaps]
  }
  expect([0, 150, 200, 250, 300, 1_299, 1_300, 1_400, 1_600].map(at)).toEqual([
    [0, 'pending', 'idle', null, 0, 0],
    [0, 'pending', 'live', null, 1, 0],
    [1, expect.any(String), 'live', null, 1, 0],
    [1, expect.any(String), 'live', null, 1, 0],
    [1, 'unknown', 'waiting', 'The network went away.', 1, 1],
    [1, 'unknown', 'waiting', 'The network went away.', 1, 1],
    [1, 'unknown', 'live', null, 2, 1],
    [2, expect.any(String), 'live', null, 2, 1],
    [2, 'cancelled', 'stopped', null, 2, 1],
  ])
  expect(review.at(run.id, { type: 'seq', seq: 1 }).run.job.state).not.toBe('unknown')
  expect(review.review.instant(run.id + 1, { type: 'end' })).toMatchObject({ done: true, value: null })
  review.close()
})
