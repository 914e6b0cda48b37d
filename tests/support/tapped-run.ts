// A run whose streams are told by hand, without an engine around it: what an exchange tells goes through the parts of a live
// engine, and what they would store stays in memory.

import { newJob } from '../../src/core/job/fold.ts'
import { newSummary } from '../../src/core/job/summary.ts'
import type { Gap, RunSummary } from '../../src/core/run/run.ts'
import { isSettled } from '../../src/core/run/states.ts'
import { systemClock } from '../../src/engine/base/clock.ts'
import type { TapExchange } from '../../src/engine/base/tap-port.ts'
import { dropped } from '../../src/engine/connection/endings.ts'
import { createLiveRun } from '../../src/engine/runs/live-run.ts'
import { createTapFollower, type TapFollower } from '../../src/engine/runs/tap-follower.ts'
import { createExchange } from '../../src/engine/tapped/exchange.ts'
import { streamOf } from '../../src/engine/tapped/stream-of.ts'
import { kind as plain } from '../../src/kinds/plain/index.ts'

export type TappedRun = {
  readonly follower: TapFollower
  /** One more exchange of it; its answer is to be told. */
  readonly exchange: () => TapExchange
  /** The data of every event, in order. */
  readonly events: readonly string[]
  readonly gaps: () => readonly Gap[]
  readonly summary: () => RunSummary
  /** How many bytes were said to be worked off. */
  readonly taken: () => number
  readonly defects: readonly unknown[]
  /** Resolves when the stream is over for the run. */
  readonly settled: () => Promise<void>
}

export const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export function createTappedRun(): TappedRun {
  const summary = newSummary({
    kind: plain.id,
    server: 'example.com',
    title: 'a stream',
    createdAt: systemClock.now(),
    generates: false,
    beatMs: null,
    tapped: {
      uid: 'u',
      job: null,
      client: {
        address: '127.0.0.1',
        agent: null,
        state: 'open',
        since: systemClock.now(),
        bytes: 0,
        waiting: 0,
        slowMs: 0,
      },
      unrecorded: 0,
    },
    connection: { state: 'connecting', cause: null, attempt: 0, since: 0, retryAt: null },
  })
  const events: string[] = []
  const gaps = new Map<number, Gap>()
  const defects: unknown[] = []
  let taken = 0
  const params = { url: 'https://example.com/s', endEvent: '' }
  const run = createLiveRun(
    {
      summary: { ...summary, id: 1 },
      resumeId: null,
      transitions: 0,
      job: newJob(),
      checkpoint: null,
      openGap: null,
      openAttempt: null,
      recent: [],
      kind: plain,
      params,
    },
    systemClock,
    { event: ({ data }) => events.push(data), dirty: () => {}, hide: (text) => text, awake: () => {} },
  )
  const follower = createTapFollower({
    run,
    clock: systemClock,
    capacity: () => null,
    hide: (text) => text,
    onDefect: (_where, thrown) => defects.push(thrown),
  })
  let latest = run.drain(false).summary
  const drain = () => {
    const { summary: then, gaps: changed } = run.drain(false)
    latest = then
    for (const gap of changed) gaps.set(gap.number, gap)
  }
  return {
    follower,
    exchange: () => {
      const target = { name: '', to: 'https://example.com', caPem: null, proxyUrl: null }
      const client = { address: '127.0.0.1', agent: null }
      return createExchange(
        { target, method: 'GET', url: 'https://example.com/s', headers: [], client },
        {
          skip: () => {},
          taken: (bytes) => {
            taken += bytes
          },
        },
        {
          clock: systemClock,
          uid: 'u',
          letGo: () => dropped('close'),
          streamed: async (streamed) => {
            const { url, client } = streamed.request
            if (!follower.follow(streamOf(streamed, { url, agent: client.agent }))) streamed.leave()
          },
          other: () => {},
          unanswered: () => {},
          failed: (thrown) => defects.push(thrown),
          over: () => {},
          clientOver: () => {},
        },
      ).told
    },
    events,
    gaps: () => {
      drain()
      return [...gaps.values()].toSorted((a, b) => a.number - b.number)
    },
    summary: () => {
      drain()
      return latest
    },
    taken: () => taken,
    defects,
    settled: async () => {
      while (!isSettled(run.connection().state)) await soon()
    },
  }
}
