// Logs of many events made by hand, for the tests of what describes them: a run, batches of events, and data of every sort.

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { newSummary } from '../../src/core/job/summary.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import type { NewEvent, NewRun } from '../../src/engine/log/rows.ts'
import type { createWriter } from '../../src/engine/log/sqlite/write/writer.ts'

/** A run that is live and has nothing yet. */
export const summary = newSummary({
  kind: 'plain',
  server: 'a',
  title: 'a',
  createdAt: 1,
  generates: false,
  connection: { state: 'live', cause: null, attempt: 1, since: 1, retryAt: null },
  beatMs: null,
})

/** It, as a log is given it. */
export const newRun = (uid: string = randomUUID()): NewRun => ({
  uid,
  kind: 'plain',
  serverId: null,
  baseUrl: '',
  params: {},
  hasSecret: false,
  summary,
})

/** Adds a run without events. */
export const addRun = (writer: ReturnType<typeof createWriter>): number => writer.addRun(newRun())

/** A server as it is saved. */
export const newServer = (name: string, baseUrl = '') => ({
  name,
  baseUrl,
  auth: 'none' as const,
  headerNames: [],
  hasSecret: false,
  caPem: null,
  proxyUrl: null,
  createdAt: 1,
})

/** A batch of events and summaries, and nothing else. */
export const batch = (events: readonly NewEvent[], summaries: readonly RunSummary[] = []) => ({
  events,
  runs: summaries.map((one) => ({ summary: one, resumeId: null })),
  attempts: [],
  gaps: [],
  transitions: [],
  checkpoints: [],
})

/** Data that is JSON, nearly JSON, or anything. */
export const jsonData = fc.oneof(
  { weight: 6, arbitrary: fc.json({ maxDepth: 5, noUnicodeString: false }) },
  {
    weight: 6,
    arbitrary: fc
      .record({ progress: fc.double({ noNaN: true, noDefaultInfinity: true }), node: fc.string() })
      .map((one) => ` \n${JSON.stringify(one)}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('{"a":[{"b":1},[{"b":7}]],"__proto__":{"c":-3}}', '{"n":1e400}', '{'),
  },
  { weight: 1, arbitrary: fc.string() },
)

/** Events of a run that are many and cheap: a few arbitrary ones over and over, beginning at any of them. */
export function manyOf(seeds: readonly Partial<NewEvent>[], count: number, run: number): NewEvent[] {
  return Array.from({ length: count }, (_, i) => ({
    run,
    seq: i + 1,
    attempt: 1,
    at: 1_000 + i,
    name: 'message',
    id: null,
    data: '',
    flags: 0,
    trueSize: null,
    raw: null,
    ...seeds[(i + (i >> 8)) % seeds.length],
  }))
}

/** One event. */
export function event(run: number, seq: number, data: string): NewEvent {
  return {
    run,
    seq,
    attempt: 1,
    at: seq,
    name: 'message',
    id: null,
    data,
    flags: 0,
    trueSize: null,
    raw: null,
  }
}
