// The kill harness of the tap: a client reads streams of a server through Runlight, and one of the three is killed with SIGKILL at
// a random moment. What the two others saw and what the log says must both be true. By itself it takes the number of cycles
// and a seed: `node tests/harness/start.ts tap-kill [cycles] [seed]`.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kind } from '../../src/core/kind/kind.ts'
import { loadKinds } from '../support/load-kinds.ts'
import { bundle } from '../support/module-path.ts'
import { type Child, startChild } from './child.ts'
import { faultsOf } from './hold-together.ts'
import { createRandom, type Random } from './random.ts'
import { createTapLedger, type Seen } from './tap-ledger.ts'
import { logFaults, type StoredRun, storedRuns } from './tap-log.ts'

export const victims = ['client', 'server', 'runlight'] as const
export type Victim = (typeof victims)[number]

export type TapKillOptions = {
  readonly cycles: number
  readonly seed: number
  /** Who is killed; one after the other where it is not given. */
  readonly only?: readonly Victim[]
  /** No cycle is begun after this long. */
  readonly withinMs?: number
  readonly tell?: (line: string) => void
}

export type TapKillFigures = {
  readonly cycles: Readonly<Record<Victim, number>>
  /** Events found stored, over all cycles. */
  readonly events: number
  readonly faults: readonly string[]
}

const paths = ['/numbered/1', '/numbered/2', '/waits/3'] as const
/** How long the others may take to see it. */
const noticeMs = 30_000
const [serverChild, clientChild] = ['tap-server-child.ts', 'tap-client-child.ts'].map((name) =>
  join(import.meta.dirname, name),
)

type World = { readonly engine: string; readonly kinds: ReadonlyMap<string, Kind>; readonly random: Random }

export async function runTapKills(options: TapKillOptions): Promise<TapKillFigures> {
  const { cycles, seed, only = victims, withinMs = Number.POSITIVE_INFINITY, tell = () => {} } = options
  const engine = await bundle(join(import.meta.dirname, 'tap-engine-child.ts'))
  const world = { engine, kinds: await loadKinds(), random: createRandom(seed) }
  const counts: Record<Victim, number> = { client: 0, server: 0, runlight: 0 }
  const faults: string[] = []
  const begun = performance.now()
  let events = 0
  for (let done = 0; done < cycles && performance.now() - begun < withinMs; done++) {
    const victim = only[done % only.length] ?? 'client'
    counts[victim]++
    const dataDir = mkdtempSync(join(tmpdir(), 'runlight-tap-kill-'))
    const found = await cycle(victim, world, dataDir, done === 0)
    events += found.events
    for (const fault of found.faults) {
      faults.push(`cycle ${done + 1} (${victim}), ${dataDir}: ${fault}`)
      tell(faults.at(-1) ?? '')
    }
    if (found.faults.length === 0) rmSync(dataDir, { recursive: true, force: true })
    if ((done + 1) % 10 === 0) tell(`${done + 1} cycles, ${faults.length} faults`)
  }
  return { cycles: counts, events, faults }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function until(test: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const end = performance.now() + noticeMs; performance.now() < end; await wait(20))
    if (await test()) return true
  return false
}

