// One run on its way into the log: its events folded by the same fold as a live run's and put into batches with everything
// that belongs to them. Places in the log are counted anew, so that lines that are missing leave no hole.

import { importedRule, type NewAlert } from '../../../core/alerts/alert.ts'
import { fold, foldConnection, newJob } from '../../../core/job/fold.ts'
import type { Job } from '../../../core/job/job.ts'
import { summariseJob } from '../../../core/job/summary.ts'
import type { Kind } from '../../../core/kind/kind.ts'
import { eventUnits } from '../../../core/log/event-units.ts'
import { flags, flagsOf, lackFlags } from '../../../core/log/flags.ts'
import { alertTypes } from '../../../core/run/attention.ts'
import type { Attempt, Connection, Gap, Received, RunSummary, Transition } from '../../../core/run/run.ts'
import { isFinished } from '../../../core/run/states.ts'
import type { AlertLine } from '../../../core/transcript/format.ts'
import type { Lacking } from '../../connection/undispatched-event.ts'
import { createCheckpointer } from '../../fold/checkpointer.ts'
import { readEvent, tellsEnd } from '../../fold/read-event.ts'
import type { Batch, NewEvent, OfRun } from '../../log/rows.ts'
import type { ImportedHead } from './import-steps.ts'

/** An event as its file tells it. */
export type ImportedEvent = {
  readonly at: number
  readonly attempt: number
  readonly name: string
  readonly id: string | null
  readonly data: string
  readonly repeat: boolean
  /** Equal to an event before it, and kept as one of its own. */
  readonly maybeRepeat?: boolean
  /** What it lacks to be a whole event. */
  readonly lacks?: Lacking
  readonly trueSize: number | null
  readonly raw: Uint8Array | null
}

export type RunImport = ReturnType<typeof createRunImport>

/** Gaps that stand for lines that could not be used. */
const mostDamageGaps = 1_000
/** What one transaction carries: events, or UTF-16 units of their text with the bytes of their raw data. */
const batchEvents = 8_000
const batchUnits = 4 * 2 ** 20

