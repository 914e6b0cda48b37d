// Plays a recording into a world. Jobs are made by the real fold from what the real kinds read in recorded events, so that a
// scene cannot show what the product could not.

import type { Server } from '../../../../src/core/contract/server.ts'
import { fold, foldConnection, newJob } from '../../../../src/core/job/fold.ts'
import type { Job } from '../../../../src/core/job/job.ts'
import { newSummary, summariseJob } from '../../../../src/core/job/summary.ts'
import type { Kind } from '../../../../src/core/kind/kind.ts'
import { flags, flagsOf } from '../../../../src/core/log/flags.ts'
import type { Attempt, EventRow, Gap, RunSummary, Transition } from '../../../../src/core/run/run.ts'
import type { FakeRun, World } from './world.ts'

/** One event of a recording; `after` is ms since the one before. */
export type Step = {
  readonly after: number
  readonly name: string
  readonly data: string
  readonly id?: string
  readonly flags?: number
}

export type Wire = {
  readonly attempts?: readonly Partial<Attempt>[]
  readonly gaps?: readonly Omit<Gap, 'number'>[]
  readonly transitions?: readonly Omit<Transition, 'number'>[]
}

export type Recording = {
  readonly kind: Kind
  readonly server: Server | null
  readonly host?: string
  readonly title?: string
  readonly params: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
  /** How long before now the last step was. */
  readonly agoMs: number
  readonly connection: Partial<RunSummary['connection']> & Pick<RunSummary['connection'], 'state'>
  readonly part?: Partial<RunSummary>
  /** What the wire did; `at` gives the time of an event by its number. Without it, one attempt and no gap. */
  readonly wire?: (at: (seq: number) => number) => Wire
}

/** Plays `recording` so that it ends `agoMs` before now, and adds the run to `world`. */
export function addRecording(world: World, recording: Recording): FakeRun {
  const id = world.runs.size + 1
  const { kind, server, steps, agoMs, connection } = recording
  const whole = steps.reduce((sum, step) => sum + step.after, 0)
  const startedAt = Date.now() - agoMs - whole
  const run = emptyRun(id, recording, startedAt)
  let at = startedAt
  for (const step of steps) {
    at += step.after
    append(run, kind, step, at)
  }
  const bearing =
    connection.state === 'ended-early' ? 'unknown' : connection.state === 'stopped' ? 'cancelled' : null
  if (bearing !== null) run.job = foldConnection(run.job, bearing, connection.cause ?? 'Stopped here', at)
  const wire = recording.wire?.((seq) => run.rows[seq - 1]?.at ?? at) ?? {}
  run.attempts = attemptsOf(run, recording, wire, startedAt, at)
  run.gaps = (wire.gaps ?? []).map((gap, i) => ({ ...gap, number: i + 1 }))
  run.transitions = (wire.transitions ?? plainTransitions(run, startedAt, at)).map((change, i) => ({
    ...change,
    number: i + 1,
  }))
  const attempt = run.attempts.at(-1)?.number ?? 0
  run.summary = {
    ...summarise(run),
    connection: { cause: null, since: at, retryAt: null, attempt, ...connection },
    serverId: server?.id ?? null,
    gaps: run.gaps.length,
    ...recording.part,
  }
  world.runs.set(id, run)
  return run
}

/** One more event of `run` at `at`: read by the kind, folded, and kept as a row. */
export function append(run: FakeRun, kind: Kind, step: Step, at: number): void {
  const event = { name: step.name, id: step.id ?? null, data: step.data }
  const readings = kind.read(event, run.params, run.job.reader?.id)
  const late = run.job.terminal ? flags.late : 0
  run.job = foldRow(run.job, kind, { ...event, at, flags: step.flags ?? 0 }, run.params)
  run.rows.push({
    ...event,
    seq: run.rows.length + 1,
    at,
    attempt: run.summary.connection.attempt || 1,
    size: step.data.length,
    flags: flagsOf(readings) | late | (step.flags ?? 0),
  })
  run.summary = { ...summarise(run), lastEventAt: at, lastBytesAt: at }
}

