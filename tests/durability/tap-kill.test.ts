// A short round of the tap's kill harness: of a client, its server and Runlight between them one is killed, and the others and the
// log tell the truth. `npm run test:kill` has some dozens.

import { expect, test } from 'vitest'
import { runTapKills, victims } from '../harness/tap-kill.ts'

test.each(victims)(
  'whoever is killed, here the %s: what the others saw and what the log says are true',
  async (victim) => {
    const figures = await runTapKills({ cycles: 2, seed: 12, only: [victim], withinMs: 12_000 })
    expect(figures.faults).toEqual([])
    expect(figures.events).toBeGreaterThan(0)
  },
  180_000,
)
