// How much passes when a server sends as fast as it is read, in turns by each way; and what a client gets while the engine's main
// thread is held.

import { median } from '../process.ts'
import type { Bulk, Steady } from './client-process.ts'
import { type Peers, type Way, ways } from './peers.ts'

type Passed = { readonly mbPerSecond: number; readonly eventsPerSecond: number }
export type ThroughputRow = {
  readonly what: string
  readonly ways: Readonly<Record<Way, Passed>>
  /** Medians of the ratios of each round. */
  readonly ofLibrary: number
  readonly ofDirect: number
  /** MB for each second of the processor: the gate's thread by the library's process. */
  readonly perCpu: number
}

export type BlockedRow = {
  readonly mbPerSecond: number
  readonly blockedMs: number
  /** Bytes in each tenth of a second while it was held, by those before: median and least. */
  readonly pace: number
  readonly leastPace: number
  readonly longestMs: number
  readonly sentMb: number
  readonly unrecordedMb: number
  /** What the run says of it. */
  readonly gaps: readonly string[]
}

const streams = 4
const rounds = 3
const lengthMs = 3_000
const loads = [
  { what: 'pieces of 64 kB, recorded', piece: 65_536, type: 'text/event-stream' },
  { what: 'pieces of 64 kB, no stream', piece: 65_536, type: 'image/png' },
  { what: 'an event in each piece, recorded', piece: 1, type: 'text/event-stream' },
  { what: 'an event in each piece, no stream', piece: 1, type: 'image/png' },
]

export async function benchThroughput(peers: Peers): Promise<ThroughputRow[]> {
  const rows: ThroughputRow[] = []
  for (const { what, piece, type } of loads) {
    const measured: Record<Way, (Bulk & { perCpu: number })[]> = { direct: [], library: [], tap: [] }
    for (let round = 0; round < rounds; round++) {
      for (const way of ways) {
        const before = way === 'direct' ? 0 : await peers.forwardMs(way)
        const one = await peers.ask<Bulk>(way, 'bulk', lengthMs, streams, piece, type)
        const spent = way === 'direct' ? Number.NaN : (await peers.forwardMs(way)) - before
        measured[way].push({ ...one, perCpu: one.total / spent })
        // What the engine has still to store is no load of the next.
        await peers.left()
      }
    }
    const passed = (way: Way): Passed => ({
      mbPerSecond: Math.round(median(measured[way].map((one) => one.bytesPerSecond)) / 1e5) / 10,
      eventsPerSecond: Math.round(median(measured[way].map((one) => one.eventsPerSecond))),
    })
    const ratio = (to: Way, of: 'bytesPerSecond' | 'perCpu') =>
      Math.round(
        100 * median(measured.tap.map((one, i) => one[of] / (measured[to][i]?.[of] ?? Number.NaN))),
      ) / 100
    rows.push({
      what,
      ways: { direct: passed('direct'), library: passed('library'), tap: passed('tap') },
      ofLibrary: ratio('library', 'bytesPerSecond'),
      ofDirect: ratio('direct', 'bytesPerSecond'),
      perCpu: ratio('library', 'perCpu'),
    })
  }
  return rows
}

const rate = 10e6
const blockedMs = 10_000

export async function benchBlocked(peers: Peers): Promise<BlockedRow> {
  const before = await peers.left()
  const asked = peers.ask<Steady>('tap', 'steady', blockedMs + 5_000, rate)
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  await peers.block(blockedMs)
  const { pace, longestMs, bytes } = await asked
  const after = await peers.left()
  // The application's process took less than a second to begin.
  const free = median(pace.slice(5, 15))
  const held = pace.slice(25, 25 + blockedMs / 100 - 10)
  const ratio = (value: number) => Math.round((100 * value) / free) / 100
  const mb = (value: number) => Math.round(value / 1e5) / 10
  return {
    mbPerSecond: mb(rate),
    blockedMs,
    pace: ratio(median(held)),
    leastPace: ratio(Math.min(...held)),
    longestMs,
    sentMb: mb(bytes),
    unrecordedMb: mb(after.unrecorded - before.unrecorded),
    gaps: after.gaps.slice(before.gaps.length),
  }
}
