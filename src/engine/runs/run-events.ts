// The events of one run: each one is classified, read by its kind, folded into the job and given to the batcher, together
// with the ids, gaps and checkpoints that follow from them. It knows nothing of connection states.

import { fold, foldConnection } from '../../core/job/fold.ts'
import type { Job } from '../../core/job/job.ts'
import type { Kind, Params } from '../../core/kind/kind.ts'
import { flags, lackFlags } from '../../core/log/flags.ts'
import type { Gap, RunSummary } from '../../core/run/run.ts'
import type { JobBearing } from '../../core/run/states.ts'
import type { Clock } from '../base/clock.ts'
import type { ReceivedEvent } from '../connection/attempt-sink.ts'
import { createCheckpointer } from '../fold/checkpointer.ts'
import { isPing, readEvent, tellsEnd, toStep } from '../fold/read-event.ts'
import type { Tail } from '../fold/reread.ts'
import type { LoadedCheckpoint, NewEvent } from '../log/rows.ts'
import type { AttemptRecords } from './attempt-records.ts'
import { createDedupeQueue, type Verdict } from './dedupe-queue.ts'
import { createHistory, type HistorySource, waitUntilStored } from './history.ts'
import type { Notices } from './notices.ts'
import { createResumeState, type Recent } from './resume-state.ts'

export type RunEventsStart = {
  readonly summary: RunSummary
  readonly resumeId: string | null
  readonly job: Job
  /** The stored checkpoint that the job was rebuilt from. */
  readonly checkpoint: LoadedCheckpoint | null
  readonly openGap: Gap | null
  /** The latest stored events, for what their ids prove. */
  readonly recent: Recent
  readonly kind: Kind
  readonly params: Params
}

/** Where events go, and what is stored already. */
export type RunEventsOut = {
  readonly event: (event: NewEvent) => void
  /** The run has something for the next transaction. */
  readonly dirty: () => void
  /** Absent: repeats are not recognised. */
  readonly past?: {
    /** Resolves when everything passed to `event` before is in the log. */
    readonly stored: () => Promise<void>
    readonly log: HistorySource
  }
}

/** The owner of the connection: called after each event, and once when no further event can be taken. */
export type Holder = { readonly taken: () => void; readonly failed: (thrown: unknown) => void }

