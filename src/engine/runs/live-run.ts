// One run while the engine works on it: its events, its connection's state, silence, attempts and notices, and the summary
// made of them. It decides nothing about connecting. What it stores is shown only after it is committed (law 1).

import { summariseJob } from '../../core/job/summary.ts'
import { applyMarks, type MarkChange } from '../../core/run/mark-change.ts'
import { marksAfter } from '../../core/run/marks.ts'
import { formatNotices } from '../../core/run/notice.ts'
import type { Attempt, Connection, RunSummary } from '../../core/run/run.ts'
import { isOpen, isSettled } from '../../core/run/states.ts'
import type { ClientSide } from '../../core/run/tapped.ts'
import type { Clock } from '../base/clock.ts'
import type { Oddity } from '../connection/check-response.ts'
import { createAttemptRecords } from './attempt-records.ts'
import { createConnectionState, type StateChange } from './connection-state.ts'
import { createNotices, type Wire } from './notices.ts'
import type { PendingWrites } from './pending-writes.ts'
import { createRunEvents, type Holder, type RunEventsOut, type RunEventsStart } from './run-events.ts'
import { createSilenceWatch, type SilenceWatch } from './silence-watch.ts'
import { createSteadyClock } from './steady-clock.ts'

export type LiveRunStart = RunEventsStart & {
  /** How many transitions are stored. */
  readonly transitions: number
  /** The latest attempt, where no end of it is stored: the engine was killed. */
  readonly openAttempt: Attempt | null
}

export type LiveRun = ReturnType<typeof createLiveRun>

export type LiveRunOut = RunEventsOut & {
  /** `text` of the server's without any secret that Runlight knows. */
  readonly hide: (text: string) => string
  /** What the last `tick` said of when the next is due holds no more. */
  readonly awake: () => void
}

/** What else a change of the connection's state carries. */
type ChangeDetails = Partial<Pick<StateChange, 'retryAt' | 'job' | 'lacks'>>

/** Waits shorter than this are ordinary queueing, not a hold-up. */
const heldUpMs = 500

