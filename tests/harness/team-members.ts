// The members of a shared log as processes: started, killed, held, ended and started again under their names, and what they have said.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../support/module-path.ts'
import { type LossyProxy, openLossyProxy } from '../support/postgres/lossy-proxy.ts'
import { type Child, startChild } from './child.ts'
import { type Mutant, mutated } from './team-mutants.ts'
import {
  type HubAnswer,
  type HubRun,
  type Line,
  lineSchema,
  type MemberOptions,
  monotonic,
  skewed,
} from './team-words.ts'

export type TeamMember = {
  readonly name: string
  readonly role: 'collector' | 'hub'
  readonly pid: () => number
  /** Whether it runs and has said that it works. */
  readonly works: () => boolean
  /** Starts it where it does not run. */
  readonly start: () => void
  readonly kill: () => Promise<void>
  /**
   * Asks it to end (SIGTERM); resolves to its exit code and how long it took, ms. One that does not end is killed: null. What has not
   * begun to work is just killed.
   */
  readonly end: () => Promise<{ readonly code: number | null; readonly ms: number } | null>
  /** A process that is held does nothing at all, and keeps what it has open. */
  readonly hold: (held: boolean) => void
  /** Its way to the database. */
  readonly interrupt: LossyProxy['interrupt']
  /** Loses the answer to what it asks next, or to the next that has these words. */
  readonly loseAnswer: (words: string) => void
  readonly lost: () => number
  /** Of a hub: asks it, as a person does. Resolves to null where it ended before it answered. */
  readonly ask: (name: string, input: unknown) => Promise<HubAnswer | null>
  /** Of a hub: what it shows. */
  readonly board: ReadonlyMap<number, HubRun>
  /** When it could not run, from and to; also while it was held. */
  readonly pauses: readonly (readonly [number, number])[]
  readonly stderr: () => string
  readonly close: () => Promise<void>
}

export type MemberSetup = Omit<MemberOptions, 'dataDir'> & {
  readonly role: 'collector' | 'hub'
  /** How far its wall clock is from the others', ms. */
  readonly skewMs: number
  readonly mutant: Mutant | null
}

/** One that has not ended by then never will. */
const endsWithinMs = 60_000

/** `hear` is told of every line of it, with its name. */
export async function makeMember(
  setup: MemberSetup,
  hear: (name: string, line: Line) => void,
): Promise<TeamMember> {
  const { role, skewMs, mutant, ...options } = setup
  const entry = await entryOf(role, mutant)
  const dataDir = mkdtempSync(join(tmpdir(), `runlight-nemesis-${options.name}-`))
  const proxy = await openLossyProxy(options.url)
  const board = new Map<number, HubRun>()
  const pauses: [number, number][] = []
  const asked = new Map<number, (answer: HubAnswer | null) => void>()
  let child: Child | null = null
  let works = false
  let errors = ''
  let calls = 0

  const take = (text: string) => {
    const line = lineSchema.parse(JSON.parse(text))
    if ('paused' in line) pauses.push(line.paused)
    if ('ready' in line) works = true
    if ('hub' in line) {
      for (const run of line.hub) board.set(run.run, run)
      for (const run of line.gone) board.delete(run)
    }
    if ('answer' in line) {
      asked.get(line.answer.id)?.(line.answer)
      asked.delete(line.answer.id)
    }
    hear(options.name, line)
  }
  const left = (): Child | null => {
    const old = child
    child = null
    works = false
    return old
  }
  const over = (old: Child) => {
    errors = (errors + old.stderr()).slice(-20_000)
    for (const answer of asked.values()) answer(null)
    asked.clear()
  }
  const kill = async () => {
    const old = left()
    if (old === null) return
    await old.kill('SIGKILL')
    over(old)
  }
  return {
    name: options.name,
    role,
    pid: () => child?.process.pid ?? 0,
    works: () => works,
    start: () => {
      if (child !== null) return
      board.clear()
      const args = [...skewed(skewMs), entry, JSON.stringify({ ...options, url: proxy.url, dataDir })]
      const started = startChild(args, take)
      child = started
      void started.ended.then((code) => {
        if (child !== started) return
        over(started)
        left()
        hear(options.name, { defect: `${options.name} ended by itself with ${code}: ${started.stderr()}` })
      })
    },
    kill,
    end: async () => {
      const isWorking = works
      const old = left()
      if (old === null) return null
      const from = monotonic()
      old.process.kill('SIGTERM')
      const late = setTimeout(() => old.process.kill('SIGKILL'), endsWithinMs)
      const code = await old.ended
      clearTimeout(late)
      over(old)
      return isWorking ? { code, ms: monotonic() - from } : null
    },
    hold: (held) => {
      child?.process.kill(held ? 'SIGSTOP' : 'SIGCONT')
    },
    interrupt: proxy.interrupt,
    loseAnswer: proxy.loseNext,
    lost: proxy.lost,
    ask: (name, input) =>
      new Promise((resolve) => {
        if (child === null || !works) return resolve(null)
        const id = ++calls
        asked.set(id, resolve)
        child.send(JSON.stringify({ id, name, input }))
      }),
    board,
    pauses,
    stderr: () => errors + (child?.stderr() ?? ''),
    close: async () => {
      await kill()
      await proxy.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const entries = new Map<string, Promise<string>>()

function entryOf(role: string, mutant: Mutant | null): Promise<string> {
  const key = `${role} ${mutant?.name}`
  const known = entries.get(key)
  if (known !== undefined) return known
  const path = join(import.meta.dirname, `team-${role}-child.ts`)
  const made = bundle(path, undefined, mutant === null ? [] : [mutated(mutant)])
  entries.set(key, made)
  return made
}
