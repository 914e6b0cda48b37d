// An engine in a process of its own that watches the URLs it is given and prints, twenty times a second, its resident memory
// (bytes) and how many events it has shown. Arguments: data directory, URLs.

import { createSessionSecrets, openEngine } from '../../src/engine/index.ts'

const [, , dataDir = '', ...urls] = process.argv

const engine = await openEngine({
  dataDir,
  host: 'terminal',
  version: '0.0.0-test',
  secrets: createSessionSecrets(),
  network: () => () => {},
  sample: null,
  onDefect: (where, thrown) => {
    process.stderr.write(`${where}: ${String(thrown)}\n`)
  },
})
const shown = new Map<number, number>()
engine.onChanges(({ runs }) => {
  for (const { id, events } of runs) shown.set(id, events)
})
for (const url of urls)
  await engine.dispatch('runs.add', {
    kind: 'plain',
    serverId: null,
    baseUrl: null,
    params: { url },
    headers: null,
    title: null,
    evenIfWatched: true,
    retry: false,
  })
setInterval(() => {
  const events = [...shown.values()].reduce((sum, one) => sum + one, 0)
  process.stdout.write(`${JSON.stringify({ rss: process.memoryUsage.rss(), events })}\n`)
}, 50)