export function createLiveRun(start: LiveRunStart, wallClock: Clock, out: LiveRunOut) {
  const { kind, params } = start
  const clock = createSteadyClock(wallClock)
  const id = start.summary.id
  let base = start.summary
  /** With the marks that the log has. */
  let marked: Pick<RunSummary, 'title' | 'marks'> = base
  const notices = createNotices(out.hide, () => awake())
  const silence: SilenceWatch = createSilenceWatch(kind, params, base.lastBytesAt, clock)
  const attempts = createAttemptRecords(base.connection.attempt, base.received)
  const events = createRunEvents(start, clock, attempts, notices, out)

  const stored = { connection: base.connection, count: start.transitions }
  const states = createConnectionState(id, stored, wallClock)
  const { connection } = states

  /** When time alone changes something, in monotonic ms. */
  let dueAt = 0
  const awake = () => {
    if (dueAt === 0) return
    dueAt = 0
    out.awake()
  }
  const nextDue = (): number => {
    // A planned retry is shown by the computer's clock, which may be set at any time.
    if (connection().retryAt !== null) return 0
    if (!isOpen(connection().state)) return silence.headDueAt()
    return Math.min(silence.dueAt(), notices.dueAt(clock.monotonic()))
  }

  const move = (
    state: Connection['state'],
    cause: string | null,
    { retryAt = null, job: jobState = null, lacks }: ChangeDetails = {},
  ) => {
    const at = clock.now()
    const attempt = attempts.number()
    if (!states.change({ state, cause, retryAt, job: jobState, lacks, at, attempt, afterSeq: events.seq() }))
      return
    awake()
    if (state === 'closed') events.over(at)
    if (jobState !== null) events.connectionMoved(jobState, cause ?? '', at)
    out.dirty()
  }

  let isHeld = false
  const holdFor = (held: boolean) => {
    if (held === isHeld) return
    isHeld = held
    awake()
    if (held) return silence.hold()
    silence.release()
    notices.released(clock.monotonic())
  }

  const notice = (over: boolean) => {
    const found = notices.news(clock.monotonic(), clock.now(), over)
    if (found === null) return
    attempts.noticed(found)
    states.notice(formatNotices(found))
    out.dirty()
  }

  const judge = (): string | null => {
    if (states.retime()) out.dirty()
    const late = silence.lateHead()
    if (late !== null) move('stalled', late)
    if (late !== null || !isOpen(connection().state)) return null
    if (silence.changed()) out.dirty()
    notice(false)
    const verdict = silence.judge()
    if (verdict.state !== 'live' && verdict.state !== connection().state) move(verdict.state, verdict.cause)
    return verdict.gone
  }

  return {
    id,
    kind,
    attempts,
    move,
    receive: events.receive,
    receiveUndispatched: events.receiveUndispatched,
    bareId: events.bareId,
    job: events.job,
    seq: events.seq,
    observes: () => !base.generates && kind.observes(events.params()),
    /** A stream that ended here was meant to. */
    endsWell: events.endsWell,
    params: events.params,
    beginTail: events.beginTail,
    tail: events.tail,
    readAgain: events.readAgain,
    transitions: states.count,
    /** The run is being read again; null: it was, or could not be. */
    reading: (reading: RunSummary['reading'] | null, readAgain = base.readAgain) => {
      const { reading: _, readAgain: __, ...rest } = base
      base = {
        ...rest,
        ...(reading == null ? {} : { reading }),
        ...(readAgain === undefined ? {} : { readAgain }),
      }
      out.dirty()
    },
    /** A request turned out to start work; resolves when that is stored. */
    startsWork: async () => {
      base = { ...base, generates: true }
      out.dirty()
      await out.past?.stored()
    },
    connection,
    resumeId: events.resumeId,
    retries: () => base.retry !== false,
    giveUpWhenLost: () => {
      base = { ...base, retry: false }
      out.dirty()
    },
    mark: (change: MarkChange) => {
      base = applyMarks(base, change, clock.now())
      out.dirty()
    },
    /** What people have put on it elsewhere. */
    marked: ({ title, marks }: Pick<RunSummary, 'title' | 'marks'>) => {
      base = { ...base, title, marks }
      marked = base
    },
    /** An open stream was lost. */
    lost: (cause: string) => events.lost(cause, silence.lastAt() ?? clock.now()),
    /** The engine was not running: events since the last sign of life may have been missed. */
    cutOff: (cause: string) => {
      if (isSettled(connection().state) || attempts.number() === 0) return
      const lastAt = silence.lastAt() ?? connection().since
      if (start.openAttempt !== null) attempts.cutOff(start.openAttempt, lastAt, cause)
      events.lost(cause, lastAt)
    },
    /** A request is sent. Notices of the connection before are cleared. */
    asked: () => {
      clock.set()
      awake()
      notices.asked(clock.monotonic())
      states.notice(null)
      silence.ask()
    },
    wire: (wire: Wire) => {
      attempts.measure(wire.seen)
      notices.wire(wire)
    },
    settled: events.settled,
    /** How the application that asks through a tap fares. While it takes nothing its server is held up by it, and not silent. */
    client: (client: ClientSide) => {
      if (base.tapped === undefined) return
      base = { ...base, tapped: { ...base.tapped, client } }
      attempts.client(client)
      holdFor(client.state === 'slow')
      out.dirty()
    },
    /** When the last sign of life came, epoch ms. */
    lastSignAt: () => silence.lastAt() ?? clock.now(),
    /** Bytes went to the client between `from`, epoch ms, and now, and could not be kept. */
    unrecorded: (bytes: number, cause: string, from: number) => {
      const { tapped } = base
      if (tapped === undefined || bytes === 0) return
      base = { ...base, tapped: { ...tapped, unrecorded: tapped.unrecorded + bytes } }
      events.unrecorded(bytes, cause, from)
      out.dirty()
    },
    /** The stream is read on after bytes that could not be kept. */
    goesOn: events.goesOn,
    becameGet: notices.becameGet,
    /** The attempt's connection has ended, in whatever way. */
    ended: (cause: string) => {
      silence.end()
      notice(true)
      attempts.ended(clock.now(), cause)
    },
    /** The answer is a stream. `askedBy` is the last event id, where it could be sent. */
    opened: (
      askedBy: string | null,
      answeredFrom: string | null,
      by: Holder | null = null,
      oddities: readonly Oddity[] = [],
    ) => {
      silence.open()
      notices.opened(oddities)
      events.opened(askedBy, answeredFrom, by)
      attempts.opened(clock.now())
      move('live', null)
    },
    /** Null while the connection may bring more; else resolves when it may. */
    waitForCapacity: (more: () => Promise<void> | null): Promise<void> | null => {
      const busy = events.busy()
      return busy === null ? more() : busy.then(() => more() ?? undefined)
    },
    /** Reading waits for `until`; the silence meanwhile is not the server's. */
    heldUp: async (until: Promise<void>) => {
      const from = clock.monotonic()
      silence.hold()
      awake()
      await until
      silence.release()
      if (clock.monotonic() - from >= heldUpMs) notices.released(clock.monotonic())
    },
    sign: () => {
      notices.bytes(clock.monotonic())
      silence.sign()
      awake()
      if (connection().state !== 'live' && isOpen(connection().state)) move('live', null)
    },
    /** Moves between live, quiet and stalled. `gone`: why to give the connection up; `dueAt`: when to ask again, in monotonic ms. */
    tick: (): { gone: string | null; dueAt: number } => {
      if (clock.monotonic() < dueAt) return { gone: null, dueAt }
      dueAt = 0
      const gone = judge()
      dueAt = gone === null ? nextDue() : 0
      return { gone, dueAt }
    },
    /** What the next transaction carries. `last`: the engine is closing. */
    drain: (last: boolean): PendingWrites => {
      const { resumeId, gaps, checkpoints } = events.drain(last || isSettled(connection().state))
      const job = events.job()
      const summarised = summariseJob(job)
      const received = attempts.received()
      const askedAt = base.askedAt ?? attempts.firstAt()
      const next: RunSummary = {
        ...base,
        job: summarised,
        connection: connection(),
        ...(received === undefined ? {} : { received }),
        ...(askedAt === undefined ? {} : { askedAt }),
        events: events.seq(),
        pings: job.counts.pings,
        unreadable: job.counts.unreadable,
        repeats: job.counts.repeats,
        late: job.counts.late,
        gaps: events.gaps(),
        bytes: start.summary.bytes + attempts.bytes(),
        lastEventAt: job.lastEventAt,
        lastBytesAt: silence.lastAt(),
        beatMs: silence.usualMs(),
      }
      silence.told()
      base = { ...next, marks: marksAfter(base.marks, base, next) }
      const { title, marks } = marked
      const isMarked = title !== base.title || marks !== base.marks
      marked = base
      return {
        summary: base,
        resumeId,
        ...(isMarked ? { marksBefore: { title, marks } } : {}),
        attempts: attempts.drain(),
        gaps,
        transitions: states.drain(),
        checkpoints,
      }
    },
  }
}
