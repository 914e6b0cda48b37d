// A short round of the shared log's kill harness: collectors and a hub on one database, and whatever is between them killed, held or
// cut off. `npm run test:team` has the thousand.

import { expect, test } from 'vitest'
import { runTeamKills } from '../harness/team-kill.ts'
import { postgresHere } from '../support/postgres.ts'

const here = postgresHere('The nemesis of the shared log') !== null

/** No blow is struck after this long, however few there were: machines are shared. */
const withinMs = 40_000

test.skipIf(!here)(
  'whatever is killed, held or cut off in a team: what was shown is stored, once and in order, and by one collector at a time',
  async () => {
    const figures = await runTeamKills({ cycles: 20, seed: 13, withinMs })
    for (const fault of figures.faults) process.stdout.write(`${fault}\n`)
    expect(figures.faults).toEqual([])
    expect(figures.events).toBeGreaterThan(0)
    const had = Object.entries(figures.blows).map(([blow, times]) => `${times} × ${blow}`)
    process.stdout.write(`${figures.cycles} cycles: ${had.join(', ')}\n`)
  },
  300_000,
)