/** One life of the three, the death of one of them, `inTheMidst` of its streams for sure, and what is wrong after it. */
async function cycle(
  victim: Victim,
  world: World,
  dataDir: string,
  inTheMidst: boolean,
): Promise<{ faults: string[]; events: number }> {
  const { engine, kinds, random } = world
  const ledger = createTapLedger()
  const started: Child[] = []
  const start = (args: readonly string[]): Child => {
    const child = startChild(args, ledger.hear)
    started.push(child)
    return child
  }
  const startRunlight = async (port: string) => {
    const child = start([engine, dataDir, `http://127.0.0.1:${serverPort}`, port])
    const line = await child.line('"ready"')
    return { child, url: line === null ? null : String(JSON.parse(line).ready) }
  }
  const faults: string[] = []
  const server = start([serverChild ?? '', String(1 + random.below(6))])
  const serverPort = JSON.parse((await server.line('"ready"')) ?? '{"ready": 0}').ready
  try {
    const runlight = await startRunlight('0')
    if (runlight.url === null) return { faults: [`it did not start: ${runlight.child.stderr()}`], events: 0 }
    const client = start([clientChild ?? '', runlight.url, ...paths.flatMap((path) => [path, '0'])])
    // From before anything was asked up to the middle of the streams.
    if (inTheMidst || random.below(5) > 0) await until(() => ledger.had('/numbered/1') > 0)
    await wait(random.below(400))
    const before = ledger.seen(paths)
    await { client, server, runlight: runlight.child }[victim].kill('SIGKILL')

    const asked = (path: string) => ledger.asked(path) > 0
    const noticed = await until(() =>
      paths.every(
        (path) =>
          (victim === 'client' || ledger.end(path) !== null) &&
          (victim === 'server' || !asked(path) || ledger.left(path) !== null),
      ),
    )
    if (!noticed) faults.push(`the others did not notice: ${JSON.stringify(ledger.seen(paths))}`)
    faults.push(...ledger.endFaults(paths, victim))
    if (victim !== 'runlight') {
      const atRest = await until(() => storedRuns(dataDir).every(({ isOver }) => isOver))
      if (!atRest) faults.push(`runs are not at rest: ${JSON.stringify(storedRuns(dataDir))}`)
      await stop(runlight.child)
      const seen = ledger.seen(paths)
      faults.push(...logFaults(dataDir, victim, seen), ...(await faultsOf(dataDir, kinds, true)))
      return { faults, events: eventsOf(dataDir) }
    }
    faults.push(
      ...logFaults(
        dataDir,
        'sent',
        before.map((one) => ({ ...one, sent: ledger.sent(one.path) })),
      ),
    )
    const again = await startRunlight(new URL(runlight.url).port)
    if (again.url === null)
      return { faults: [...faults, `it did not start again: ${again.child.stderr()}`], events: 0 }
    const had = ledger.seen(paths)
    faults.push(...logFaults(dataDir, 'runlight', had))
    await goOn(again.url, again.child, had)
    faults.push(
      ...logFaults(dataDir, 'again', ledger.seen(paths), had),
      ...(await faultsOf(dataDir, kinds, true)),
    )
    return { faults, events: eventsOf(dataDir) }
  } finally {
    for (const child of started) await child.kill('SIGKILL')
  }

  /** The client asks again for what it had not all of, and leaves after a while. */
  async function goOn(url: string, child: Child, had: readonly Seen[]): Promise<void> {
    const resumed = had.filter(({ had: last }) => last > 0)
    const client = start([
      clientChild ?? '',
      url,
      ...resumed.flatMap(({ path, had: last }) => [path, String(last)]),
    ])
    await until(() => resumed.every(({ path, had: last }) => ledger.had(path) > last + 20))
    await client.kill('SIGKILL')
    await until(() => storedRuns(dataDir).every(({ isOver }) => isOver))
    await stop(child)
  }
}

async function stop(child: Child): Promise<void> {
  child.process.kill('SIGTERM')
  await child.ended
}

function eventsOf(dataDir: string): number {
  return storedRuns(dataDir).reduce((sum: number, { numbers }: StoredRun) => sum + numbers.length, 0)
}

/** With the arguments of a command line; false where something did not hold. */
export async function main(args: readonly string[]): Promise<boolean> {
  const [cycles = 60, seed = Date.now() % 1_000_000] = args.map(Number)
  process.stdout.write(`${cycles} cycles, seed ${seed}\n`)
  const figures = await runTapKills({ cycles, seed, tell: (line) => process.stdout.write(`${line}\n`) })
  process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`)
  return figures.faults.length === 0
}
