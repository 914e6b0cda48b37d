// Measures one ingest: watches `streams` streams of the server at once until all are committed. Arguments: data directory,
// port, streams, events for each, what they are read as, and how many milliseconds after one search the next begins (none:
// nobody searches). Prints a line of JSON.

import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createSessionSecrets, openEngine } from '../src/engine/index.ts'

const [dataDir = '', port = '', streams = '', perStream = '', readAs = '', searchPause] =
  process.argv.slice(2)
const wanted = Number(streams) * (Number(perStream) + 1)

const engine = await openEngine({
  dataDir,
  host: 'terminal',
  version: 'bench',
  secrets: createSessionSecrets(),
  network: () => () => {},
  sample: null,
  onDefect: (where, thrown) => {
    throw new Error(where, { cause: thrown })
  },
})

const committed = new Map<number, number>()
/** When all was committed: whoever searches beside it comes to its end later. */
const done = Promise.withResolvers<number>()
let first = 0
let before = 0
const delay = monitorEventLoopDelay({ resolution: 5 })
// The system's own figure of the peak holds that of the process which started this one.
let rss = 0
const watch = setInterval(() => {
  rss = Math.max(rss, process.memoryUsage.rss())
}, 50)
engine.onChanges(({ runs }) => {
  for (const run of runs) committed.set(run.id, run.events)
  let sum = 0
  for (const events of committed.values()) sum += events
  if (first === 0 && sum > 0) {
    first = performance.now()
    before = sum
    delay.enable()
  }
  if (sum >= wanted) done.resolve(performance.now())
})
for (let i = 0; i < Number(streams); i++) {
  const answer = await engine.dispatch('runs.add', {
    kind: 'plain',
    serverId: null,
    baseUrl: null,
    params: { url: `http://127.0.0.1:${port}/${i}`, endEvent: 'end', readAs },
    headers: null,
    title: null,
    evenIfWatched: true,
    retry: true,
  })
  if (!answer.ok) throw new Error(answer.error.message)
}
const searches = searchPause === undefined ? 0 : await searchUntilDone(Number(searchPause))
const seconds = ((await done.promise) - first) / 1_000
delay.disable()
clearInterval(watch)
await engine.close()
process.stdout.write(
  `${JSON.stringify({ eventsPerSecond: Math.round((wanted - before) / seconds), delayP99Ms: Math.round(delay.percentile(99) / 1e5) / 10, delayMaxMs: Math.round(delay.max / 1e5) / 10, rssMb: Math.round(rss / 1e6), searches })}\n`,
)

/** Asks for the first page of a phrase again and again, and answers how often it did. */
async function searchUntilDone(pauseMs: number): Promise<number> {
  let searches = 0
  let over = false
  done.promise.then(() => {
    over = true
  })
  while (!over) {
    const answer = await engine.dispatch('search.run', {
      query: '"node outline progress" tokens>3900',
      within: null,
      cursor: null,
      limit: 50,
      perRun: 5,
    })
    if (!answer.ok) throw new Error(answer.error.message)
    searches++
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return searches
}
