// One run while the engine works on it: takes what the connection tells, folds it, and keeps what the next transaction
// must carry. It decides nothing about connecting, and shows nothing that is not yet committed.

import { flags } from '../../core/flags.ts'
import { fold, foldConnection } from '../../core/fold.ts'
import type { Job } from '../../core/job.ts'
import type { Kind } from '../../core/kind.ts'
import { applyMarks, type MarkChange, marksAfter } from '../../core/marks.ts'
import type { Params } from '../../core/params.ts'
import type { Connection, Gap, RunSummary, Transition } from '../../core/run.ts'
import { isOpen, isSettled } from '../../core/states.ts'
import { summariseJob } from '../../core/summary.ts'
import type { Clock } from '../clock.ts'
import type { ReceivedEvent } from '../connection/attempt.ts'
import type { Checkpoint, NewEvent, OfRun } from '../log/batch.ts'
import type { LoadedCheckpoint } from '../log/checkpoints.ts'
import { type AttemptBook, createAttemptBook } from './attempt-book.ts'
import { createBorderGuard } from './border-guard.ts'
import { createCheckpointer } from './checkpointer.ts'
import { createGapKeeper } from './gap-keeper.ts'
import { createNotices, type Wire } from './notices.ts'
import { readEvent, toStep } from './read-event.ts'
import { createReplayGuard } from './replay-guard.ts'
import { createSilenceWatch, type SilenceWatch } from './silence-watch.ts'

/** Everything the next transaction carries for this run. */
export type Drained = {
  readonly summary: RunSummary
  readonly resumeId: string | null
  readonly attempts: ReturnType<AttemptBook['drain']>
  readonly gaps: readonly Gap[]
  readonly transitions: readonly OfRun<Transition>[]
  readonly checkpoints: readonly Checkpoint[]
}

export type LiveRunStart = {
  readonly summary: RunSummary
  readonly resumeId: string | null
  readonly transitions: number
  readonly job: Job
  /** The stored checkpoint that the job was rebuilt from. */
  readonly checkpoint: LoadedCheckpoint | null
  readonly openGap: Gap | null
  /** The latest stored events, for recognising what a new connection sends again. */
  readonly recent: readonly Pick<ReceivedEvent, 'name' | 'id' | 'data'>[]
  readonly kind: Kind
  readonly params: Params
}

export type LiveRun = ReturnType<typeof createLiveRun>

/** Shorter than this, reading was not held up: there was merely a queue. */
const heldUpMs = 500
/** UTF-16 units of the last event id that are kept for resuming: more than a header takes, so that a longer one is never sent. */
const keptId = 4_096

