// The kill harness: an engine watches real streams and is killed with SIGKILL at a random moment, again and again, on the
// same log; after each kill the log is held against what was sent and what was shown. By itself it takes the number of
// cycles and a seed: `node tests/harness/start.ts kill [cycles] [seed]`.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kind } from '../../src/core/kind/kind.ts'
import { openLogForReading } from '../../src/engine/log/sqlite/file/open-log.ts'
import { loadKinds } from '../support/load-kinds.ts'
import { bundle } from '../support/module-path.ts'
import { type Child, startChild } from './child.ts'
import { faultsOf } from './hold-together.ts'
import { type JobServer, startJobServer } from './job-server.ts'
import { killMigrating } from './kill-migrating.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createRandom, type Random } from './random.ts'

/** While the engine does what it is killed. */
export const moments = ['live', 'opening', 'closing', 'beside', 'forget', 'backup', 'migrating'] as const
export type Moment = (typeof moments)[number]

/** How often each moment has its turn, in hundredths. */
const shares: Readonly<Record<Moment, number>> = {
  live: 52,
  opening: 10,
  closing: 8,
  beside: 8,
  forget: 8,
  backup: 6,
  migrating: 8,
}

export type KillFigures = {
  readonly cycles: Readonly<Record<Moment, number>>
  /** Events found stored, over all logs. */
  readonly events: number
  readonly logs: number
  readonly faults: readonly string[]
  readonly seconds: number
}

export type KillOptions = {
  readonly cycles: number
  readonly seed: number
  /** Cycles on one log, before a new one is begun. */
  readonly perLog?: number
  /** No cycle is begun after this long. */
  readonly withinMs?: number
  /** The moments to be had; all where it is not given. */
  readonly only?: readonly Moment[]
  readonly tell?: (line: string) => void
}

type World = {
  readonly dataDir: string
  readonly server: JobServer
  readonly ledger: Ledger
  readonly random: Random
  readonly kinds: ReadonlyMap<string, Kind>
  readonly engine: string
  readonly reader: string
}

export async function runKills({
  cycles,
  seed,
  perLog = 25,
  withinMs = Number.POSITIVE_INFINITY,
  only = moments,
  tell = () => {},
}: KillOptions): Promise<KillFigures> {
  const random = createRandom(seed)
  const kinds = await loadKinds()
  const engine = await bundle(join(import.meta.dirname, 'kill-child.ts'))
  const reader = await bundle(join(import.meta.dirname, 'reader-child.ts'))
  const counts: Record<Moment, number> = {
    live: 0,
    opening: 0,
    closing: 0,
    beside: 0,
    forget: 0,
    backup: 0,
    migrating: 0,
  }
  const faults: string[] = []
  const begun = performance.now()
  let events = 0
  let logs = 0
  const isOver = () => performance.now() - begun > withinMs
  for (let done = 0; done < cycles && !isOver(); logs++) {
    const dataDir = mkdtempSync(join(tmpdir(), 'runlight-kill-'))
    const server = await startJobServer()
    const world = { dataDir, server, ledger: createLedger(), random, kinds, engine, reader }
    for (let i = 0; i < perLog && done < cycles && !isOver(); i++, done++) {
      const moment = i === 0 ? 'live' : draw(random, only)
      counts[moment]++
      const found = await cycle(moment, world, seed + done)
      for (const fault of found) {
        faults.push(`cycle ${done + 1} (${moment}), ${dataDir}: ${fault}`)
        tell(faults.at(-1) ?? '')
      }
      if ((done + 1) % 25 === 0) tell(`${done + 1} cycles, ${faults.length} faults`)
    }
    const last = await goOnToTheEnd(world)
    for (const fault of last) faults.push(`the end of ${dataDir}: ${fault}`)
    events += countEvents(dataDir)
    await server.close()
    if (faults.length === 0) rmSync(dataDir, { recursive: true, force: true })
  }
  return { cycles: counts, events, logs, faults, seconds: Math.round((performance.now() - begun) / 1_000) }
}

function draw(random: Random, only: readonly Moment[]): Moment {
  const drawn = random.below(only.reduce((sum, moment) => sum + shares[moment], 0))
  let sum = 0
  for (const moment of only) {
    sum += shares[moment]
    if (drawn < sum) return moment
  }
  return 'live'
}

