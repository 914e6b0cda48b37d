// A run that a live engine's own parts record into a real log, without the wire: a test says what arrives and when, what
// the connection does, and when there is a commit. What is stored is what the live path stores.

import { randomUUID } from 'node:crypto'
import { newJob } from '../../src/core/job/fold.ts'
import { newSummary } from '../../src/core/job/summary.ts'
import type { Kind, StreamEvent } from '../../src/core/kind/kind.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import type { Clock } from '../../src/engine/base/clock.ts'
import type { NewEvent } from '../../src/engine/log/rows.ts'
import type { Writer } from '../../src/engine/log/sqlite/write/writer.ts'
import { createLiveRun, type LiveRun } from '../../src/engine/runs/live-run.ts'

export const recordedNoon = Date.UTC(2026, 0, 14, 12)

export type RecordedRun = {
  readonly id: number
  readonly live: LiveRun
  /** Time passes; nothing else does. */
  readonly pass: (ms: number) => void
  readonly now: () => number
  readonly receive: (event: StreamEvent) => void
  /** Begins an attempt and opens it. */
  readonly connect: () => void
  /** The stream is gone; the job's state is not known. */
  readonly lose: (cause: string) => void
  readonly commit: () => void
  /** The run rests: no further request is planned. */
  readonly rest: (state: 'closed' | 'ended-early' | 'stopped') => void
}

export function recordRun(
  writer: Writer,
  kind: Kind,
  more: Partial<Omit<RunSummary, 'id'>> & { readonly params?: Record<string, string> } = {},
): RecordedRun {
  const { params = {}, ...rest } = more
  let now = rest.createdAt ?? recordedNoon
  const clock: Clock = { now: () => now, monotonic: () => now, after: () => () => {} }
  const summary = newSummary({
    kind: kind.id,
    server: 'example.com',
    title: kind.title(params),
    createdAt: now,
    generates: false,
    beatMs: null,
    ...rest,
  })
  const id = writer.addRun({
    uid: randomUUID(),
    kind: kind.id,
    serverId: null,
    baseUrl: 'https://example.com',
    params,
    hasSecret: false,
    summary,
  })
  let events: NewEvent[] = []
  const live = createLiveRun(
    {
      summary: { ...summary, id },
      resumeId: null,
      transitions: 0,
      job: newJob(),
      checkpoint: null,
      openGap: null,
      openAttempt: null,
      recent: [],
      kind,
      params,
    },
    clock,
    { event: (event) => events.push(event), dirty: () => {}, hide: (text) => text, awake: () => {} },
  )
  const commit = () => {
    const { summary: then, resumeId, attempts, gaps, transitions, checkpoints } = live.drain(false)
    writer.commit({
      events,
      runs: [{ summary: then, resumeId }],
      attempts: attempts.map((attempt) => ({ ...attempt, run: id })),
      gaps: gaps.map((gap) => ({ ...gap, run: id })),
      transitions,
      checkpoints,
    })
    events = []
  }
  return {
    id,
    live,
    now: () => now,
    pass: (ms) => {
      now += ms
    },
    receive: (event) => {
      live.sign()
      live.receive({ ...event, trueSize: null, raw: null })
    },
    connect: () => {
      live.move('connecting', null)
      live.attempts.started({
        at: now,
        method: 'GET',
        url: 'https://example.com/events',
        resumedFrom: null,
        afterSeq: live.seq(),
      })
      live.opened(null, null)
    },
    lose: (cause) => {
      live.lost(cause)
      live.attempts.ended(now, cause)
      live.move('waiting', cause, { job: 'unknown', retryAt: now + 1_000 })
    },
    commit,
    rest: (state) => {
      live.attempts.ended(now, 'The stream ended.')
      live.move(
        state,
        null,
        state === 'ended-early' ? { job: 'unknown' } : state === 'stopped' ? { job: 'cancelled' } : {},
      )
      commit()
    },
  }
}