/** `job` after one more event, as the kind reads it. */
export function foldRow(
  job: Job,
  kind: Kind,
  { name, id, data, at, flags: bits }: Pick<EventRow, 'name' | 'id' | 'data' | 'at' | 'flags'>,
  params: FakeRun['params'],
): Job {
  const readings = kind.read({ name, id, data }, params, job.reader?.id)
  return fold(job, { at, readings, repeat: (bits & flags.repeat) !== 0 })
}

function emptyRun(id: number, recording: Recording, createdAt: number): FakeRun {
  const { kind, server, params } = recording
  const rows: EventRow[] = []
  const shown = (pings: boolean) => (pings ? rows : rows.filter((row) => (row.flags & flags.ping) === 0))
  const job = newJob()
  return {
    job,
    params,
    rows,
    events: {
      count: () => rows.length,
      withoutPings: () => shown(false).length,
      at: (index, pings) => shown(pings)[index],
    },
    attempts: [],
    gaps: [],
    transitions: [],
    usualBeat: kind.beatMs,
    summary: {
      id,
      ...newSummary({
        kind: kind.id,
        serverId: server?.id ?? null,
        server: server?.name ?? recording.host ?? 'events.example.com',
        title: recording.title ?? kind.title(params),
        createdAt: createdAt - 180,
        generates: !kind.observes(params),
        connection: { state: 'connecting', cause: null, attempt: 1, since: createdAt, retryAt: null },
        beatMs: kind.beatMs,
      }),
    },
  }
}

function summarise({ summary, job, rows }: FakeRun): RunSummary {
  const { counts } = job
  return {
    ...summary,
    job: summariseJob(job),
    events: counts.events,
    pings: counts.pings,
    unreadable: counts.unreadable,
    repeats: counts.repeats,
    late: counts.late,
    bytes: rows.reduce((sum, row) => sum + row.size + row.name.length + 16, 0),
    lastEventAt: job.lastEventAt,
    lastBytesAt: job.lastEventAt,
  }
}

function attemptsOf(
  run: FakeRun,
  recording: Recording,
  wire: Wire,
  startedAt: number,
  endedAt: number,
): Attempt[] {
  const given = wire.attempts ?? [{}]
  const rest = (of: 'bytes' | 'events', whole: number) =>
    given.reduce((left, part) => left - (part[of] ?? 0), whole)
  const open = ['live', 'quiet', 'stalled'].includes(recording.connection.state)
  return given.map((part, i) => ({
    number: i + 1,
    startedAt: startedAt - 180,
    openedAt: startedAt - 20,
    endedAt: open && i === given.length - 1 ? null : endedAt,
    method: recording.kind.id === 'learning-paths' ? 'POST' : 'GET',
    url: recording.kind.request({ baseUrl: recording.server?.baseUrl ?? '', params: recording.params }, null)
      .url,
    status: 200,
    headers: [
      ['content-type', 'text/event-stream; charset=utf-8'],
      ['cache-control', 'no-cache'],
      ['x-accel-buffering', 'no'],
      ['set-cookie', '•••'],
    ],
    redirects: [],
    resumedFrom: null,
    bytes: rest('bytes', run.summary.bytes),
    events: rest('events', run.rows.length),
    comments: 0,
    replayed: 0,
    ending: open && i === given.length - 1 ? null : 'The server closed the stream after its last event',
    bodyHead: null,
    afterSeq: 0,
    ...part,
  }))
}

function plainTransitions(run: FakeRun, startedAt: number, endedAt: number): Omit<Transition, 'number'>[] {
  const base = { attempt: 1, cause: null, job: null }
  return [
    { ...base, at: startedAt - 180, afterSeq: 0, state: 'connecting' },
    { ...base, at: startedAt, afterSeq: 1, state: 'live' },
    ...(run.job.terminal
      ? [
          {
            ...base,
            at: endedAt,
            afterSeq: run.rows.length,
            state: 'closed' as const,
            cause: 'The server closed the stream after its last event',
          },
        ]
      : []),
  ]
}
