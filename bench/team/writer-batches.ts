// What a collector's writer is given: the events of a hundred runs in the batches that the engine makes of them, and with each
// the summaries and resume ids of its runs.

import { randomUUID } from 'node:crypto'
import { newSummary } from '../../src/core/job/summary.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import type { LogAccess } from '../../src/engine/log/port.ts'
import type { Batch, NewEvent } from '../../src/engine/log/rows.ts'
import { type BenchEvent, commits } from './events.ts'

/** What a batch has when the streams bring more than the log takes (engine/runs/batcher). */
export const fullBatch = 2_000

/** The first `count` events of a seed. */
export function benchEvents(count: number, seed: number): BenchEvent[] {
  const events: BenchEvent[] = []
  for (const commit of commits(seed)) {
    events.push(...commit)
    if (events.length >= count) break
  }
  return events.slice(0, count)
}

/**
 * Makes the runs of `events`, and what the writer is given of them: `lead`, which brings each run to where its first event
 * begins, `of` for a part of the events, and `end`, with which all runs rest.
 */
export async function benchRuns(log: Pick<LogAccess, 'addRun'>, events: readonly BenchEvent[]) {
  const firsts = new Map<number, number>()
  for (const { run, seq } of events) if (!firsts.has(run)) firsts.set(run, seq)
  const summaries = new Map<number, RunSummary>()
  for (const run of firsts.keys()) {
    const summary = newSummary({
      kind: 'plain',
      serverId: null,
      server: '127.0.0.1',
      title: `job ${run}`,
      createdAt: 1_790_000_000_000,
      generates: false,
      beatMs: null,
      connection: { state: 'live', cause: null, attempt: 1, since: 1_790_000_000_000, retryAt: null },
    })
    const url = `http://127.0.0.1/${run}`
    const id = await log.addRun({
      uid: randomUUID(),
      kind: 'plain',
      serverId: null,
      baseUrl: '',
      params: { url },
      hasSecret: false,
      summary,
    })
    summaries.set(run, { ...summary, id })
  }
  const of = (part: readonly BenchEvent[]): Batch => {
    const last = new Map<number, BenchEvent>()
    const stored = part.flatMap((event): NewEvent[] => {
      const summary = summaries.get(event.run)
      if (summary === undefined) return []
      last.set(event.run, event)
      const { seq, at, name, id, data } = event
      return [{ run: summary.id, seq, attempt: 1, at, name, id, data, flags: 0, trueSize: null, raw: null }]
    })
    const runs = [...last.values()].flatMap(({ run, seq, at, id }) => {
      const before = summaries.get(run)
      if (before === undefined) return []
      const summary = { ...before, events: seq, bytes: seq * 300, lastEventAt: at, lastBytesAt: at }
      summaries.set(run, summary)
      return [{ summary, resumeId: id }]
    })
    return { events: stored, runs, attempts: [], gaps: [], transitions: [], checkpoints: [] }
  }
  const end = (): Batch => ({
    ...of([]),
    runs: [...summaries.values()].map((summary) => ({
      summary: { ...summary, connection: { ...summary.connection, state: 'closed' } },
      resumeId: null,
    })),
  })
  const lead = [...firsts].flatMap(([run, first]) =>
    Array.from({ length: first - 1 }, (_, i) => ({
      run,
      seq: i + 1,
      at: 1_790_000_000_000 + i,
      name: 'chunk',
      id: String(i + 1),
      data: `{"type":"content","data":{"chunk":"before ${i}"}}`,
    })),
  )
  return { lead, of, end }
}

/** `events` as batches of `size`. */
export function batchesOf<T>(events: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(events.length / size) }, (_, i) =>
    events.slice(i * size, (i + 1) * size),
  )
}