export function createRunImport(run: number, head: ImportedHead, kind: Kind | undefined) {
  let job = newJob()
  let seq = 0
  let bytes = 0
  let attempt = 0
  let received: Received | undefined
  let askedAt: number | null = null
  /** The last event was not all there. */
  let isCut = false
  let lastAt = head.summary.createdAt
  let gapCount = 0
  let damageGaps = 0
  let transitionCount = 0
  let events: NewEvent[] = []
  let units = 0
  let attempts: OfRun<Attempt>[] = []
  let gaps: OfRun<Gap>[] = []
  let transitions: OfRun<Transition>[] = []
  const alerts: NewAlert[] = []
  const checkpoints = createCheckpointer(run, null)

  const endsWell = (ended: Job) => kind?.endsWell?.(ended, head.params) === true
  const transition = (given: Omit<Transition, 'number' | 'afterSeq'>) => {
    transitions.push({ ...given, run, number: ++transitionCount, afterSeq: seq })
    if (given.job !== null) job = foldConnection(job, given.job, given.cause ?? '', given.at, endsWell)
  }

  const read = (event: ImportedEvent) =>
    kind === undefined ? [] : readEvent(kind, event, head.params, job.reader?.id)
  const take = (event: ImportedEvent) => {
    const { at, name, id, data, repeat, maybeRepeat = false, trueSize, raw } = event
    attempt = event.attempt
    isCut = trueSize !== null
    const readings = read(event)
    const late = job.terminal
    job = fold(job, { at, readings, repeat })
    seq++
    checkpoints.passed(seq, job)
    bytes += data.length
    units += eventUnits(event)
    lastAt = at
    const bits =
      flagsOf(readings) |
      (repeat ? flags.repeat : 0) |
      (maybeRepeat ? flags.maybeRepeat : 0) |
      (late ? flags.late : 0) |
      (trueSize === null ? 0 : flags.truncated) |
      (raw === null ? 0 : flags.invalidUtf8) |
      (event.lacks === undefined ? 0 : lackFlags[event.lacks])
    events.push({ run, seq, attempt, at, name, id, data, flags: bits, trueSize, raw })
  }

  return {
    seq: () => seq,
    bytes: () => bytes,
    lastAt: () => lastAt,
    job: () => job,
    /** Whether what is pending is as much as one transaction should carry. */
    isFull: () => events.length >= batchEvents || units >= batchUnits,
    event: take,
    /** An event of a captured stream; false where it is none: what the standard passes over counts only where it tells the end. */
    captured: (event: ImportedEvent): boolean => {
      if ((event.lacks === 'data' || event.lacks === 'field') && !tellsEnd(read(event))) return false
      take(event)
      return true
    },
    /** `after` is the number of events before it: those so far, unless it is told again. */
    attempt: (given: Attempt, after = seq) => {
      askedAt ??= given.startedAt
      const { bytes, events, comments, replayed } = given
      received = { bytes, events, comments, replayed }
      attempts.push({ ...given, run, afterSeq: after })
    },
    gap: (given: Gap) => {
      gaps.push({ ...given, run, number: ++gapCount, afterSeq: seq })
    },
    /**
     * What a rule had fired for where the run was watched. Here it is a record: it tells nobody, and nobody is needed. One that
     * was not over is over here; `seq` is the number of its event here. A type that this Runlight does not know is passed over.
     */
    alert: (line: AlertLine, place: number | null, exportedAt: number) => {
      const type = alertTypes.find((one) => one === line.what)
      if (type === undefined) return
      const { severity, at, since, cause, lasting, resolvedAt, resolution, acknowledgedAt, note } = line
      const { title, kind: of, server } = head.summary
      // A moment that someone has seen is over by that.
      const goesOn = resolvedAt === null && (lasting || acknowledgedAt === null)
      alerts.push({
        rule: importedRule,
        ruleName: line.rule,
        type,
        severity,
        run,
        runs: [],
        many: line.several,
        title,
        kind: of,
        server,
        at,
        since,
        cause,
        seq: place,
        afterSeq: seq,
        lasting,
        resolvedAt: goesOn ? exportedAt : resolvedAt,
        resolution: goesOn
          ? `it was ${acknowledgedAt === null ? 'open' : 'not over'} when the run was exported`
          : resolution,
        acknowledgedAt,
        note,
        silent: null,
        tell: { desktop: false, sound: false },
        deliveries: [],
      })
    },
    /** The alerts that were taken in. */
    alerts: (): readonly NewAlert[] => alerts,
    /** Lines were lost here: the log says so where they were. */
    lostLines: (basis: string) => {
      if (damageGaps >= mostDamageGaps) return
      damageGaps++
      const cause = 'events of the imported file could not be read'
      gaps.push({
        run,
        number: ++gapCount,
        afterSeq: seq,
        attempt,
        from: lastAt,
        until: lastAt,
        cause,
        missed: 'unknown',
        basis,
      })
    },
    transition,
    /** What the next transaction carries. */
    drain: (): Batch => {
      const batch: Batch = {
        events,
        runs: [],
        attempts,
        gaps,
        transitions,
        checkpoints: checkpoints.drain(),
      }
      events = []
      units = 0
      attempts = []
      gaps = []
      transitions = []
      return batch
    },
    /**
     * The run is over. `connection` is how it was left; null where nobody knows, so that it is stopped for `cause` and a
     * job that was under way is unknown.
     */
    finish: (
      connection: Connection | null,
      cause: string,
      known: Pick<RunSummary, 'bytes' | 'lastBytesAt'>,
    ): { summary: RunSummary; batch: Batch } => {
      if (connection === null) {
        const isWell = !isCut && !job.terminal && endsWell(job)
        const state = job.terminal || isFinished(job.state) || isWell ? 'closed' : 'stopped'
        const bearing = isFinished(job.state) ? null : isCut || job.terminal ? 'unknown' : 'ended'
        transition({ at: lastAt, attempt, state, cause, job: bearing })
      }
      checkpoints.rests(seq, job)
      const last = transitions.at(-1)
      const left: Connection = connection ?? {
        state: last?.state ?? 'stopped',
        cause,
        attempt,
        since: lastAt,
        retryAt: null,
      }
      const summary: RunSummary = {
        ...head.summary,
        id: run,
        ...(askedAt === null ? {} : { askedAt }),
        // Without its kind nothing can be read in the events; the header says what was.
        job: kind === undefined ? head.summary.job : summariseJob(job),
        connection: left,
        ...(received === undefined ? {} : { received }),
        events: seq,
        pings: job.counts.pings,
        unreadable: job.counts.unreadable,
        repeats: job.counts.repeats,
        late: job.counts.late,
        gaps: gapCount,
        lastEventAt: job.lastEventAt,
        ...known,
      }
      const batch: Batch = {
        events,
        runs: [{ summary, resumeId: null }],
        attempts,
        gaps,
        transitions,
        checkpoints: checkpoints.drain(),
      }
      return { summary, batch }
    },
  }
}
