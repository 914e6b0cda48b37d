// The members of a shared log as processes: started, killed, held and started again under their names, and what they have said.

import { join } from 'node:path'
import { bundle } from '../support/module-path.ts'
import { openLossyProxy } from '../support/postgres/lossy-proxy.ts'
import { type Child, startChild } from './child.ts'
import { type HubRun, type Line, lineSchema, type MemberOptions } from './team-words.ts'

export type TeamMember = {
  readonly name: string
  readonly role: 'collector' | 'hub'
  readonly pid: () => number
  /** Starts it where it does not run. */
  readonly start: () => void
  readonly kill: () => Promise<void>
  /** A process that is held does nothing at all, and keeps what it has open. */
  readonly hold: (held: boolean) => void
  /** Its way to the database. */
  readonly interrupt: (interrupted: boolean) => void
  /** Loses the answer to what it asks next, or to the next that has these words. */
  readonly loseAnswer: (words: string) => void
  readonly lost: () => number
  /** Of a hub: what it shows. */
  readonly board: ReadonlyMap<number, HubRun>
  /** When it could not run, from and to; also while it was held. */
  readonly pauses: readonly (readonly [number, number])[]
  readonly stderr: () => string
  readonly close: () => Promise<void>
}

/** `hear` is told of every line of every member. */
export async function makeMember(
  role: 'collector' | 'hub',
  options: MemberOptions,
  hear: (line: Line) => void,
): Promise<TeamMember> {
  const entry = await entryOf(role)
  const proxy = await openLossyProxy(options.url)
  const board = new Map<number, HubRun>()
  const pauses: [number, number][] = []
  let child: Child | null = null
  let errors = ''

  const take = (text: string) => {
    const line = lineSchema.parse(JSON.parse(text))
    if ('paused' in line) pauses.push(line.paused)
    if ('hub' in line) for (const run of line.hub) board.set(run.run, run)
    hear(line)
  }
  const kill = async () => {
    const old = child
    child = null
    if (old === null) return
    await old.kill('SIGKILL')
    errors += old.stderr()
  }
  return {
    name: options.name,
    role,
    pid: () => child?.process.pid ?? 0,
    start: () => {
      if (child !== null) return
      board.clear()
      const started = startChild([entry, JSON.stringify({ ...options, url: proxy.url })], take)
      child = started
      void started.ended.then((code) => {
        if (child !== started) return
        child = null
        hear({ defect: `${options.name} ended by itself with ${code}: ${started.stderr()}` })
      })
    },
    kill,
    hold: (held) => {
      child?.process.kill(held ? 'SIGSTOP' : 'SIGCONT')
    },
    interrupt: proxy.interrupt,
    loseAnswer: proxy.loseNext,
    lost: proxy.lost,
    board,
    pauses,
    stderr: () => errors + (child?.stderr() ?? ''),
    close: async () => {
      await kill()
      await proxy.close()
    },
  }
}

const entries = new Map<string, Promise<string>>()

function entryOf(role: string): Promise<string> {
  const known = entries.get(role)
  if (known !== undefined) return known
  const made = bundle(join(import.meta.dirname, `team-${role}-child.ts`))
  entries.set(role, made)
  return made
}
