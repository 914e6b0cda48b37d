// `npm run test:soak`: fifty streams from a server that is killed again and again. Nothing may be lost or doubled by the
// server's own count, and memory must stay flat. Usage: npm run test:soak -- [minutes] [events a second over all streams]
// (2, 2000). Prints what it measures; exit code 0 only if all holds.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../support/module-path.ts'
import { type Child, startChild } from './child.ts'
import type { Measured, Read } from './soak-engine.ts'
import { gained, type Sample, slopePerHour, steady } from './soak-memory.ts'
import type { SoakPlan } from './soak-plan.ts'

const [minutes = 2, perSecond = 2_000] = process.argv.slice(2).map(Number)
if (!(minutes > 0 && perSecond > 0)) {
  process.stderr.write(
    'Give minutes and events a second as numbers above zero: npm run test:soak -- 2 2000\n',
  )
  process.exit(2)
}
const streams = 50
const lengthMs = minutes * 60_000
const measureMs = Math.max(1_000, lengthMs / 60)
/** All streams are back after seven seconds, at eight connections a second, where the first attempt finds the server. */
const restartMs = Math.max(15_000, lengthMs / 12)
const downMs = 1_500
/** What may be gained over the whole time, MB: caches that fill, and what a measurement wavers by. */
const mostHeap = 16
const mostRss = 96

const print = (line: string) => process.stdout.write(`${line}\n`)
const dir = mkdtempSync(join(tmpdir(), 'runlight-soak-'))
const engineBundle = await bundle(join(import.meta.dirname, 'soak-engine.ts'))
// The engine is given time to start and to make its first fifty connections, eight a second.
const plan: SoakPlan = { streams, perSecond, from: Date.now() + 8_000, until: Date.now() + 8_000 + lengthMs }

let port = '0'
const startServer = async (): Promise<Child> => {
  const server = startChild([join(import.meta.dirname, 'soak-server.ts'), port, JSON.stringify(plan)])
  const line = await server.line('port ')
  if (line === null) throw new Error(`The server did not start: ${server.stderr()}`)
  port = line.slice('port '.length)
  return server
}

let server = await startServer()
const samples: Sample[] = []
let read: Read | null = null
print(
  `${minutes} min, ${streams} streams, ${perSecond} events/s, a restart every ${Math.round(restartMs / 1_000)} s`,
)
print('     time     events   heap MB    RSS MB')
const engine = startChild(
  ['--expose-gc', engineBundle, dir, `http://127.0.0.1:${port}`, String(streams), String(measureMs)],
  (line) => {
    const told: Measured | Read = JSON.parse(line)
    if ('stored' in told) {
      read = told
      return
    }
    const at = (Date.now() - plan.from) / 1_000
    samples.push({ at, ...told })
    print(
      [
        `${Math.round(at)} s`,
        told.events.toLocaleString('en-US'),
        told.heapMb.toFixed(1),
        told.rssMb.toFixed(1),
      ]
        .map((text, i) => text.padStart(i === 1 ? 11 : 9))
        .join(' '),
    )
  },
)
let restarts = 0
let last: Promise<void> = Promise.resolve()
const restarting = setInterval(() => {
  if (Date.now() < plan.from + 5_000 || Date.now() > plan.until - 5_000) return
  last = (async () => {
    await server.kill('SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, downMs))
    server = await startServer()
    restarts++
  })()
}, restartMs)
const code = await engine.ended
clearInterval(restarting)
await last
const counted: number[] = await (await fetch(`http://127.0.0.1:${port}/count`)).json()
await server.kill('SIGKILL')
rmSync(dir, { recursive: true, force: true })

const problems: string[] = []
const done = read as Read | null
if (code !== 0 || done === null) problems.push(`The engine ended with ${code}: ${engine.stderr()}`)
else {
  problems.push(...done.faults)
  for (const [stream, count] of counted.entries())
    if (done.stored[stream] !== count)
      problems.push(`stream ${stream}: ${done.stored[stream]} stored, ${count} sent`)
  const total = counted.reduce((sum, one) => sum + one, 0)
  print(
    `${total.toLocaleString('en-US')} events sent, ${done.stored.reduce((sum, one) => sum + one, 0).toLocaleString('en-US')} stored in order; ${restarts} restarts, ${done.attempts} connections, ${done.replayed} events sent again`,
  )
}
if (restarts === 0)
  problems.push('The server was never restarted: the round was too short to prove anything.')
for (const [name, of, limit] of [
  ['heap', (one: Sample) => one.heapMb, mostHeap],
  ['RSS', (one: Sample) => one.rssMb, mostRss],
] as const) {
  const kept = steady(samples)
  const over = gained(kept, of)
  print(
    `${name}: ${slopePerHour(kept, of).toFixed(1)} MB/h, ${over.toFixed(1)} MB over the round (at most ${limit})`,
  )
  if (over > limit) problems.push(`${name} grew by ${over.toFixed(1)} MB.`)
}
for (const problem of problems) print(`FAILED: ${problem}`)
print(problems.length === 0 ? 'The soak holds.' : `The soak failed: ${problems.length} problems.`)
process.exit(problems.length === 0 ? 0 : 1)
