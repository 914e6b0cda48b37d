// A collector's writer in a process of its own: takes a place in the log, makes a hundred runs, brings them to where their
// events begin, says that it is ready, and at a line on standard input commits its events: one batch at a time, as the engine does,
// as fast as they are taken, or so many a second. Arguments: the address, its name, events, events a second (0: as fast as
// possible), seed. Prints a line of JSON; then its runs rest, so that what is left of them is sealed.

import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { openSharedLog } from '../../src/engine/log/postgres/threads/open-shared-log.ts'
import { batchesOf, benchEvents, benchRuns, fullBatch } from './writer-batches.ts'

const [url = '', name = '', count = '', rate = '', seed = ''] = process.argv.slice(2)
/** What has come is committed so long after its first event. */
const flushMs = 50

const log = await openSharedLog({
  url,
  member: { name, role: 'collector', version: 'bench', only: [], instance: name },
  kindsDir: tmpdir(),
})
const events = benchEvents(Number(count), Number(seed))
const { lead, of, end } = await benchRuns(log, events)
for (const part of batchesOf(lead, fullBatch)) await log.commit(of(part))
// Until it begins; from then on every commit shows that it lives.
const renewing = setInterval(() => void log.team.renew().catch(() => {}), 3_000)
const full = Number(rate) === 0 ? batchesOf(events, fullBatch).map(of) : []
process.stdout.write('ready\n')
await once(process.stdin, 'data')
clearInterval(renewing)

const took: number[] = []
const store = async (batch: ReturnType<typeof of>) => {
  const from = performance.now()
  await log.commit(batch)
  took.push(performance.now() - from)
}
const cpuBefore = process.cpuUsage()
const began = Date.now()
for (const [i, batch] of full.entries()) {
  const stored = store(batch)
  // As the engine does when streams bring more than the log takes: the next batch is full before this one is stored.
  const next = full[i + 1]
  if (next !== undefined) log.ready?.(next.events)
  await stored
}
if (full.length === 0) {
  const from = performance.now()
  for (let sent = 0; sent < events.length; ) {
    const due = Math.min(events.length, Math.floor(((performance.now() - from) / 1_000) * Number(rate)))
    const waits = Math.min(events.length - sent, (Number(rate) * flushMs) / 1_000)
    if (due - sent < waits) {
      await delay(2)
      continue
    }
    const to = Math.min(due, sent + fullBatch)
    await store(of(events.slice(sent, to)))
    sent = to
  }
}
const ended = Date.now()
const { user, system } = process.cpuUsage(cpuBefore)
process.stdout.write(
  `${JSON.stringify({ began, ended, events: events.length, took, cpu: (user + system) / 1e6 })}\n`,
)
await log.commit(end())
await log.team.leave()
await log.close()
process.exit(0)
