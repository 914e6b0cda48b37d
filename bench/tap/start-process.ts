// What taps cost a start: opens an engine and tells how long it took and which threads there are. Arguments: data directory, and
// whether this host has `no` taps, or lets applications in (`tap`); `save` adds a server with a tap first. Prints a line of JSON.

import { createTap } from '../../src/tap/index.ts'
import { createCall, openTestEngine } from '../../tests/support/open-engine.ts'

export type Start = { readonly ms: number; readonly threads: readonly string[] }

const [dataDir = '', how = ''] = process.argv.slice(2)
const threads: string[] = []
process.on('worker', (worker) => threads.push(worker.threadName ?? ''))
const started = performance.now()
const engine = await openTestEngine(dataDir, {
  checkAnswers: false,
  taps: how === 'no' ? null : { port: createTap(), own: null },
})
const ms = Math.round(10 * (performance.now() - started)) / 10
if (how === 'save') {
  const call = createCall(engine)
  const { id } = await call('servers.save', {
    id: null,
    name: 'api',
    baseUrl: 'http://127.0.0.1:9',
    auth: 'none',
    secret: null,
    caPem: null,
    proxyUrl: null,
  })
  await call('taps.configure', { listen: '127.0.0.1:0' })
  await call('taps.save', { serverId: id, name: 'api', kind: null, readAs: null })
}
await engine.close()
process.stdout.write(`${JSON.stringify({ ms, threads: threads.toSorted() })}\n`)
