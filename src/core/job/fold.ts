// The one fold. Live view, history, replay, import and the rebuild of the log all use it, so they cannot disagree.
// It is total (no reading throws) and pure (the job it is given is never changed), and a finished job never goes back.

import { assertNever } from '../basics/assert-never.ts'
import { isFinished, type JobBearing, type JobState } from '../run/states.ts'
import { noReason } from '../run/words.ts'
import { failedChecksMessage } from './checks.ts'
import { foldCalled, foldReasoning, foldTool, foldUsage, foldWritten } from './fold-model.ts'
import { foldCheck, foldFact, foldItem, foldStage, foldText, foldTimes, notBefore } from './fold-parts.ts'
import type { Job } from './job.ts'
import { clampPercent, percentOf } from './progress.ts'
import type { Reading } from './reading.ts'
import { classOf } from './reading-class.ts'
import { truncateReading } from './truncate-reading.ts'

/** One event as the fold sees it: when it arrived (epoch ms) and what its kind read in it. */
export type Step = {
  readonly at: number
  readonly readings: readonly Reading[]
  /** Sent again by a new connection: counted, and changes nothing else. */
  readonly repeat: boolean
}

/** A job of which nothing is known yet. */
export function newJob(): Job {
  return {
    state: 'pending',
    cause: null,
    progress: { percent: null, done: null, total: null, raw: null, first: null },
    stages: [],
    stagesOf: null,
    items: [],
    text: null,
    checks: [],
    facts: [],
    lastLog: null,
    counts: {
      events: 0,
      pings: 0,
      unreadable: 0,
      repeats: 0,
      late: 0,
      warnings: 0,
      errors: 0,
      stages: 0,
      items: 0,
      itemsDone: 0,
    },
    firstEventAt: null,
    lastEventAt: null,
    firstContentAt: null,
    finishedAt: null,
    terminal: false,
  }
}

/** `job` after one more event. */
export function fold(job: Job, step: Step): Job {
  const late = job.terminal
  const classes = new Set(step.readings.map(classOf))
  const counted: Job = {
    ...job,
    firstEventAt: job.firstEventAt ?? step.at,
    lastEventAt: step.at,
    counts: {
      ...job.counts,
      events: job.counts.events + 1,
      repeats: job.counts.repeats + (step.repeat ? 1 : 0),
      late: job.counts.late + (late ? 1 : 0),
      pings: job.counts.pings + (classes.has('ping') ? 1 : 0),
      unreadable: job.counts.unreadable + (classes.has('unreadable') ? 1 : 0),
      warnings: job.counts.warnings + (classes.has('warning') ? 1 : 0),
      errors: job.counts.errors + (classes.has('error') ? 1 : 0),
    },
  }
  return step.repeat || late ? counted : foldReadings(counted, step)
}

/**
 * Whether `step` tells `job` anything new. A service that repeats its present state on every connection is recognised
 * by this: nothing new on a later connection is a repeat. Readings that change nothing give back the very same job.
 */
export function changes(job: Job, step: Step): boolean {
  return step.readings.some(isAlwaysNew) || foldReadings(job, step) !== job
}

/** A sign of life is never a repeat, and of what cannot be read nobody knows. */
function isAlwaysNew({ type }: Reading): boolean {
  return type === 'ping' || type === 'unreadable'
}

/**
 * The connection's bearing on the job: a lost stream makes it `unknown`, dropping a generating request cancels it, and the end
 * of the stream completes it where `endsWell` says that it was meant to end there.
 */
export function foldConnection(
  job: Job,
  bearing: JobBearing,
  cause: string,
  at: number,
  endsWell: (job: Job) => boolean = () => false,
): Job {
  if (isFinished(job.state)) return job
  const state = bearing === 'ended' ? (endsWell(job) ? 'completed' : 'unknown') : bearing
  const moved: Job = {
    ...job,
    state,
    // A good end needs no cause: the connection's own says how it came.
    cause: state === 'completed' ? null : cause,
    finishedAt: state === 'unknown' ? null : notBefore(job.firstEventAt, at),
  }
  return state === 'completed' || state === 'failed' ? foldStagesAtEnd(moved, state, at) : moved
}

