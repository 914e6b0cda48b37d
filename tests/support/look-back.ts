// Looking back in a test: the review over a log that is being written, with what it repairs stored as the engine stores it;
// and the same jobs folded from the beginning with nothing but core's fold, to compare with.

import type Database from 'better-sqlite3'
import type { Instant, Moment } from '../../src/core/figures/instant.ts'
import { fold, foldConnection, newJob } from '../../src/core/job/fold.ts'
import type { Job } from '../../src/core/job/job.ts'
import type { Kind, StreamEvent } from '../../src/core/kind/kind.ts'
import { flags } from '../../src/core/log/flags.ts'
import { readEvent } from '../../src/engine/fold/read-event.ts'
import { openLogForReading } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createReader } from '../../src/engine/log/sqlite/read/reader.ts'
import { createRunReader } from '../../src/engine/log/sqlite/read/run-reader.ts'
import type { Writer } from '../../src/engine/log/sqlite/write/writer.ts'
import { createTimeReview } from '../../src/engine/review/time.ts'
import { allKinds } from '../kinds/all-kinds.ts'
import type { RecordedRun } from './recorded-run.ts'

/** A review over a connection of its own, which stores what it repairs, as the engine has it stored. */
export function openReview(dataDir: string, writer: Writer) {
  const reading = openLogForReading(dataDir)
  if (reading === null) throw new Error('no log')
  const review = createTimeReview(createRunReader(reading, allKinds), allKinds)
  const made: number[] = []
  const bad: number[] = []
  const settle = <T>(
    run: number,
    ask: () => ReturnType<typeof review.instant> | ReturnType<typeof review.prepare>,
  ): T => {
    for (;;) {
      const step = ask()
      if (step.repair !== null) {
        writer.putCheckpoints(run, step.repair.made, step.repair.bad)
        made.push(...step.repair.made.map((one) => one.seq))
        bad.push(...step.repair.bad)
      }
      if (step.done) return step.value as T
    }
  }
  return {
    review,
    made,
    bad,
    at: (run: number, moment: Moment): Instant => settle(run, () => review.instant(run, moment)),
    prepare: (run: number) => settle<null>(run, () => review.prepare(run)),
    close: () => reading.close(),
  }
}

/** The job after each event, folded from the beginning with nothing but core's fold. */
export function scratch(
  db: Database.Database,
  run: number,
  kind: Kind,
  params: Record<string, string> = {},
): { jobs: Job[]; end: Job } {
  const reader = createReader(db)
  const transitions = reader.jobTransitions(run, 0)
  let job = newJob()
  const jobs = [job]
  const pass = (until: number) => {
    while (transitions[0] !== undefined && transitions[0].afterSeq < until) {
      const { job: state, cause, at } = transitions.shift() ?? {}
      if (state && at !== undefined) job = foldConnection(job, state, cause ?? '', at)
    }
  }
  for (let from = 1; ; from += 1_000) {
    const rows = reader.range(run, from, 1_000)
    for (const row of rows) {
      pass(row.seq)
      job = fold(job, {
        at: row.at,
        readings: readEvent(kind, row, params, job.reader?.id),
        repeat: (row.flags & flags.repeat) !== 0,
      })
      jobs.push(job)
    }
    if (rows.length < 1_000) break
  }
  pass(Number.POSITIVE_INFINITY)
  return { jobs, end: job }
}

export type Act =
  | { readonly type: 'event'; readonly event: StreamEvent; readonly ms: number }
  | { readonly type: 'lose' | 'commit' }

/** Connects and lets all of `acts` happen to `run`. */
export function play(run: RecordedRun, acts: readonly Act[]): void {
  run.connect()
  for (const act of acts) {
    if (act.type === 'commit') run.commit()
    if (act.type === 'lose') {
      run.pass(5)
      run.lose('The connection was lost.')
      run.pass(1_000)
      run.connect()
    }
    if (act.type !== 'event') continue
    run.pass(act.ms)
    run.receive(act.event)
  }
}
