// A collector in a process of its own, to be killed, stopped and ended: prints what it tells, one JSON object a line, and ends
// in order at SIGTERM. Arguments: the address of the log, its name, its data directory, its time to live in ms.

import { openCollector } from '../../src/engine/index.ts'

const [, , url = '', name = '', dataDir = '', ttlMs = ''] = process.argv

const collector = await openCollector({
  url,
  name,
  dataDir,
  ttlMs: Number(ttlMs),
  only: { servers: [], tags: [] },
  version: 'test',
  secrets: { servers: new Map(), poolKey: null },
  env: {},
  tell: (news) => process.stdout.write(`${JSON.stringify(news)}\n`),
  onDefect: (where, thrown) => {
    process.stderr.write(`${name} ${where}: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`)
  },
})
process.once('SIGTERM', () => {
  void collector.close().then(
    () => process.exit(0),
    (thrown: unknown) => {
      process.stderr.write(`${String(thrown)}\n`)
      process.exit(1)
    },
  )
})
process.stdout.write('{"type":"works"}\n')
