// An engine on a real log with one tap, as a host has it. Arguments: data directory, the server's base URL. Prints the ports of
// the gate and of what the bench asks: `/cpu` gives the processor time of the process and of the gate's thread; `/block?ms=`
// holds the main thread, as a modal dialog does; `/left` gives what of the runs is not recorded, once all are over.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Worker } from 'node:worker_threads'
import { createTap } from '../../src/tap/index.ts'
import { createCall, openTestEngine } from '../../tests/support/open-engine.ts'

export type Left = {
  readonly runs: number
  readonly events: number
  readonly unrecorded: number
  readonly gaps: readonly string[]
}

const [dataDir = '', to = ''] = process.argv.slice(2)
let gate: Worker | null = null
process.on('worker', (worker) => {
  if (worker.threadName === 'tap') gate = worker
})
const engine = await openTestEngine(dataDir, {
  checkAnswers: false,
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

const cpu = async () => {
  const sum = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1_000
  return { ms: sum(process.cpuUsage()), gateMs: gate === null ? 0 : sum(await gate.cpuUsage()) }
}
/** Once every run is at rest. */
const left = async (): Promise<Left> => {
  for (;;) {
    const { runs } = await call('runs.snapshot', {})
    const waits = runs.some(({ connection }) => !['closed', 'ended-early'].includes(connection.state))
    if (waits) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      continue
    }
    const gaps: string[] = []
    for (const { id, tapped } of runs) {
      if ((tapped?.unrecorded ?? 0) === 0) continue
      const wire = await call('runs.connection', { run: id })
      gaps.push(
        ...wire.gaps.flatMap(({ cause, bytes }) => (bytes === undefined ? [] : [`${cause}, ${bytes} bytes`])),
      )
    }
    const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0)
    return {
      runs: runs.length,
      events: sum(runs.map(({ events }) => events)),
      unrecorded: sum(runs.map(({ tapped }) => tapped?.unrecorded ?? 0)),
      gaps,
    }
  }
}

const asked = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bench')
  if (pathname === '/block') {
    response.end('{}', () => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(searchParams.get('ms')))
    })
    return
  }
  response.end(JSON.stringify(pathname === '/cpu' ? await cpu() : await left()))
})
asked.listen(0, '127.0.0.1', async () => {
  const { listen } = await call('taps.list', {})
  const [port] = listen.split(':').slice(-1)
  process.stdout.write(`${port} ${(asked.address() as AddressInfo).port}\n`)
})
process.on('SIGTERM', () => void engine.close().then(() => process.exit()))
