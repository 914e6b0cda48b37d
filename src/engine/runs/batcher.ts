// Collects what the runs have to store and gives it to the writer, one transaction at a time: at most 50 ms after the
// first event, 25 ms where some have come by then, at 500 events, or as soon as the writer is free. A failed batch is kept
// and retried while the streams wait. Listeners are notified only of what is committed (law 1).

import { type ErrorCode, errorData } from '../../core/basics/errors.ts'
import type { LogStatus } from '../../core/contract/contract.ts'
import { eventUnits } from '../../core/log/event-units.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { Clock } from '../base/clock.ts'
import { createPause } from '../base/pause.ts'
import { withoutRuns } from '../log/part-of-batch.ts'
import type { Batch, NewEvent } from '../log/rows.ts'
import type { PendingWrites } from './pending-writes.ts'
import { shutdownError } from './shutdown-error.ts'
import { createSlowLog } from './slow-log.ts'

type BatchSource = { readonly id: number; readonly drain: (last: boolean) => PendingWrites }

export type Batcher = {
  readonly event: (event: NewEvent) => void
  readonly dirty: (source: BatchSource) => void
  /** Null while more events fit; else resolves when the pending ones are stored. */
  readonly waitForCapacity: () => Promise<void> | null
  /**
   * Stores everything pending. Resolves when it is committed; rejects with the error of a failed write. What is pending is
   * retried all the same, but the caller does not wait for a full disk.
   */
  readonly flush: () => Promise<void>
  /**
   * Stores everything for the last time, with checkpoints, then calls `verifyLog` to see that the log is in its place.
   * Rejects with a message for people: what was not stored, and why.
   */
  readonly end: (verifyLog: () => Promise<void>) => Promise<void>
  /** Resolves when what is pending now is committed, however much comes meanwhile; rejects as `flush` does. */
  readonly stored: () => Promise<void>
  /** What is pending of these runs is not stored any more, a batch that failed and is tried again included: others have them. */
  readonly forget: (runs: readonly number[]) => void
  /** A batch that failed is tried again at once. */
  readonly hurry: () => void
  /** How many events are not stored yet. */
  readonly unsaved: () => number
  /** Whether the run `id` has something that no transaction has taken yet. */
  readonly isDirty: (id: number) => boolean
}

const flushAfterMs = 50
/**
 * This many events are worth a transaction so soon: they are on the screen 25 ms earlier. Fewer wait for others, or a few slow
 * streams would cost twice as many transactions and pushes.
 */
const soonMs = 25
const soonEvents = 12
const batchEvents = 500
/** Above this many pending events, or this many of their `eventUnits`, the streams wait. */
const pendingEvents = 2_000
const pendingUnits = 16 * 2 ** 20
const retryMs = 2_000

const states: Readonly<Partial<Record<ErrorCode, LogStatus['state']>>> = {
  'storage-full': 'full',
  'data-dir-not-writable': 'read-only',
  'log-missing': 'missing',
  'log-away': 'away',
}

