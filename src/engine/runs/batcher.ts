// Gathers what the runs have to store and gives it to the writer, one transaction at a time: at most 50 ms after the first
// event, or at 500 events, or as soon as the writer is free again. What failed to be stored is kept and tried again; the
// streams wait meanwhile. Only what is committed is told to anybody (law 1).

import type { LogStatus } from '../../core/contract.ts'
import { errorData } from '../../core/errors.ts'
import type { RunSummary } from '../../core/run.ts'
import type { Clock } from '../clock.ts'
import type { Batch, NewEvent } from '../log/batch.ts'
import type { Drained } from './live-run.ts'

export type BatchSource = { readonly id: number; readonly drain: (last: boolean) => Drained }

export type Batcher = {
  readonly event: (event: NewEvent) => void
  readonly dirty: (source: BatchSource) => void
  /** Null while there is room; else resolves when the pile is stored. */
  readonly room: () => Promise<void> | null
  /** Stores all there is now; `last` also makes checkpoints. Resolves when it is committed. */
  readonly flush: (last: boolean) => Promise<void>
}

const soonMs = 50
const enough = 500
/** Above this many events, or bytes of text, not yet stored, the streams are held up. */
const pileLimit = 2_000
const pileBytes = 16 * 2 ** 20
const retryMs = 2_000

export function createBatcher(
  clock: Clock,
  commit: (batch: Batch) => Promise<void>,
  committed: (runs: readonly RunSummary[]) => void,
  statusChanged: (status: LogStatus) => void,
): Batcher {
  let events: NewEvent[] = []
  let bytes = 0
  const sources = new Map<number, BatchSource>()
  let cancelTimer: (() => void) | null = null
  let writing: Promise<void> | null = null
  let room: PromiseWithResolvers<void> | null = null
  let failed = false

  const schedule = () => {
    if (writing !== null) return
    if (events.length >= enough) start()
    else cancelTimer ??= clock.after(soonMs, start)
  }

  const take = (last: boolean): Batch => {
    const drained = [...sources.values()].map((source) => ({ id: source.id, ...source.drain(last) }))
    const batch: Batch = {
      events,
      runs: drained.map(({ summary, resumeId }) => ({ summary, resumeId })),
      attempts: drained.flatMap(({ id, attempts }) => attempts.map((attempt) => ({ ...attempt, run: id }))),
      gaps: drained.flatMap(({ id, gaps }) => gaps.map((gap) => ({ ...gap, run: id }))),
      transitions: drained.flatMap(({ transitions }) => transitions),
      checkpoints: drained.flatMap(({ checkpoint }) => checkpoint ?? []),
    }
    events = []
    bytes = 0
    sources.clear()
    return batch
  }

  /** Stores until it is stored: a full disk holds the batch back, and the next try carries the very same one. */
  const store = async (batch: Batch): Promise<void> => {
    for (;;) {
      try {
        await commit(batch)
        if (failed) statusChanged({ state: 'ok', sentence: null })
        failed = false
        return
      } catch (thrown) {
        const { code, message } = errorData(thrown)
        if (!failed) statusChanged({ state: code === 'storage-full' ? 'full' : 'failed', sentence: message })
        failed = true
        if (closing) throw thrown
        await new Promise<void>((resolve) => clock.after(retryMs, resolve))
      }
    }
  }

  let closing = false
  const hasRoom = () => events.length < pileLimit && bytes < pileBytes
  /** A failure to store is told by `statusChanged`, and by `flush` to whoever closes. */
  const start = () => void write(false).catch(() => {})
  const write = (last: boolean): Promise<void> => {
    cancelTimer?.()
    cancelTimer = null
    writing = (async () => {
      const batch = take(last)
      await store(batch)
      committed(batch.runs.map((run) => run.summary))
    })().finally(() => {
      writing = null
      if (hasRoom()) {
        room?.resolve()
        room = null
      }
      if (events.length > 0 || sources.size > 0) schedule()
    })
    return writing
  }

  return {
    event: (event) => {
      events.push(event)
      bytes += event.data.length
      schedule()
    },
    dirty: (source) => {
      sources.set(source.id, source)
      schedule()
    },
    room: () => {
      if (hasRoom()) return null
      room ??= Promise.withResolvers<void>()
      return room.promise
    },
    flush: async (last) => {
      closing = last
      while (writing !== null) await writing
      if (events.length > 0 || sources.size > 0) await write(last)
    },
  }
}
