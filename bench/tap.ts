// What the tap costs those who ask by way of it, beside asking their server straight and beside the forwarding library alone;
// what it costs the engine, and a start.

import { loadavg } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../tests/support/module-path.ts'
import { measure } from './process.ts'
import { benchLatency, type LatencyRows } from './tap/latency.ts'
import { startPeers } from './tap/peers.ts'
import type { RunOfRow } from './tap/run-of-process.ts'
import { benchStart, type StartRow } from './tap/start.ts'
import { type BlockedRow, benchBlocked, benchThroughput, type ThroughputRow } from './tap/throughput.ts'

export type TapRow = {
  readonly load: readonly number[]
  readonly latency: LatencyRows
  readonly throughput: readonly ThroughputRow[]
  readonly blocked: BlockedRow
  readonly runOf: readonly RunOfRow[]
  readonly start: readonly StartRow[]
}

export async function benchTap(): Promise<TapRow> {
  const [before = 0] = loadavg()
  const peers = await startPeers()
  try {
    const latency = await benchLatency(peers)
    const blocked = await benchBlocked(peers)
    const throughput = await benchThroughput(peers)
    const runOf = await measure<RunOfRow[]>([
      await bundle(join(import.meta.dirname, 'tap/run-of-process.ts')),
    ])
    const start = await benchStart()
    return { load: [before, loadavg()[0] ?? 0], latency, throughput, blocked, runOf, start }
  } finally {
    await peers.close()
  }
}
