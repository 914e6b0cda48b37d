// What is done to a team: to its members, to their ways to the database, and to the database itself.

import { setTimeout as delay } from 'node:timers/promises'
import type { Pooler } from '../support/postgres/pooler.ts'
import type { Postgres } from '../support/postgres.ts'
import type { Random } from './random.ts'
import type { TeamMember } from './team-members.ts'

const blows = [
  'collector killed',
  'collector held',
  'collector ended',
  'hub killed',
  'hub held',
  'collector cut off',
  'collector cut off, what it sent arrives late',
  'answers lost',
  'database stopped',
  'database killed',
  'pooler killed',
] as const
export type Blow = (typeof blows)[number]

/** How often each has its turn, in parts of the sum. */
const shares: Readonly<Record<Blow, number>> = {
  'collector killed': 4,
  'collector held': 4,
  'collector ended': 2,
  'hub killed': 1,
  'hub held': 1,
  'collector cut off': 3,
  'collector cut off, what it sent arrives late': 2,
  'answers lost': 5,
  'database stopped': 2,
  'database killed': 2,
  'pooler killed': 1,
}

export type Victims = {
  readonly postgres: Postgres
  readonly pooler: Pooler | null
  readonly collectors: readonly TeamMember[]
  readonly hub: TeamMember
  readonly random: Random
  readonly ttlMs: number
  /** A collector was asked to end, and has, with this code after so long, ms. */
  readonly ended: (collector: TeamMember, code: number | null, ms: number) => void
}

export function drawBlow(random: Random): Blow {
  return random.pick(blows.flatMap((blow) => Array<Blow>(shares[blow]).fill(blow)))
}

export function strike(
  blow: Blow,
  { postgres, pooler, collectors, hub, random, ttlMs, ended }: Victims,
): Promise<void> {
  const victim = blow.startsWith('hub') ? hub : random.pick(collectors)
  // Now and then shorter than its time to live, so that it finds its place still there; else mostly so long that others, who look
  // once a second, have taken its runs.
  const forMs = random.below(4) === 0 ? ttlMs / 3 : ttlMs * (1.2 + random.next() * 1.3)
  const restAfterMs = random.below(2) === 0 ? 0 : forMs
  const answers = 3 + random.below(6)
  const words = random.below(2) === 0 ? '' : 'COMMIT'
  const apartMs = 20 + random.below(120)
  const acts: Record<Blow, () => Promise<void>> = {
    'collector killed': () => killed(),
    'collector held': () => held(),
    'collector ended': async () => {
      const how = await victim.end()
      if (how !== null) ended(victim, how.code, how.ms)
      await delay(restAfterMs)
      victim.start()
    },
    'hub killed': () => killed(),
    'hub held': () => held(),
    'collector cut off': () => cutOff(false),
    'collector cut off, what it sent arrives late': () => cutOff(true),
    'answers lost': async () => {
      for (let i = 0; i < answers; i++) {
        victim.loseAnswer(words)
        await delay(apartMs)
      }
    },
    'database stopped': async () => {
      await postgres.stop('immediate')
      await delay(restAfterMs / 2)
      await postgres.start()
    },
    'database killed': async () => {
      await postgres.kill()
      await delay(restAfterMs / 2)
      await postgres.start()
    },
    'pooler killed': async () => pooler?.restart(),
  }
  const killed = async () => {
    await victim.kill()
    await delay(restAfterMs)
    victim.start()
  }
  const cutOff = async (late: boolean) => {
    victim.interrupt(true, late)
    await delay(forMs)
    victim.interrupt(false)
  }
  const held = async () => {
    victim.hold(true)
    await delay(forMs)
    victim.hold(false)
  }
  return acts[blow]()
}

/** Two blows that are not struck at once: they would be one, or undo each other. */
export function meets(one: Blow | undefined, other: Blow): boolean {
  const word = (blow = '') => blow.split(' ')[0]
  return (
    word(one) === word(other) ||
    (word(one) === 'answers' && word(other) === 'collector') ||
    (word(other) === 'answers' && word(one) === 'collector')
  )
}
