// An engine in a process of its own, to be killed: watches the URL it is given (or what it finds in the log) and prints
// the number of events that it has shown, after each push. Arguments: data directory, URL, further parameters as JSON,
// and whether a lost stream may be asked for again.

import { createSessionSecrets, openEngine } from '../../src/engine/index.ts'

const [, , dataDir = '', url = '', params = '{}', retry = 'true'] = process.argv

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
engine.onChanges((changes) => {
  for (const run of changes.runs) process.stdout.write(`${run.events}\n`)
})
await engine.dispatch('runs.add', {
  kind: 'plain',
  serverId: null,
  baseUrl: null,
  params: { url, ...JSON.parse(params) },
  headers: null,
  title: null,
  evenIfWatched: true,
  retry: retry === 'true',
})