export function createLiveRun(
  start: LiveRunStart,
  clock: Clock,
  out: { event: (event: NewEvent) => void; dirty: () => void },
) {
  const { kind, params } = start
  const id = start.summary.id
  let base = start.summary
  let job = start.job
  let connection: Connection = start.summary.connection
  let resumeId = start.resumeId
  let seq = start.summary.events
  let transitionCount = start.transitions
  let transitions: OfRun<Transition>[] = []
  const gaps = createGapKeeper(start.summary.gaps, start.openGap)
  const checkpoints = createCheckpointer(id, start.checkpoint)
  const guard = createReplayGuard()
  const border = createBorderGuard(kind)
  for (const event of start.recent) {
    guard.isReplay(event)
    border.isKnown(event, readEvent(kind, event, params))
  }
  const notices = createNotices()
  const silence: SilenceWatch = createSilenceWatch(kind.beatMs, base.lastBytesAt, clock)
  const attempts = createAttemptBook(base.connection.attempt)

  const move = (
    state: Connection['state'],
    cause: string | null,
    more: { retryAt?: number; job?: Transition['job'] } = {},
  ) => {
    const same =
      connection.state === state && connection.cause === cause && connection.attempt === attempts.number()
    if (same && state !== 'waiting') return
    const at = clock.now()
    const bearing = more.job ?? null
    const { notice } = connection
    connection = {
      state,
      cause,
      attempt: attempts.number(),
      since: at,
      retryAt: more.retryAt ?? null,
      ...(notice === undefined ? {} : { notice }),
    }
    transitionCount++
    transitions.push({
      run: id,
      number: transitionCount,
      at,
      attempt: connection.attempt,
      afterSeq: seq,
      state,
      cause,
      job: bearing,
    })
    if (bearing !== null) job = foldConnection(job, bearing, cause ?? '', at)
    out.dirty()
  }

  /** The last event id is now `id`; the empty one means that there is none (9.2.6). */
  const noteId = (id: string) => {
    gaps.firstId(id)
    resumeId = id === '' ? null : id.slice(0, keptId)
    out.dirty()
  }

  const notice = (over: boolean) => {
    const text = notices.news(clock.monotonic(), over)
    if (text === null) return
    attempts.notice(text)
    connection = { ...connection, notice: text }
    out.dirty()
  }

  const receive = (event: ReceivedEvent) => {
    const again = attempts.number() > 1
    if (guard.isReplay(event)) return attempts.replayed()
    notices.event(event.data)
    if (event.id !== null) noteId(event.id)
    const at = clock.now()
    const readings = readEvent(kind, event, params, () => notices.defect(kind.label))
    const known = border.isKnown(event, readings)
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
      flags: bits | wire,
      trueSize,
      raw,
    })
    out.dirty()
  }

  return {
    id,
    kind,
    params,
    attempts,
    move,
    receive,
    noteId,
    job: () => job,
    seq: () => seq,
    connection: () => connection,
    resumeId: () => resumeId,
    rename: (title: string) => {
      base = { ...base, title }
      out.dirty()
    },
    mark: (change: MarkChange) => {
      base = applyMarks(base, change, clock.now())
      out.dirty()
    },
    /** The stream was there and is gone. */
    lost: (cause: string) =>
      gaps.lost({ afterSeq: seq, attempt: attempts.number(), from: silence.lastAt() ?? clock.now(), cause }),
    /** The engine was not running: whatever came since the last sign of life was not seen. */
    cutOff: (cause: string) => {
      if (!isSettled(connection.state) && attempts.number() > 0) {
        gaps.lost({
          afterSeq: seq,
          attempt: attempts.number(),
          from: silence.lastAt() ?? connection.since,
          cause,
        })
      }
    },
    /** A request goes out. What was odd about the connection before says nothing of this one. */
    asked: () => {
      notices.asked(clock.monotonic())
      const { notice: _, ...rest } = connection
      connection = rest
    },
    wire: (wire: Wire) => {
      attempts.measure(wire.counts)
      notices.wire(wire)
    },
    /** The attempt's connection has ended, in whatever way. */
    ended: (cause: string) => {
      notice(true)
      attempts.ended(clock.now(), cause)
    },
    opened: (resumedFrom: string | null, answeredFrom: string | null) => {
      silence.open()
      border.reconnected()
      guard.reconnected()
      const repeatsState = kind.repeats === 'snapshot'
      gaps.reopened(clock.now(), attempts.number(), { resumedFrom, answeredFrom, repeatsState })
      attempts.opened(clock.now())
      move('live', null)
    },
    /** Reading waits for `until`: the silence meanwhile is ours. */
    heldUp: async (until: Promise<void>) => {
      const from = clock.monotonic()
      silence.hold()
      await until
      silence.release()
      if (clock.monotonic() - from >= heldUpMs) notices.released(clock.monotonic())
    },
    /** Bytes arrived, of any sort. */
    sign: () => {
      notices.bytes(clock.monotonic())
      silence.sign()
      if (connection.state !== 'live' && isOpen(connection.state)) move('live', null)
    },
    /** Called each second: moves between live, quiet and stalled. `gone` is why the connection should be given up. */
    tick: (): { gone: string | null } => {
      if (!isOpen(connection.state)) return { gone: null }
      if (silence.changed() || attempts.counted()) out.dirty()
      notice(false)
      const verdict = silence.judge(kind.timeLimitMs)
      if (verdict.state !== 'live' && verdict.state !== connection.state) move(verdict.state, verdict.cause)
      return { gone: verdict.gone }
    },
    /** What the next transaction carries. `last`: the engine is closing. */
    drain: (last: boolean): Drained => {
      if (last || isSettled(connection.state)) checkpoints.rests(seq, job)
      const summarised = summariseJob(job)
      base = {
        ...base,
        marks: marksAfter(base.marks, base, { job: summarised, connection }),
        job: summarised,
        connection,
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
      const drained = {
        summary: base,
        resumeId,
        attempts: attempts.drain(),
        gaps: gaps.drain(),
        transitions,
        checkpoints: checkpoints.drain(),
      }
      transitions = []
      return drained
    },
  }
}