const startEngine = ({ engine, dataDir, server, ledger }: World, act: string, seed: number): Child =>
  startChild([engine, dataDir, server.url, act, String(seed)], ledger.hear)

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** One life of an engine, from its start to its death, and what is wrong after it. */
async function cycle(moment: Moment, world: World, seed: number): Promise<string[]> {
  const { random, server } = world
  if (moment === 'migrating') return killMigrating(world, random)
  // Now and then a burst: many transactions, and the WAL folded into the log between them.
  server.setPace(random.below(4) === 0 ? 25 : 1 + random.below(5))
  const more: string[] = []
  const acts = {
    live: 'live',
    opening: 'watch',
    closing: 'live',
    beside: 'live',
    forget: 'forget',
    backup: 'backup',
  }
  const child = startEngine(world, acts[moment], seed)
  if (moment === 'opening') await wait(random.below(500))
  else {
    if ((await child.line('"ready"')) === null) more.push(`it did not start: ${child.stderr()}`)
    if (moment === 'beside') more.push(...(await beside(world)))
    await wait(20 + random.below(600))
    if (moment === 'closing') {
      child.process.kill('SIGTERM')
      await wait(random.below(120))
    }
  }
  await child.kill('SIGKILL')
  return [...more, ...(await examine(world, seed % 5 === 0))]
}

/** A reading process and a second engine beside the first: the one sees whole transactions, the other is refused. */
async function beside(world: World): Promise<string[]> {
  const faults: string[] = []
  const reading = startChild([world.reader, world.dataDir], (line) => {
    if (line.startsWith('error')) faults.push(`the reader beside it: ${line}`)
  })
  await reading.line('saw')
  const second = startChild([world.engine, world.dataDir, world.server.url, 'watch', '0'])
  const said = await second.line('"refused"')
  if (said?.includes('data-dir-in-use') !== true)
    faults.push(`a second engine was not refused: ${String(said)}`)
  await second.ended
  await reading.kill('SIGKILL')
  return faults
}

async function examine({ dataDir, kinds, ledger, server }: World, thorough: boolean): Promise<string[]> {
  // Killed before its first log was there, an engine has shown nothing.
  const db = openLogForReading(dataDir)
  if (db === null) return ledger.paths().size === 0 ? [] : ['the log is gone']
  const faults = [...ledger.missing(db), ...ledger.untrue(db, server)]
  db.close()
  return [...faults, ...(await faultsOf(dataDir, kinds, thorough))]
}

/** Lets the streams come to their end: all that was ever sent with an id must then be there. */
async function goOnToTheEnd(world: World): Promise<string[]> {
  const { server, ledger, dataDir } = world
  server.setPace(4)
  const child = startEngine(world, 'watch', 0)
  await child.line('"ready"')
  server.finish()
  const until = performance.now() + 60_000
  const open = () => {
    const db = openLogForReading(dataDir)
    const left = db?.prepare("SELECT count(*) FROM runs WHERE job_state <> 'completed'").pluck().get()
    db?.close()
    return Number(left ?? 0)
  }
  while (open() > 0 && performance.now() < until) await wait(100)
  child.process.kill('SIGTERM')
  await child.ended
  const faults = await examine(world, true)
  if (open() > 0) faults.push(`${open()} runs did not come to their end`)
  const db = openLogForReading(dataDir)
  for (const [run, path] of ledger.paths()) {
    if (!/^\/(numbered|replaying|whole)\//.test(path)) continue
    const stored = db
      ?.prepare("SELECT count(*) FROM events WHERE key / 4294967296 = ? AND name = 'message'")
      .pluck()
      .get(run)
    const sent = server.ended.get(path)
    if (stored !== sent) faults.push(`${path}: ${stored} stored of ${sent} sent`)
  }
  db?.close()
  return faults
}

function countEvents(dataDir: string): number {
  const db = openLogForReading(dataDir)
  const count = Number(db?.prepare('SELECT count(*) FROM events').pluck().get() ?? 0)
  db?.close()
  return count
}

/** With the arguments of a command line; false where something did not hold. */
export async function main(args: readonly string[]): Promise<boolean> {
  const [cycles = 1_000, seed = Date.now() % 1_000_000] = args.map(Number)
  process.stdout.write(`${cycles} cycles, seed ${seed}\n`)
  const figures = await runKills({ cycles, seed, tell: (line) => process.stdout.write(`${line}\n`) })
  process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`)
  return figures.faults.length === 0
}