export function createRunEvents(
  start: RunEventsStart,
  clock: Clock,
  attempts: AttemptRecords,
  notices: Pick<Notices, 'event' | 'defect'>,
  out: RunEventsOut,
) {
  const { kind } = start
  let { params } = start
  const { id } = start.summary
  let job = start.job
  let seq = start.summary.events
  const resume = createResumeState({ ...start, gaps: start.summary.gaps })
  const { gaps } = resume
  let checkpoints = createCheckpointer(id, start.checkpoint)
  const endsWell = (ended: Job) => kind.endsWell?.(ended, params) === true
  let holder: Holder | null = null
  let isConnected = false
  /** What is taken while the run is read again; null while it is not. */
  let tail: Tail[] | null = null

  const take = (event: ReceivedEvent, verdict: Verdict) => {
    if (verdict === 'caught-up') gaps.caughtUp()
    if (verdict === 'replay' || verdict === 'caught-up') {
      attempts.replayed()
      return out.dirty()
    }
    const again = attempts.number() > 1
    notices.event(event.data)
    const at = clock.now()
    const readings = readEvent(kind, event, params, job.reader?.id, () => notices.defect(kind.label))
    const known = verdict === 'repeat'
    const maybe = resume.remember(event) || verdict === 'maybe'
    if (verdict === 'new') resume.came(event, at, readings.some(isPing))
    if (event.id !== null && !known && !maybe) resume.noteId(event.id)
    const { step, bits } = toStep(kind, job, readings, at, again, known)
    job = fold(job, step)
    seq++
    checkpoints.passed(seq, job)
    attempts.event()
    const wire =
      (event.trueSize === null ? 0 : flags.truncated) |
      (event.raw === null ? 0 : flags.invalidUtf8) |
      (event.lacks === undefined ? 0 : lackFlags[event.lacks])
    const { name, data, raw, trueSize } = event
    const stored: NewEvent = {
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
    }
    out.event(stored)
    tail?.push({ row: stored })
    out.dirty()
    holder?.taken()
  }

  const queue = createDedupeQueue({
    clock,
    take,
    failed: (thrown) => holder?.failed(thrown),
    isNamed: resume.isNamed,
    isNext: (event) => resume.isNext(event, clock.now()),
    isPlain: (event) =>
      kind.repeats !== 'snapshot' && !readEvent(kind, event, params, job.reader?.id).some(isPing),
    compares: resume.isNameless,
  })

  const history = () => {
    const { past } = out
    if (past === undefined || seq === 0) return null
    return createHistory(past.log, id, seq, () => waitUntilStored(past.stored, clock, () => isConnected))
  }

  return {
    job: () => job,
    seq: () => seq,
    resumeId: resume.resumeId,
    receive: queue.event,
    /** No event by the standard: one where it tells the job's end or an error, and else nothing, since notices have it. */
    receiveUndispatched: (event: ReceivedEvent) => {
      if (tellsEnd(readEvent(kind, event, params, job.reader?.id))) queue.event(event)
    },
    /** The last event id changed without an event. */
    bareId: (bare: string) =>
      queue.between(() => {
        resume.noteId(bare)
        out.dirty()
      }),
    /** Null while the queue is empty; else resolves when more may be read. */
    busy: queue.busy,
    /** The connection's state changed the job. `at` in epoch ms. */
    connectionMoved: (bearing: JobBearing, cause: string, at: number) => {
      job = foldConnection(job, bearing, cause, at, endsWell)
      tail?.push({ bearing, cause, at })
    },
    params: () => params,
    endsWell: () => endsWell(job),
    /** What comes from now on is kept for `readAgain` too. */
    beginTail: () => {
      tail = []
    },
    /** What came since `beginTail`. */
    tail: (): readonly Tail[] => tail ?? [],
    /** Everything so far was read again, with the parameters `anew`, and made `read`; it goes on from there. */
    readAgain: (anew: Params, read: Job) => {
      tail = null
      params = anew
      job = read
      checkpoints = createCheckpointer(id, { seq, job })
      out.dirty()
    },
    /** A connection opened. `askedBy` is the last event id where it was sent. */
    opened: (askedBy: string | null, answeredFrom: string | null, by: Holder | null) => {
      holder = by
      isConnected = true
      queue.opened(history())
      const repeatsState = kind.repeats === 'snapshot'
      resume.opened(clock.now(), attempts.number(), { askedBy, answeredFrom, repeatsState })
    },
    /** The same connection is read on after a part of it that could not be kept. */
    goesOn: (by: Holder) => {
      holder = by
      isConnected = true
      queue.opened(null)
    },
    /** Bytes went by between `from`, epoch ms, and now that could not be kept. */
    unrecorded: (bytes: number, cause: string, from: number) =>
      gaps.unrecorded({ afterSeq: seq, attempt: attempts.number(), from, until: clock.now(), cause, bytes }),
    /** The connection ended; resolves when everything it brought was taken. */
    settled: () => {
      isConnected = false
      return queue.ended()
    },
    /** The stream was lost; `from` is its last sign of life, epoch ms. */
    lost: (cause: string, from: number) =>
      gaps.lost({ afterSeq: seq, attempt: attempts.number(), from, cause }),
    /** The server has no more to send: an open gap can never be filled. */
    over: (at: number) => gaps.over(at, attempts.number()),
    gaps: gaps.count,
    /** What the next transaction carries. `rests`: the run comes to rest, so that its job is worth a checkpoint. */
    drain: (rests: boolean) => {
      if (rests) checkpoints.rests(seq, job)
      return { resumeId: resume.resumeId(), gaps: gaps.drain(), checkpoints: checkpoints.drain() }
    },
  }
}
