// Writes one run with everything a transcript holds (attempts, gaps, transitions, events of any content) straight through the
// log's writer, with the flags that its kind gives.

import { fold, foldConnection, newJob } from '../../src/core/job/fold.ts'
import { newSummary, summariseJob } from '../../src/core/job/summary.ts'
import type { Kind } from '../../src/core/kind/kind.ts'
import { flags } from '../../src/core/log/flags.ts'
import type { Attempt, Gap, RunSummary, Transition } from '../../src/core/run/run.ts'
import { readEvent, toStep } from '../../src/engine/fold/read-event.ts'
import type { NewEvent } from '../../src/engine/log/rows.ts'
import { openLogForWriting, prepareDataDir } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'

export type RecordedEvent = {
  readonly at: number
  readonly attempt: number
  readonly name: string
  readonly id: string | null
  readonly data: string
  readonly trueSize: number | null
  readonly raw: Uint8Array | null
}

export type RecordedRun = {
  readonly uid: string
  readonly kind: Kind
  readonly params: Readonly<Record<string, string>>
  readonly summary: Partial<RunSummary>
  readonly events: readonly RecordedEvent[]
  readonly attempts: readonly Attempt[]
  readonly gaps: readonly Gap[]
  readonly transitions: readonly Transition[]
  readonly baseUrl?: string
}

/** Writes the runs into the log of `dataDir`; their ids, in order. */
export function seedRecords(dataDir: string, runs: readonly RecordedRun[]): number[] {
  prepareDataDir(dataDir)
  const db = openLogForWriting(dataDir)
  const writer = createWriter(db)
  try {
    return runs.map((run) => seed(writer, run))
  } finally {
    writer.close()
  }
}

function seed(writer: ReturnType<typeof createWriter>, given: RecordedRun): number {
  const { kind, params, uid } = given
  const start = newSummary({
    kind: kind.id,
    server: 'staging',
    title: 'A recorded run',
    createdAt: 1_760_000_000_000,
    generates: !kind.observes(params),
    connection: { state: 'closed', cause: null, attempt: 1, since: 1_760_000_000_500, retryAt: null },
    gaps: given.gaps.length,
    beatMs: kind.beatMs,
    ...given.summary,
  })
  const baseUrl = given.baseUrl ?? 'http://127.0.0.1:9'
  const id = writer.addRun({
    uid,
    kind: kind.id,
    serverId: null,
    baseUrl,
    params,
    hasSecret: false,
    summary: start,
  })
  let job = newJob()
  const waiting = [...given.transitions]
  const pass = (seq: number) => {
    for (; waiting[0] !== undefined && waiting[0].afterSeq <= seq; waiting.shift()) {
      const { job: bearing, cause, at } = waiting[0]
      if (bearing !== null) job = foldConnection(job, bearing, cause ?? '', at)
    }
  }
  pass(0)
  const events = given.events.map((event, i): NewEvent => {
    const { step, bits } = toStep(
      kind,
      job,
      readEvent(kind, event, params, job.reader?.id),
      event.at,
      event.attempt > 1,
      false,
    )
    job = fold(job, step)
    pass(i + 1)
    const wire =
      (event.trueSize === null ? 0 : flags.truncated) | (event.raw === null ? 0 : flags.invalidUtf8)
    return { ...event, run: id, seq: i + 1, flags: bits | wire }
  })
  const summary: RunSummary = {
    ...start,
    ...(given.attempts[0] === undefined ? {} : { askedAt: given.attempts[0].startedAt }),
    id,
    job: summariseJob(job),
    events: events.length,
    pings: job.counts.pings,
    unreadable: job.counts.unreadable,
    repeats: job.counts.repeats,
    late: job.counts.late,
    lastEventAt: job.lastEventAt,
  }
  writer.commit({
    events,
    runs: [{ summary, resumeId: null }],
    attempts: given.attempts.map((one) => ({ ...one, run: id })),
    gaps: given.gaps.map((one) => ({ ...one, run: id })),
    transitions: given.transitions.map((one) => ({ ...one, run: id })),
    checkpoints: [],
  })
  return id
}