/** The server's own word on the state outweighs what the rest of the same event implies: a `pending` job may have a total. */
function foldReadings(job: Job, { readings, at }: Step): Job {
  const stated = readings.some((reading) => reading.type === 'status')
  const woken = !stated && readings.some(showsWork) ? underWay(job) : job
  return readings.reduce((next, reading) => foldReading(next, truncateReading(reading), at), woken)
}

function foldReading(job: Job, reading: Reading, at: number): Job {
  switch (reading.type) {
    case 'ping':
    case 'unreadable':
      return job
    case 'status':
      return moveTo(job, reading.state, null, at)
    case 'outcome':
      return foldStagesAtEnd(moveTo(job, reading.state, causeOf(job, reading), at), reading.state, at)
    case 'terminal':
      return job.terminal ? job : { ...withoutVerdict(job), terminal: true }
    case 'progress':
      return foldProgress(job, reading, at)
    case 'stage':
      return foldStage(job, reading, at)
    case 'item':
      return withContent(foldItem(job, reading, at), at)
    case 'text':
      return foldTextOf(job, reading, at)
    case 'tool':
      return foldTool(job, reading, at)
    case 'called':
      return foldCalled(job, at)
    case 'usage':
      return foldUsage(job, reading)
    case 'reader':
      return job.reader === undefined ? { ...job, reader: { id: reading.id, from: job.counts.events } } : job
    case 'check':
      return foldCheck(job, reading, at)
    case 'fact':
      return foldFact(job, reading)
    case 'times':
      return foldTimes(job, reading, at)
    case 'log':
      return { ...job, lastLog: { level: reading.level, message: reading.message } }
    default:
      return assertNever(reading)
  }
}

function moveTo(job: Job, state: JobState, cause: string | null, at: number): Job {
  if (isFinished(job.state) || (job.state === state && job.cause === cause)) return job
  return { ...job, state, cause, finishedAt: isFinished(state) ? notBefore(job.firstEventAt, at) : null }
}

/** The server's reason; where it gave none for a failure, what its own checks say. */
function causeOf(job: Job, { state, reason }: Reading & { type: 'outcome' }): string | null {
  if (reason !== null || state === 'completed') return reason
  return failedChecksMessage(job) ?? noReason
}

/** A last event without a verdict leaves the job unknown: it must neither read as success nor run for ever. */
function withoutVerdict(job: Job): Job {
  if (isFinished(job.state)) return job
  return {
    ...job,
    state: 'unknown',
    cause: 'The stream’s last event came without a verdict that can be read',
  }
}

/** A count of zero shows nothing: a waiting job may have one too. */
function showsWork(reading: Reading): boolean {
  switch (reading.type) {
    case 'progress':
      return (reading.percent ?? 0) > 0 || (reading.done ?? 0) > 0
    case 'stage':
    case 'item':
    case 'text':
    case 'tool':
    case 'usage':
    case 'log':
      return true
    default:
      return false
  }
}

/** Any reading about the work itself shows that it is being done: a `pending` or lost job is `processing` again. */
function underWay(job: Job): Job {
  return job.state === 'pending' || job.state === 'unknown'
    ? { ...job, state: 'processing', cause: null }
    : job
}

function foldTextOf(job: Job, reading: Reading & { type: 'text' }, at: number): Job {
  const next =
    reading.channel === 'reasoning'
      ? foldReasoning(job, reading, at)
      : withContent(foldText(job, reading), at)
  return next === job ? job : foldWritten(next, at)
}

function withContent(job: Job, at: number): Job {
  return job.firstContentAt === null ? { ...job, firstContentAt: at } : job
}

function foldProgress(job: Job, reading: Reading & { type: 'progress' }, at: number): Job {
  const { done, total, raw } = reading
  const percent = reading.percent === null ? percentOf(done, total) : clampPercent(reading.percent)
  const known = job.progress
  if (known.percent === percent && known.done === done && known.total === total && known.raw === raw)
    return job
  const first = known.first ?? (percent === null ? null : { at, percent })
  return { ...job, progress: { percent, done, total, raw, first } }
}

/** The end of the job ends its running stages the same way. */
function foldStagesAtEnd(job: Job, state: 'completed' | 'failed', at: number): Job {
  if (!job.stages.some((stage) => stage.state === 'running')) return job
  const stages = job.stages.map((stage) =>
    stage.state === 'running' ? { ...stage, state, endedAt: notBefore(stage.startedAt, at) } : stage,
  )
  return { ...job, stages }
}
