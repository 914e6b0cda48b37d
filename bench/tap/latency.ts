// What the tap adds to an event's way: the same streams asked for straight, by way of the library alone and by way of the tap,
// in turns; also while the engine's main thread is held.

import { median } from '../process.ts'
import type { Latency } from './client-process.ts'
import { type Peers, type Way, ways } from './peers.ts'

type LatencyRow = { readonly p50Ms: number; readonly p99Ms: number }
export type LatencyRows = {
  readonly ways: Readonly<Record<Way, LatencyRow>>
  /** Medians of what each round adds to the straight way of the same round. */
  readonly added: Readonly<Record<'library' | 'tap', LatencyRow>>
  /** By way of the tap while the engine does nothing, in the last of the rounds, and what of it is not recorded. */
  readonly blocked: LatencyRow & { readonly unrecorded: number }
  /** Processor time of the engine and its log for each event, without the gate, in µs; and of the gate. */
  readonly engineMicros: number
  readonly gateMicros: number
}

export const latencyLoad = { streams: 50, perSecond: 1_000, rounds: 5, seconds: 4 }

export async function benchLatency(peers: Peers): Promise<LatencyRows> {
  const { streams, perSecond, rounds, seconds } = latencyLoad
  const ask = (way: Way) => peers.ask<Latency>(way, 'latency', seconds * 1_000, streams, perSecond)
  const measured: Readonly<Record<Way, Latency[]>> = { direct: [], library: [], tap: [] }
  const spent: { engine: number; gate: number }[] = []
  // The first of each compiles its code.
  for (let round = -1; round < rounds; round++) {
    for (const way of ways) {
      const before = { engine: await peers.engineMs(), gate: await peers.forwardMs('tap') }
      const one = await ask(way)
      if (way === 'tap') {
        await peers.left()
        const events = perSecond * (seconds + 1)
        spent.push({
          engine: ((await peers.engineMs()) - before.engine) / events,
          gate: ((await peers.forwardMs('tap')) - before.gate) / events,
        })
      }
      if (round >= 0) measured[way].push(one)
    }
  }
  const unrecorded = (await peers.left()).unrecorded
  const asked = ask('tap')
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  await peers.block(seconds * 1_000)
  const blocked = await asked
  const row = (of: (quantile: 'p50' | 'p99') => number): LatencyRow => ({
    p50Ms: round3(of('p50')),
    p99Ms: round3(of('p99')),
  })
  const of = (way: Way) => row((quantile) => median(measured[way].map((one) => one[quantile])))
  const added = (way: Way) =>
    row((quantile) =>
      median(measured[way].map((one, i) => one[quantile] - (measured.direct[i]?.[quantile] ?? Number.NaN))),
    )
  return {
    ways: { direct: of('direct'), library: of('library'), tap: of('tap') },
    added: { library: added('library'), tap: added('tap') },
    blocked: {
      ...row((quantile) => blocked[quantile]),
      unrecorded: (await peers.left()).unrecorded - unrecorded,
    },
    engineMicros: Math.round(1_000 * median(spent.map(({ engine }) => engine))),
    gateMicros: Math.round(1_000 * median(spent.map(({ gate }) => gate))),
  }
}

function round3(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
