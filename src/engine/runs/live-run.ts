// One run while the engine works on it: takes what the connection tells, folds it, and keeps what the next transaction
// must carry. It decides nothing about connecting, and shows nothing that is not yet committed.

import { fold, foldConnection } from '../../core/job/fold.ts'
import type { Job } from '../../core/job/job.ts'
import { summariseJob } from '../../core/job/summary.ts'
import type { Kind, Params } from '../../core/kind/kind.ts'
import { flags } from '../../core/log/flags.ts'
import { applyMarks, type MarkChange, marksAfter } from '../../core/run/marks.ts'
import { formatNotices } from '../../core/run/notice.ts'
import type { Connection, Gap, RunSummary } from '../../core/run/run.ts'
import { isOpen, isSettled } from '../../core/run/states.ts'
import type { Clock } from '../base/clock.ts'
import type { ReceivedEvent } from '../connection/attempt-sink.ts'
import { createCheckpointer } from '../fold/checkpointer.ts'
import { isPing, readEvent, toStep } from '../fold/read-event.ts'
import type { LoadedCheckpoint, NewEvent } from '../log/rows.ts'
import { createAttemptRecords } from './attempt-records.ts'
import { createConnectionState, type StateChange } from './connection-state.ts'
import { createDedupeQueue, type Verdict } from './dedupe-queue.ts'
import { createHistory, type HistorySource, waitUntilStored } from './history.ts'
import { createNotices, type Wire } from './notices.ts'
import type { PendingWrites } from './pending-writes.ts'
import { createResumeState, type Recent } from './resume-state.ts'
import { createSilenceWatch, type SilenceWatch } from './silence-watch.ts'
import { createSteadyClock } from './steady-clock.ts'

export type LiveRunStart = {
  readonly summary: RunSummary
  readonly resumeId: string | null
  readonly transitions: number
  readonly job: Job
  /** The stored checkpoint that the job was rebuilt from. */
  readonly checkpoint: LoadedCheckpoint | null
  readonly openGap: Gap | null
  /** The latest stored events: what their ids tell. */
  readonly recent: Recent
  readonly kind: Kind
  readonly params: Params
}

export type LiveRun = ReturnType<typeof createLiveRun>

/** What the run tells its engine. */
export type LiveRunOut = {
  readonly event: (event: NewEvent) => void
  readonly dirty: () => void
  /** A text of the server's without any secret that Runlight knows. */
  readonly hide: (text: string) => string
  /** What is stored; where it is not given, nothing that comes again is recognised. */
  readonly past?: {
    /** Resolves when the log holds all that was told before. */
    readonly stored: () => Promise<void>
    readonly log: HistorySource
  }
}

/** Who holds the connection hears when an event was taken, and when none can be any more. */
export type Holder = { readonly taken: () => void; readonly failed: (thrown: unknown) => void }

/** What else is to be said of a change of the connection's state. */
type Bearing = Partial<Pick<StateChange, 'retryAt' | 'job' | 'lacks'>>

/** Shorter than this, reading was not held up: there was merely a queue. */
const heldUpMs = 500

