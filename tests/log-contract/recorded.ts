// Recorded runs as the batches in which a log is given them.

import { fold, foldConnection, newJob } from '../../src/core/job/fold.ts'
import { newSummary, summariseJob } from '../../src/core/job/summary.ts'
import { flags } from '../../src/core/log/flags.ts'
import type { RunSummary, Transition } from '../../src/core/run/run.ts'
import { readEvent, toStep } from '../../src/engine/fold/read-event.ts'
import type { Batch, NewEvent, NewRun } from '../../src/engine/log/rows.ts'
import type { RecordedRun } from '../support/seed-record.ts'
import { emptyBatch } from './ledger.ts'

/** A recorded run with its events as its kind reads them, and the job after each. */
export type Recorded = {
  readonly given: NewRun
  /** How it is connected at last. */
  readonly connection: RunSummary['connection']
  readonly run: RecordedRun
  readonly events: readonly (Omit<NewEvent, 'run'> & { readonly job: RunSummary['job'] })[]
}

export function recorded(run: RecordedRun): Recorded {
  const { kind, params, uid } = run
  const summary = newSummary({
    kind: kind.id,
    server: 'staging',
    createdAt: 1_760_000_000_000,
    generates: !kind.observes(params),
    connection: { state: 'closed', cause: null, attempt: 1, since: 1_760_000_000_500, retryAt: null },
    beatMs: kind.beatMs,
    ...run.summary,
    title: (run.summary.title ?? 'A run').toWellFormed(),
  })
  const { connection } = summary
  const given = {
    uid,
    kind: kind.id,
    serverId: null,
    baseUrl: 'http://127.0.0.1:9',
    params,
    hasSecret: false,
    // Whoever stores events of a run has it, and a run at rest nobody has.
    summary: { ...summary, connection: { ...connection, state: 'live' as const } },
  }
  let job = newJob()
  const waiting = [...run.transitions]
  const pass = (seq: number) => {
    for (let next = waiting[0]; next !== undefined && next.afterSeq <= seq; next = waiting[0]) {
      if (next.job !== null) job = foldConnection(job, next.job, next.cause ?? '', next.at)
      waiting.shift()
    }
  }
  pass(0)
  const events = run.events.map((event, i) => {
    const readings = readEvent(kind, event, params, job.reader?.id)
    const { step, bits } = toStep(kind, job, readings, event.at, event.attempt > 1, false)
    job = fold(job, step)
    pass(i + 1)
    const wire =
      (event.trueSize === null ? 0 : flags.truncated) | (event.raw === null ? 0 : flags.invalidUtf8)
    return { ...event, seq: i + 1, flags: bits | wire, job: summariseJob(job) }
  })
  return { given, connection, run, events }
}

/** The batches of the run under number `id`, of at most `size` events each. */
export function batchesOf(
  { given, connection, run, events }: Recorded,
  id: number,
  size: number,
): readonly Batch[] {
  const ofRun = <T extends object>(all: readonly T[]) => all.map((one) => ({ ...one, run: id }))
  const batches: Batch[] = []
  let told = 0
  for (let from = 0; from === 0 || from < events.length; from += size) {
    const some = events.slice(from, from + size)
    const to = from + some.length
    const isLast = to >= events.length
    const passed = run.transitions.filter(({ afterSeq }) => afterSeq <= to || isLast)
    const fresh: readonly Transition[] = passed.slice(told)
    told = passed.length
    const summary: RunSummary = {
      ...given.summary,
      id,
      events: to,
      job: some.at(-1)?.job ?? given.summary.job,
      lastEventAt: some.at(-1)?.at ?? null,
      gaps: run.gaps.length,
      connection: isLast ? connection : { ...connection, state: 'live' },
    }
    batches.push({
      ...emptyBatch,
      events: some.map(({ job: _, ...event }) => ({ ...event, run: id })),
      runs: [{ summary, resumeId: some.findLast((event) => event.id)?.id?.toWellFormed() ?? null }],
      attempts: isLast ? ofRun(run.attempts) : [],
      gaps: isLast ? ofRun(run.gaps) : [],
      transitions: ofRun(fresh),
    })
  }
  return batches
}