export function createBatcher(
  clock: Clock,
  commit: (batch: Batch, again: boolean) => Promise<void>,
  committed: (runs: readonly RunSummary[]) => void,
  statusChanged: (status: LogStatus) => void,
  /** Told once of what the next batch brings, when a batch is full and another is still being stored. */
  ready: (events: readonly NewEvent[]) => void = () => {},
): Batcher {
  let events: NewEvent[] = []
  /** The batch that is being stored. */
  let current: Batch | null = null
  let units = 0
  const sources = new Map<number, BatchSource>()
  let cancelTimer: (() => void) | null = null
  let writing: Promise<void> | null = null
  let capacity: PromiseWithResolvers<void> | null = null
  let lastNotified: LogStatus['state'] = 'ok'
  let failure = noFailure()
  const pause = createPause(clock, retryMs)
  let closing = false
  let toldReady = false

  const schedule = () => {
    if (writing !== null) return
    if (events.length >= batchEvents) start()
    else cancelTimer ??= clock.after(soonMs, startOrWait)
  }
  const startOrWait = () => {
    if (events.length >= soonEvents) start()
    else cancelTimer = clock.after(flushAfterMs - soonMs, start)
  }

  const take = (last: boolean): Batch => {
    const pending = [...sources.values()].map((source) => ({ id: source.id, ...source.drain(last) }))
    const batch: Batch = {
      events,
      runs: pending.map(({ summary, resumeId, marksBefore }) =>
        marksBefore === undefined ? { summary, resumeId } : { summary, resumeId, marksBefore },
      ),
      attempts: pending.flatMap(({ id, attempts }) => attempts.map((attempt) => ({ ...attempt, run: id }))),
      gaps: pending.flatMap(({ id, gaps }) => gaps.map((gap) => ({ ...gap, run: id }))),
      transitions: pending.flatMap(({ transitions }) => transitions),
      checkpoints: pending.flatMap(({ checkpoints }) => checkpoints),
    }
    events = []
    units = 0
    toldReady = false
    sources.clear()
    return batch
  }

  const notify = (state: LogStatus['state'], sentence: string | null) => {
    if (state !== lastNotified) statusChanged({ state, sentence })
    lastNotified = state
  }

  /** Retries until it is stored: after a failure the next try carries the very same batch. */
  const store = async (): Promise<void> => {
    for (let again = false; current !== null; again = true) {
      try {
        await commit(current, again)
        if (lastNotified !== 'ok') failure = noFailure()
        // One quick transaction does not show that a slow log has caught up.
        if (lastNotified !== 'slow') notify('ok', null)
        return
      } catch (thrown) {
        const { code, message } = errorData(thrown)
        notify(states[code] ?? 'failed', message)
        failure.reject(thrown)
        if (closing) throw thrown
        await pause.wait()
      }
    }
  }

  const hasCapacity = () => events.length < pendingEvents && units < pendingUnits
  const release = () => {
    if (!hasCapacity()) return
    capacity?.resolve()
    capacity = null
  }
  const unsaved = () => (current?.events.length ?? 0) + events.length
  const slow = createSlowLog(
    clock,
    () => lastNotified === 'ok' && !hasCapacity(),
    ({ state, sentence }) => notify(state, sentence),
  )
  /** A failed write is reported by `statusChanged`, and by `flush` to its caller. */
  const start = () => void write(false).catch(() => {})
  const write = (last: boolean): Promise<void> => {
    cancelTimer?.()
    cancelTimer = null
    slow.begin()
    writing = (async () => {
      current = take(last)
      await store()
      const { runs } = current
      current = null
      committed(runs.map((run) => run.summary))
    })().finally(() => {
      writing = null
      slow.end()
      release()
      if (events.length > 0 || sources.size > 0) schedule()
    })
    return writing
  }

  return {
    event: (event) => {
      events.push(event)
      units += eventUnits(event)
      schedule()
      if (toldReady || writing === null || hasCapacity()) return
      toldReady = true
      ready(events)
    },
    dirty: (source) => {
      sources.set(source.id, source)
      schedule()
    },
    waitForCapacity: () => {
      if (hasCapacity()) return null
      capacity ??= Promise.withResolvers<void>()
      return capacity.promise
    },
    unsaved,
    forget: (runs) => {
      const gone = new Set(runs)
      events = events.filter(({ run }) => !gone.has(run))
      units = events.reduce((sum, event) => sum + eventUnits(event), 0)
      for (const run of gone) sources.delete(run)
      if (current !== null) current = withoutRuns(current, (run) => gone.has(run))
      release()
    },
    hurry: pause.cut,
    isDirty: (id) => sources.has(id),
    stored: async () => {
      // What is being written was taken before now; the transaction after it carries the rest.
      if (writing !== null) await Promise.race([writing, failure.promise])
      if (writing !== null) await Promise.race([writing, failure.promise])
      else if (events.length > 0 || sources.size > 0) await Promise.race([write(false), failure.promise])
    },
    flush: async () => {
      while (writing !== null) await Promise.race([writing, failure.promise])
      if (events.length > 0 || sources.size > 0) await Promise.race([write(false), failure.promise])
    },
    end: async (verifyLog) => {
      closing = true
      try {
        // The pending retry happens now; it is the last one.
        pause.cut()
        while (writing !== null) await writing
        if (events.length > 0 || sources.size > 0) await write(true)
        await verifyLog()
      } catch (thrown) {
        throw shutdownError(thrown, unsaved())
      }
    },
  }
}

/** Rejected by the first failure since the log last took something. */
function noFailure(): PromiseWithResolvers<never> {
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => {})
  return failure
}
