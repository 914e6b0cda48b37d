// A log with a past: writes runs of any shape and size through the log's own writer, read and folded by the real kinds, so
// that what is looked back at in a test is what a live engine would have left. It watches nothing and keeps no engine open.

import { randomUUID } from 'node:crypto'
import { fold, foldConnection, newJob } from '../../src/core/job/fold.ts'
import type { Job } from '../../src/core/job/job.ts'
import { newSummary, summariseJob } from '../../src/core/job/summary.ts'
import type { Kind } from '../../src/core/kind/kind.ts'
import { noMarks } from '../../src/core/run/no-marks.ts'
import type { Attempt, Gap, Marks, Origin, RunSummary } from '../../src/core/run/run.ts'
import type { ConnectionState } from '../../src/core/run/states.ts'
import { readEvent, toStep } from '../../src/engine/fold/read-event.ts'
import type { NewEvent } from '../../src/engine/log/rows.ts'
import { openLogForWriting, prepareDataDir } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createWriter, type Writer } from '../../src/engine/log/sqlite/write/writer.ts'
import { loadKinds } from './load-kinds.ts'

export type SeedEvent = {
  readonly data: string
  readonly name?: string
  readonly id?: string | null
  /** Epoch ms; the event before it and ten more where it is not given. */
  readonly at?: number
  readonly attempt?: number
  /** Further bits beside those that its kind gives it. */
  readonly flags?: number
}

export type SeedRun = {
  readonly events: Iterable<SeedEvent>
  /** `plain` where it is not given. */
  readonly kind?: string
  readonly params?: Readonly<Record<string, string>>
  readonly title?: string
  readonly server?: string
  readonly createdAt?: number
  readonly connection?: ConnectionState
  readonly marks?: Partial<Marks>
  readonly imported?: Origin | null
  readonly attempts?: readonly Attempt[]
  readonly gaps?: readonly Gap[]
}

/** Noon of a working day, from which seeded runs count unless they say otherwise; each an hour after the one before. */
export const seedNoon = Date.UTC(2026, 0, 14, 12)
const stepMs = 10
const hourMs = 3_600_000
const perCommit = 5_000

/** Writes `runs` into the log of `dataDir`, making it where there is none; resolves to their ids, in order. */
export async function seedLog(dataDir: string, runs: Iterable<SeedRun>): Promise<number[]> {
  const kinds = await loadKinds()
  prepareDataDir(dataDir)
  const db = openLogForWriting(dataDir)
  // A test's log need not outlive the loss of power.
  db.pragma('synchronous = OFF')
  const writer = createWriter(db)
  try {
    const ids: number[] = []
    for (const run of runs) ids.push(seedRun(writer, kinds, run, seedNoon + ids.length * hourMs))
    return ids
  } finally {
    writer.close()
  }
}

/** `count` events made by `make`, which is given their numbers from 1: lazily, so that millions cost no memory. */
export function* events(count: number, make: (seq: number) => SeedEvent): Generator<SeedEvent> {
  for (let seq = 1; seq <= count; seq++) yield make(seq)
}

function seedRun(
  writer: Writer,
  kinds: ReadonlyMap<string, Kind>,
  seed: SeedRun,
  defaultStart: number,
): number {
  const kind = kinds.get(seed.kind ?? 'plain')
  if (kind === undefined) throw new Error(`There is no kind ${seed.kind}.`)
  const params = seed.params ?? (kind.needsServer ? {} : { url: 'http://127.0.0.1:9/stream' })
  const createdAt = seed.createdAt ?? defaultStart
  const start = newSummary({
    kind: kind.id,
    server: seed.server ?? '127.0.0.1:9',
    title: seed.title ?? kind.title(params),
    createdAt,
    generates: !kind.observes(params),
    marks: { ...noMarks, tags: [], ...seed.marks },
    imported: seed.imported ?? null,
    beatMs: kind.beatMs,
  })
  const id = writer.addRun({
    uid: randomUUID(),
    kind: kind.id,
    serverId: null,
    baseUrl: kind.needsServer ? 'http://127.0.0.1:9' : '',
    params,
    hasSecret: false,
    summary: start,
  })

  let job = newJob()
  let seq = 0
  let at = createdAt
  let attempt = 0
  let bytes = 0
  let resumeId: string | null = null
  let rows: NewEvent[] = []
  const commit = (end: ConnectionState | null) => {
    const state = end ?? 'live'
    if (end !== null) job = atEnd(job, state, at)
    const summary: RunSummary = {
      ...start,
      id,
      job: summariseJob(job),
      connection: { state, cause: null, attempt, since: at, retryAt: null },
      events: seq,
      pings: job.counts.pings,
      unreadable: job.counts.unreadable,
      repeats: job.counts.repeats,
      late: job.counts.late,
      gaps: end === null ? 0 : (seed.gaps?.length ?? 0),
      bytes,
      lastEventAt: job.lastEventAt,
      lastBytesAt: job.lastEventAt,
    }
    writer.commit({
      events: rows,
      runs: [{ summary, resumeId }],
      attempts: end === null ? [] : (seed.attempts ?? []).map((one) => ({ ...one, run: id })),
      gaps: end === null ? [] : (seed.gaps ?? []).map((one) => ({ ...one, run: id })),
      transitions: [],
      checkpoints: [],
    })
    rows = []
  }
  for (const event of seed.events) {
    seq++
    at = event.at ?? at + stepMs
    attempt = event.attempt ?? Math.max(1, attempt)
    const { name = 'message', id: eventId = null, data } = event
    const readings = readEvent(kind, { name, id: eventId, data }, params, job.reader?.id)
    const { step, bits } = toStep(kind, job, readings, at, attempt > 1, false)
    job = fold(job, step)
    bytes += data.length + name.length + 16
    if (eventId !== null) resumeId = eventId
    const flags = bits | (event.flags ?? 0)
    rows.push({ run: id, seq, attempt, at, name, id: eventId, data, flags, trueSize: null, raw: null })
    if (rows.length >= perCommit) commit(null)
  }
  commit(seed.connection ?? (job.terminal ? 'closed' : 'ended-early'))
  return id
}

/** A stream that ended without its last event leaves its job unknown; one that a person stopped leaves it as it was. */
function atEnd(job: Job, state: ConnectionState, at: number): Job {
  const isLost = state === 'ended-early' && !job.terminal && job.counts.events > 0
  return isLost ? foldConnection(job, 'unknown', 'The stream ended without its last event', at) : job
}
