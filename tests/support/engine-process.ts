// An engine in a process of its own, to be killed: watches the URL it is given (or what it finds in the log) and prints
// the number of events that it has shown, after each push. Arguments: data directory, URL, further parameters as JSON,
// and whether a lost stream may be asked for again.

import { openTestEngine, plainRun } from './open-engine.ts'

const [, , dataDir = '', url = '', params = '{}', retry = 'true'] = process.argv

const engine = await openTestEngine(dataDir)
engine.onChanges((changes) => {
  for (const run of changes.runs) process.stdout.write(`${run.events}\n`)
})
await engine.dispatch('runs.add', plainRun(url, JSON.parse(params), { retry: retry === 'true' }))
