// What `runlight serve` costs while nobody looks: on an empty log, and with five hundred live runs whose servers say nothing. Read
// from the process itself, once what a start leaves behind is cleared away. Linux alone tells a process's threads and time so.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Host, plainRun, startHost } from './host.ts'

export type RestRow = {
  readonly liveRuns: number
  readonly rssMb: number
  readonly threads: number
  /** Of a core, percent. */
  readonly share: number
}

const settleMs = 90_000
const measuredMs = 60_000
const quietRuns = 500

export async function benchRest(): Promise<readonly RestRow[]> {
  if (process.platform !== 'linux') return []
  return [await atRest(0), await atRest(quietRuns)]
}

async function atRest(liveRuns: number): Promise<RestRow> {
  const dataDir = mkdtempSync(join(tmpdir(), 'runlight-bench-'))
  const server = await silentServer()
  const host = await startHost(dataDir)
  try {
    for (let i = 0; i < liveRuns; i++) await host.call('runs.add', plainRun(`${server.url}/${i}`))
    await setTimeout(settleMs)
    const before = cpuMs(host)
    await setTimeout(measuredMs)
    return {
      liveRuns,
      rssMb: Math.round(rssBytes(host) / 1e6),
      threads: tasksOf(host).length,
      share: Math.round((100_000 * (cpuMs(host) - before)) / measuredMs) / 1_000,
    }
  } finally {
    await host.stop()
    server.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Its streams open with one event and say nothing more. */
async function silentServer(): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: {"step":1}\n\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

const tasksOf = ({ pid }: Host) => readdirSync(`/proc/${pid}/task`)

/** Of all threads that there are. */
function cpuMs(host: Host): number {
  return tasksOf(host)
    .map((task) => readFileSync(`/proc/${host.pid}/task/${task}/schedstat`, 'utf8'))
    .reduce((sum, line) => sum + Number(line.split(' ')[0]) / 1e6, 0)
}

function rssBytes({ pid }: Host): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib) * 1_024
}
