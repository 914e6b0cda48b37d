// Writes into a log through the port and remembers what was written, so that a test can say what must come back.

import { randomUUID } from 'node:crypto'
import { newSummary } from '../../src/core/job/summary.ts'
import type { EventRow, RunSummary } from '../../src/core/run/run.ts'
import type { LogAccess } from '../../src/engine/log/port.ts'
import type { Batch, NewEvent, NewRun } from '../../src/engine/log/rows.ts'

export const noon = Date.UTC(2026, 0, 14, 12)

export const emptyBatch: Batch = {
  events: [],
  runs: [],
  attempts: [],
  gaps: [],
  transitions: [],
  checkpoints: [],
}

export type EventSeed = Partial<Omit<NewEvent, 'run' | 'seq'>>
type Rest = Partial<Omit<Batch, 'events' | 'runs'>> & { readonly summary?: Partial<RunSummary> }

/** A run of a test: its number, what was stored of it, and how more of it is stored. */
export type LedgerRun = {
  readonly id: number
  readonly uid: string
  readonly events: readonly NewEvent[]
  readonly summary: () => RunSummary
  /** Commits `seeds` as the run's next events, its summary, and whatever else is given, in one batch. */
  readonly commit: (seeds: readonly EventSeed[], rest?: Rest) => Promise<void>
  /** The batch that `commit` would commit. */
  readonly batch: (seeds: readonly EventSeed[], rest?: Rest) => Batch
  /** Remembers `batch` as stored. */
  readonly stored: (batch: Batch) => void
}

/** How a run that rests is connected. */
export const closed = { state: 'closed', cause: null, attempt: 1, since: noon, retryAt: null } as const

export function summaryOf(more: Partial<RunSummary> = {}): Omit<RunSummary, 'id'> {
  const { id: _, ...rest } = more
  return newSummary({
    kind: 'plain',
    server: 'staging',
    title: 'A run',
    createdAt: noon,
    generates: false,
    connection: { ...closed, state: 'live' },
    beatMs: null,
    ...rest,
  })
}

/** The run as it is given to `addRun`. */
export function runOf(more: Partial<NewRun> = {}): NewRun {
  const summary = more.summary ?? summaryOf()
  return {
    uid: randomUUID(),
    kind: summary.kind,
    serverId: summary.serverId,
    baseUrl: '',
    params: { url: 'http://127.0.0.1:9/stream' },
    hasSecret: false,
    summary,
    ...more,
  }
}

/** Adds a run to `log`. */
export async function addRun(log: LogAccess, more: Partial<NewRun> = {}): Promise<LedgerRun> {
  const given = runOf(more)
  const id = await log.addRun(given)
  const events: NewEvent[] = []
  let summary: RunSummary = { ...given.summary, id }
  const batch = (seeds: readonly EventSeed[], { summary: changed = {}, ...rest }: Rest = {}): Batch => {
    const fresh = seeds.map((seed, i) => eventOf(id, events.length + i + 1, seed))
    const next = {
      ...summary,
      events: events.length + fresh.length,
      lastEventAt: fresh.at(-1)?.at ?? summary.lastEventAt,
      ...changed,
    }
    return {
      ...emptyBatch,
      ...rest,
      events: fresh,
      runs: [{ summary: next, resumeId: fresh.findLast((event) => event.id)?.id ?? null }],
    }
  }
  const stored = (given: Batch) => {
    events.push(...given.events)
    summary = given.runs.at(-1)?.summary ?? summary
  }
  return {
    id,
    uid: given.uid,
    events,
    summary: () => summary,
    batch,
    stored,
    commit: async (seeds, rest) => {
      const next = batch(seeds, rest)
      await log.commit(next)
      stored(next)
    },
  }
}

export function eventOf(run: number, seq: number, seed: EventSeed = {}): NewEvent {
  return {
    run,
    seq,
    attempt: 1,
    at: noon + seq * 10,
    name: 'message',
    id: null,
    data: `event ${seq}`,
    flags: 0,
    trueSize: null,
    raw: null,
    ...seed,
  }
}

/** `count` seeds made by `make`, which is given their numbers from 1. */
export function many(count: number, make: (seq: number) => EventSeed = () => ({})): EventSeed[] {
  return Array.from({ length: count }, (_, i) => make(i + 1))
}

/** The whole row of an event. */
export function rowOf({ seq, at, attempt, name, id, data, flags, trueSize }: NewEvent): EventRow {
  return { seq, at, attempt, name, id, data, size: trueSize ?? data.length, flags }
}

/** Asks for slice after slice of an answer. */
export async function whole<T>(
  ask: () => Promise<{ readonly done: false } | { readonly done: true; readonly value: T }>,
): Promise<T> {
  for (let slices = 0; slices < 10_000; slices++) {
    const step = await ask()
    if (step.done) return step.value
  }
  throw new Error('the answer never comes')
}
