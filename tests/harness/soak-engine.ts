// The soak's engine, in a process of its own so that what is measured is nothing but the engine. It watches every stream
// to its end, tells its memory meanwhile, and then reads the whole log back. Arguments: data directory, base URL, streams,
// ms between two measurements. Prints lines of JSON, the last of them with what the log has.

import { createCall, openTestEngine, plainRun } from '../support/open-engine.ts'
import { dataOf } from './soak-plan.ts'

export type Measured = { readonly events: number; readonly heapMb: number; readonly rssMb: number }
export type Read = {
  /** What each stream has, in order and without a hole, from 1 on. */
  readonly stored: readonly number[]
  /** What does not hold, as sentences; at most twenty. */
  readonly faults: readonly string[]
  readonly attempts: number
  readonly replayed: number
}

const [dataDir = '', url = '', streams = '', everyMs = ''] = process.argv.slice(2)
const say = (line: Measured | Read) => process.stdout.write(`${JSON.stringify(line)}\n`)

const engine = await openTestEngine(dataDir, {
  onDefect: (where, thrown) => {
    process.stderr.write(`${where}: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`)
    process.exit(3)
  },
})
const call = createCall(engine)

const events = new Map<number, number>()
const open = new Set<number>()
const over = Promise.withResolvers<void>()
engine.onChanges(({ runs }) => {
  for (const run of runs) {
    events.set(run.id, run.events)
    if (run.connection.state === 'closed' && open.delete(run.id) && open.size === 0) over.resolve()
  }
})
const measure = () => {
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  const sum = [...events.values()].reduce((total, one) => total + one, 0)
  say({ events: sum, heapMb: Math.round(heapUsed / 1e5) / 10, rssMb: Math.round(rss / 1e5) / 10 })
}

const runs: number[] = []
for (let stream = 0; stream < Number(streams); stream++) {
  const { run } = await call('runs.add', plainRun(`${url}/${stream}`, { endEvent: 'end' }))
  runs.push(run)
  open.add(run)
}
const timer = setInterval(measure, Number(everyMs))
await over.promise
clearInterval(timer)
measure()

const faults: string[] = []
const fault = (sentence: string) => faults.length < 20 && faults.push(sentence)
const stored: number[] = []
let attempts = 0
let replayed = 0
for (const [stream, run] of runs.entries()) {
  let next = 1
  for (let from = 1; ; from += 1_000) {
    const { rows } = await call('events.range', { run, from, limit: 1_000 })
    for (const row of rows) {
      if (row.name === 'end') continue
      if (row.id !== String(next) || row.data !== dataOf(stream, next))
        fault(`stream ${stream}, event ${row.seq}: has id ${row.id}, should have ${next}`)
      next = Number(row.id) + 1
    }
    if (rows.length < 1_000) break
  }
  stored.push(next - 1)
  const wire = await call('runs.connection', { run })
  attempts += wire.attempts.length
  replayed += wire.attempts.reduce((sum, one) => sum + one.replayed, 0)
  // Where a stream was cut before two ids were seen, nothing proves that they count.
  for (const gap of wire.gaps)
    if (gap.missed !== 'nothing' && gap.missed !== 'unproven')
      fault(`stream ${stream}: a gap that is not closed well (${gap.basis})`)
}
say({ stored, faults, attempts, replayed })
await engine.close()
