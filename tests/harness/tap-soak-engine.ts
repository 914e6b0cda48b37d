// The engine of the tap's soak, in a process of its own: one tap, as `runlight tap` has it. Arguments: data directory, the server's
// base URL, ms between two measurements. Prints the gate's port, then measurements as lines of JSON, and on `SIGTERM` what there
// is when everybody is gone.

import { readdirSync, readlinkSync } from 'node:fs'
import type { Worker } from 'node:worker_threads'
import { createTap } from '../../src/tap/index.ts'
import { createCall, openTestEngine } from '../support/open-engine.ts'

export type TapMeasured = {
  readonly heapMb: number
  readonly rssMb: number
  /** The heap of the gate's thread, and what it holds outside of it. */
  readonly gateMb: number
  /** Of the main thread. */
  readonly handles: number
  /** Of the process; 0 where the system does not tell. */
  readonly sockets: number
  readonly threads: number
  readonly runs: number
  readonly requests: number
  readonly streams: number
  readonly unrecorded: number
}

const [dataDir = '', to = '', everyMs = ''] = process.argv.slice(2)
const workers = new Set<Worker>()
process.on('worker', (worker) => {
  workers.add(worker)
  worker.once('exit', () => workers.delete(worker))
})
const engine = await openTestEngine(dataDir, {
  onDefect: (where, thrown) => {
    process.stderr.write(`${where}: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`)
    process.exit(3)
  },
  taps: {
    port: createTap(),
    own: {
      listen: '127.0.0.1:0',
      target: { to, caPem: null, proxyUrl: null },
      serverId: null,
      kind: null,
      readAs: null,
    },
  },
})
const call = createCall(engine)

const mb = (bytes: number) => Math.round(bytes / 1e5) / 10
const openSockets = (): number => {
  try {
    return readdirSync('/proc/self/fd').filter((fd) => linkOf(fd).startsWith('socket:')).length
  } catch {
    return 0
  }
}
const measure = async () => {
  globalThis.gc?.()
  const gate = [...workers].find(({ threadName }) => threadName === 'tap')
  const ofGate = await gate?.getHeapStatistics()
  const [tap] = (await call('taps.list', {})).taps
  const { heapUsed, rss } = process.memoryUsage()
  const measured: TapMeasured = {
    heapMb: mb(heapUsed),
    rssMb: mb(rss),
    gateMb: mb((ofGate?.used_heap_size ?? 0) + (ofGate?.external_memory ?? 0)),
    handles: process.getActiveResourcesInfo().length,
    sockets: openSockets(),
    threads: workers.size,
    runs: (await call('runs.snapshot', {})).runs.length,
    requests: tap?.counts.requests ?? 0,
    streams: tap?.counts.streams ?? 0,
    unrecorded: (await call('runs.snapshot', {})).runs.reduce(
      (sum, { tapped }) => sum + (tapped?.unrecorded ?? 0),
      0,
    ),
  }
  process.stdout.write(`${JSON.stringify(measured)}\n`)
}

await measure()
const { listen } = await call('taps.list', {})
process.stdout.write(`port ${listen.split(':').at(-1)}\n`)
const timer = setInterval(() => void measure(), Number(everyMs))
process.on('SIGTERM', async () => {
  clearInterval(timer)
  await measure()
  await engine.close()
  process.exit(0)
})

function linkOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    return ''
  }
}
