// `npm run test:soak -- tap [minutes] [applications at once]` (2, 40): exchanges through a tap without a pause, half of them no
// streams; streams that end, that the server breaks, that their application leaves, and applications that take nothing for a
// while. Every one of them must end as it must, memory must stay flat, and nothing may be left open. Prints what it measures;
// exit code 0 only if all holds.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../support/module-path.ts'
import { startChild } from './child.ts'
import { gained, slopePerHour, steady } from './soak-memory.ts'
import { startClients } from './tap-soak-clients.ts'
import type { TapMeasured } from './tap-soak-engine.ts'

const [minutes = 2, count = 40] = process.argv.slice(2).map(Number)
if (!(minutes > 0 && count > 0)) {
  process.stderr.write('Give minutes and applications as numbers above zero: npm run test:soak -- tap 2 40\n')
  process.exit(2)
}
const lengthMs = minutes * 60_000
/** What may be gained over the whole time, MB: caches that fill, and what a measurement wavers by. */
const limits = { heapMb: 16, gateMb: 16, rssMb: 96 }
/** Kept connections are dropped after four seconds. */
const quietMs = 8_000

const print = (line: string) => process.stdout.write(`${line}\n`)
const dir = mkdtempSync(join(tmpdir(), 'runlight-soak-'))
const entry = await bundle(join(import.meta.dirname, 'tap-soak-engine.ts'))
const server = startChild([join(import.meta.dirname, 'tap-soak-server.ts')])
const portOf = (line: string | null) => line?.replace('port ', '') ?? ''
const to = `http://127.0.0.1:${portOf(await server.line('port '))}`

const samples: (TapMeasured & { readonly at: number })[] = []
const columns = ['heapMb', 'gateMb', 'rssMb', 'sockets', 'handles', 'runs', 'requests', 'streams'] as const
print(`${minutes} min, ${count} applications at once`)
print(['at', ...columns].map((name) => name.padStart(9)).join(''))
const started = Date.now()
const engine = startChild(['--expose-gc', entry, dir, to, String(Math.max(1_000, lengthMs / 60))], (line) => {
  if (!line.startsWith('{')) return
  const told: TapMeasured = JSON.parse(line)
  const at = Math.round((Date.now() - started) / 1_000)
  samples.push({ ...told, at })
  print([`${at} s`, ...columns.map((name) => told[name])].map((cell) => String(cell).padStart(9)).join(''))
})
const port = portOf(await engine.line('port '))
const clients = startClients(`http://127.0.0.1:${port}`, count)
await new Promise((resolve) => setTimeout(resolve, lengthMs))
await clients.stop()
await new Promise((resolve) => setTimeout(resolve, quietMs))
engine.process.kill('SIGTERM')
const code = await engine.ended
await server.kill('SIGKILL')
rmSync(dir, { recursive: true, force: true })

const problems: string[] = [...clients.faults()]
const last = samples.at(-1)
const exchanges = clients.exchanges()
if (code !== 0 || last === undefined) problems.push(`The engine ended with ${code}: ${engine.stderr()}`)
else {
  print(
    `${exchanges.toLocaleString('en-US')} exchanges, ${last.requests.toLocaleString('en-US')} seen, ${last.streams.toLocaleString('en-US')} of them streams of ${last.runs} runs; ${last.unrecorded} bytes not recorded`,
  )
  if (last.requests !== exchanges) problems.push(`${last.requests} exchanges were seen of ${exchanges}.`)
  const [first = last] = samples
  for (const name of ['sockets', 'handles'] as const)
    if (last[name] > first[name])
      problems.push(`${last[name]} ${name} with nobody there, ${first[name]} before anybody came.`)
}
const kept = steady(samples.filter(({ at }) => at * 1_000 < lengthMs))
for (const [name, limit] of Object.entries(limits)) {
  const of = (sample: TapMeasured) => sample[name as keyof typeof limits]
  const over = gained(kept, of)
  print(
    `${name}: ${slopePerHour(kept, of).toFixed(1)} MB/h, ${over.toFixed(1)} MB over the round (at most ${limit})`,
  )
  if (over > limit) problems.push(`${name} grew by ${over.toFixed(1)} MB.`)
}
for (const problem of problems) print(`FAILED: ${problem}`)
print(problems.length === 0 ? 'The soak holds.' : `The soak failed: ${problems.length} problems.`)
process.exit(problems.length === 0 ? 0 : 1)
