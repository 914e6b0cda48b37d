// An engine in a process of its own that watches the URLs it is given and prints, twenty times a second, its resident memory
// (bytes) and how many events it has shown. Arguments: data directory, URLs.

import { openTestEngine, plainRun } from './open-engine.ts'

const [, , dataDir = '', ...urls] = process.argv

const engine = await openTestEngine(dataDir)
const shown = new Map<number, number>()
engine.onChanges(({ runs }) => {
  for (const { id, events } of runs) shown.set(id, events)
})
for (const url of urls) await engine.dispatch('runs.add', plainRun(url, {}, { retry: false }))
setInterval(() => {
  const events = [...shown.values()].reduce((sum, one) => sum + one, 0)
  process.stdout.write(`${JSON.stringify({ rss: process.memoryUsage.rss(), events })}\n`)
}, 50)
