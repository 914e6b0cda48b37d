// The kill harness of the shared log: collectors and a hub on one database, people who ask for things, and a nemesis that kills, holds
// and ends them, cuts them off, loses answers, and kills the database and the pooler. After each blow the log is held against what was
// sent, asked and shown. By itself it takes the number of cycles and a seed: `node tests/harness/start.ts team-kill [cycles] [seed]`;
// `mutants` instead of them shows that it notices what it is there for.

import { needs } from '../support/needs.ts'
import { poolerHere } from '../support/postgres/pooler.ts'
import { postgresHere } from '../support/postgres.ts'
import { canTellHolders } from './open-sockets.ts'
import { type Mutant, mutants } from './team-mutants.ts'
import type { Blow } from './team-nemesis.ts'
import { openTeamWorld } from './team-world.ts'

export type TeamKillOptions = {
  readonly cycles: number
  readonly seed: number
  /** Cycles on one log, before a new one is begun. */
  readonly perLog?: number
  /** No cycle is begun after this long, counted from the first. */
  readonly withinMs?: number
  /** The members' time to live. */
  readonly ttlMs?: number
  readonly tell?: (line: string) => void
  /** No cycle is begun after the first that found something. */
  readonly untilFault?: boolean
  readonly mutant?: Mutant
}

export type TeamKillFigures = {
  readonly cycles: number
  readonly blows: Readonly<Partial<Record<Blow, number>>>
  /** Events found stored, over all logs. */
  readonly events: number
  readonly runs: number
  /** How often a run came to a collector. */
  readonly takeovers: number
  readonly answersLost: number
  /** Two connections at once for one run, because the one that had it was held or did not run. */
  readonly heldOver: number
  /** How often a collector handed over what it had kept in its own file. */
  readonly handedOver: number
  /** What people asked for at the hub, and was answered as done, or not answered in a moment. */
  readonly calls: { readonly asked: number; readonly done: number; readonly unanswered: number }
  /** How long collectors took to end when they were asked to, ms: the middle and the longest. */
  readonly endedMs: { readonly times: number; readonly middle: number; readonly longest: number }
  readonly faults: readonly string[]
  readonly seconds: number
}

/** A mutant that lives so long is not noticed. */
const mostCycles = 60

export async function runTeamKills(options: TeamKillOptions): Promise<TeamKillFigures> {
  const { cycles, seed, perLog = 25, withinMs = Number.POSITIVE_INFINITY, ttlMs = 1_500 } = options
  let begun = performance.now()
  const { mutant = null, untilFault = false } = options
  const isOver = () => performance.now() - begun > withinMs || (untilFault && figures.faults.length > 0)
  const pooler = poolerHere('The nemesis of the shared log')
  needs(
    canTellHolders,
    'The nemesis of the shared log: who holds a stream is not looked at, there is no /proc.',
  )
  const figures = {
    cycles: 0,
    blows: {} as Partial<Record<Blow, number>>,
    events: 0,
    runs: 0,
    takeovers: 0,
    answersLost: 0,
    heldOver: 0,
    handedOver: 0,
    calls: { asked: 0, done: 0, unanswered: 0 },
    faults: [] as string[],
  }
  const endings: number[] = []
  while (figures.cycles < cycles && !isOver()) {
    const world = await openTeamWorld({ poolerProgram: pooler, ttlMs, seed: seed + figures.cycles, mutant })
    if (figures.cycles === 0) begun = performance.now()
    for (let i = 0; i < perLog && figures.cycles < cycles && !isOver(); i++) {
      figures.cycles++
      const { struck, faults } = await world.cycle(i === 0)
      for (const blow of struck) figures.blows[blow] = (figures.blows[blow] ?? 0) + 1
      for (const fault of faults) {
        figures.faults.push(
          `cycle ${figures.cycles} of seed ${seed} (${struck.join(', ')}; ${world.place}): ${fault}`,
        )
        options.tell?.(figures.faults.at(-1) ?? '')
      }
      // What is wrong in a log is not asked of again.
      if (faults.length > 0) break
      if (figures.cycles % 10 === 0)
        options.tell?.(`${figures.cycles} cycles, ${figures.faults.length} faults`)
    }
    const last = await world.close()
    figures.faults.push(...last.faults.map((fault) => `the end of a log of seed ${seed}: ${fault}`))
    figures.events += last.events
    figures.runs += last.runs
    figures.takeovers += last.takeovers
    figures.answersLost += last.answersLost
    figures.heldOver += last.heldOver
    figures.handedOver += last.handedOver
    for (const key of ['asked', 'done', 'unanswered'] as const) figures.calls[key] += last.calls[key]
    endings.push(...last.endings)
  }
  const sorted = endings.toSorted((a, b) => a - b).map(Math.round)
  const endedMs = {
    times: sorted.length,
    middle: sorted[sorted.length >> 1] ?? 0,
    longest: sorted.at(-1) ?? 0,
  }
  return { ...figures, endedMs, seconds: Math.round((performance.now() - begun) / 1_000) }
}

/** With the arguments of a command line; false where something did not hold. */
export async function main(args: readonly string[]): Promise<boolean> {
  if (postgresHere('The nemesis of the shared log') === null) return true
  if (args[0] === 'mutants') return catchMutants(Number(args[1] ?? 1), args[2] ?? '')
  const [cycles = 1_000, seed = Date.now() % 1_000_000] = args.map(Number)
  process.stdout.write(`${cycles} cycles, seed ${seed}\n`)
  const figures = await runTeamKills({ cycles, seed, tell: (line) => process.stdout.write(`${line}\n`) })
  process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`)
  return figures.faults.length === 0
}

/** Whether each mutant, or each that is named so, is noticed within `mostCycles`. */
async function catchMutants(seed: number, named: string): Promise<boolean> {
  let all = true
  for (const mutant of mutants.filter(({ name }) => name.includes(named))) {
    const { cycles, faults } = await runTeamKills({ cycles: mostCycles, seed, mutant, untilFault: true })
    process.stdout.write(
      `${mutant.name}: ${faults.length === 0 ? 'not noticed' : 'noticed'} in ${cycles} cycles\n`,
    )
    for (const fault of faults) process.stdout.write(`  ${fault}\n`)
    all &&= faults.length > 0
  }
  return all
}
