// What is done to a team: to its members, to their ways to the database, and to the database itself.

import { setTimeout as delay } from 'node:timers/promises'
import type { Pooler } from '../support/postgres/pooler.ts'
import type { Postgres } from '../support/postgres.ts'
import type { Random } from './random.ts'
import type { TeamMember } from './team-members.ts'

const blows = [
  'collector killed',
  'collector held',
  'hub killed',
  'hub held',
  'collector cut off',
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
  'hub killed': 1,
  'hub held': 1,
  'collector cut off': 3,
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
}

export function drawBlow(random: Random): Blow {
  return random.pick(blows.flatMap((blow) => Array<Blow>(shares[blow]).fill(blow)))
}

export function strike(
  blow: Blow,
  { postgres, pooler, collectors, hub, random, ttlMs }: Victims,
): Promise<void> {
  const victim = blow.startsWith('hub') ? hub : random.pick(collectors)
  // Now and then shorter than its time to live, so that it finds its place still there.
  const forMs = random.below(4) === 0 ? ttlMs / 3 : ttlMs * (1.1 + random.next() / 2)
  const restAfterMs = random.below(2) === 0 ? 0 : forMs
  const answers = 3 + random.below(6)
  const words = random.below(2) === 0 ? '' : 'COMMIT'
  const apartMs = 20 + random.below(120)
  const acts: Record<Blow, () => Promise<void>> = {
    'collector killed': () => killed(),
    'collector held': () => held(),
    'hub killed': () => killed(),
    'hub held': () => held(),
    'collector cut off': async () => {
      victim.interrupt(true)
      await delay(forMs)
      victim.interrupt(false)
    },
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
  const held = async () => {
    victim.hold(true)
    await delay(forMs)
    victim.hold(false)
  }
  return acts[blow]()
}