export function createLiveRun(start: LiveRunStart, wallClock: Clock, out: LiveRunOut) {
  const { kind, params } = start
  const clock = createSteadyClock(wallClock)
  const id = start.summary.id
  let base = start.summary
  let job = start.job
  let seq = start.summary.events
  const continuity = createResumeState({ ...start, gaps: start.summary.gaps })
  const { gaps } = continuity
  const checkpoints = createCheckpointer(id, start.checkpoint)
  let holder: Holder | null = null
  let isConnected = false
  const notices = createNotices(out.hide)
  const silence: SilenceWatch = createSilenceWatch(kind, params, base.lastBytesAt, clock)
  const attempts = createAttemptRecords(base.connection.attempt)

  const stored = { connection: base.connection, count: start.transitions }
  const states = createConnectionState(id, stored, wallClock)
  const { connection } = states

  const move = (
    state: Connection['state'],
    cause: string | null,
    { retryAt = null, job: bearing = null, lacks }: Bearing = {},
  ) => {
    const at = clock.now()
    const attempt = attempts.number()
    if (!states.change({ state, cause, retryAt, job: bearing, lacks, at, attempt, afterSeq: seq })) return
    if (state === 'closed') gaps.over(at, attempt)
    if (bearing !== null) job = foldConnection(job, bearing, cause ?? '', at)
    out.dirty()
  }

  const lose = (cause: string, from: number) =>
    gaps.lost({ afterSeq: seq, attempt: attempts.number(), from, cause })

  const notice = (over: boolean) => {
    const found = notices.news(clock.monotonic(), clock.now(), over)
    if (found === null) return
    attempts.noticed(found)
    states.notice(formatNotices(found))
    out.dirty()
  }

  const take = (event: ReceivedEvent, verdict: Verdict) => {
    if (verdict === 'caught-up') gaps.caughtUp()
    if (verdict === 'replay' || verdict === 'caught-up') {
      attempts.replayed()
      return out.dirty()
    }
    const again = attempts.number() > 1
    notices.event(event.data)
    const at = clock.now()
    const readings = readEvent(kind, event, params, () => notices.defect(kind.label))
    const known = verdict === 'repeat'
    const maybe = continuity.remember(event) || verdict === 'maybe'
    if (verdict === 'new') continuity.came(event, at, readings.some(isPing))
    if (event.id !== null && !known && !maybe) continuity.noteId(event.id)
    const { step, bits } = toStep(kind, job, readings, at, again, known)
    job = fold(job, step)
    seq++
    checkpoints.passed(seq, job)
    attempts.event()
    const wire =
      (event.trueSize === null ? 0 : flags.truncated) | (event.raw === null ? 0 : flags.invalidUtf8)
    const { name, data, raw, trueSize } = event
    out.event({
      run: id,
      seq,
      attempt: attempts.number(),
      at,
      name,
      id: event.id,
      data,
      flags: bits | wire | (maybe && !known ? flags.maybeRepeat : 0),
      trueSize,
      raw,
    })
    out.dirty()
    holder?.taken()
  }

  const queue = createDedupeQueue({
    clock,
    take,
    failed: (thrown) => holder?.failed(thrown),
    isNamed: continuity.isNamed,
    isNext: (event) => continuity.isNext(event, clock.now()),
    isPlain: (event) => kind.repeats !== 'snapshot' && !readEvent(kind, event, params).some(isPing),
    compares: continuity.isNameless,
  })

  const historyOf = (upTo: number) => {
    const { past } = out
    if (past === undefined) return null
    return createHistory(past.log, id, upTo, () => waitUntilStored(past.stored, clock, () => isConnected))
  }

  return {
    id,
    kind,
    params,
    attempts,
    move,
    /** What the connection brings, in its order: an event, or an id without one. */
    receive: queue.event,
    bareId: (id: string) =>
      queue.between(() => {
        continuity.noteId(id)
        out.dirty()
      }),
    job: () => job,
    seq: () => seq,
    observes: () => !base.generates && kind.observes(params),
    /** It was found out that a request may start work: resolves when that is stored. */
    startsWork: async () => {
      base = { ...base, generates: true }
      out.dirty()
      await out.past?.stored()
    },
    connection,
    resumeId: continuity.resumeId,
    retries: () => base.retry !== false,
    giveUpWhenLost: () => {
      base = { ...base, retry: false }
      out.dirty()
    },
    mark: (change: MarkChange) => {
      base = applyMarks(base, change, clock.now())
      out.dirty()
    },
    /** The stream was there and is gone. */
    lost: (cause: string) => lose(cause, silence.lastAt() ?? clock.now()),
    /** The engine was not running: whatever came since the last sign of life was not seen. */
    cutOff: (cause: string) => {
      if (!isSettled(connection().state) && attempts.number() > 0)
        lose(cause, silence.lastAt() ?? connection().since)
    },
    /** A request goes out. What was odd about the connection before says nothing of this one. */
    asked: () => {
      clock.set()
      notices.asked(clock.monotonic())
      states.notice(null)
      silence.ask()
    },
    wire: (wire: Wire) => {
      attempts.measure(wire.seen)
      notices.wire(wire)
    },
    /** The connection is gone: resolves when all that it brought was taken. */
    settled: () => {
      isConnected = false
      return queue.ended()
    },
    becameGet: notices.becameGet,
    /** The attempt's connection has ended, in whatever way. */
    ended: (cause: string) => {
      silence.end()
      notice(true)
      attempts.ended(clock.now(), cause)
    },
    /** The answer is a stream. `askedBy` is the last event id, where it could be sent. */
    opened: (askedBy: string | null, answeredFrom: string | null, by: Holder | null = null) => {
      holder = by
      isConnected = true
      silence.open()
      queue.opened(seq === 0 ? null : historyOf(seq))
      const repeatsState = kind.repeats === 'snapshot'
      continuity.opened(clock.now(), attempts.number(), { askedBy, answeredFrom, repeatsState })
      attempts.opened(clock.now())
      move('live', null)
    },
    /** Null while the connection may bring more; else resolves when it may. */
    room: (more: () => Promise<void> | null): Promise<void> | null => {
      const busy = queue.busy()
      return busy === null ? more() : busy.then(() => more() ?? undefined)
    },
    /** Reading waits for `until`: the silence meanwhile is ours. */
    heldUp: async (until: Promise<void>) => {
      const from = clock.monotonic()
      silence.hold()
      await until
      silence.release()
      if (clock.monotonic() - from >= heldUpMs) notices.released(clock.monotonic())
    },
    sign: () => {
      notices.bytes(clock.monotonic())
      silence.sign()
      if (connection().state !== 'live' && isOpen(connection().state)) move('live', null)
    },
    /** Called each second: state between live, quiet and stalled. `gone` is why the connection should be given up. */
    tick: (): { gone: string | null } => {
      if (states.retime()) out.dirty()
      const late = silence.lateHead()
      if (late !== null) move('stalled', late)
      if (late !== null || !isOpen(connection().state)) return { gone: null }
      if (silence.changed() || attempts.counted()) out.dirty()
      notice(false)
      const verdict = silence.judge()
      if (verdict.state !== 'live' && verdict.state !== connection().state) move(verdict.state, verdict.cause)
      return { gone: verdict.gone }
    },
    /** What the next transaction carries. `last`: the engine is closing. */
    drain: (last: boolean): PendingWrites => {
      if (last || isSettled(connection().state)) checkpoints.rests(seq, job)
      const summarised = summariseJob(job)
      base = {
        ...base,
        marks: marksAfter(base.marks, base, { job: summarised, connection: connection() }),
        job: summarised,
        connection: connection(),
        events: seq,
        pings: job.counts.pings,
        unreadable: job.counts.unreadable,
        repeats: job.counts.repeats,
        late: job.counts.late,
        gaps: gaps.count(),
        bytes: start.summary.bytes + attempts.bytes(),
        lastEventAt: job.lastEventAt,
        lastBytesAt: silence.lastAt(),
        beatMs: silence.usualMs(),
      }
      return {
        summary: base,
        resumeId: continuity.resumeId(),
        attempts: attempts.drain(),
        gaps: gaps.drain(),
        transitions: states.drain(),
        checkpoints: checkpoints.drain(),
      }
    },
  }
}
