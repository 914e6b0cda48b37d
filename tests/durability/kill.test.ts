// A short round of the kill harness: engines killed with SIGKILL while they store, start, close, forget, back up and bring
// an older log up to date. `npm run test:kill` has the thousand.

import { expect, test } from 'vitest'
import { runKills } from '../harness/kill.ts'

/** No engine is started after this long, however few there were: machines are shared. */
const withinMs = 12_000

test('64: an engine that is killed at any moment starts clean, and has all that it had shown, once', async () => {
  const figures = await runKills({ cycles: 8, seed: 64, withinMs })
  for (const fault of figures.faults) process.stdout.write(`${fault}\n`)
  expect(figures.faults).toEqual([])
  expect(figures.events).toBeGreaterThan(0)
  const had = Object.entries(figures.cycles).filter(([, cycles]) => cycles > 0)
  process.stdout.write(`killed ${had.map(([moment, cycles]) => `${cycles} × ${moment}`).join(', ')}\n`)
}, 180_000)

test('64: an engine that is killed while it brings an older log up to date leaves it whole', async () => {
  const figures = await runKills({ cycles: 2, seed: 7, withinMs, only: ['migrating'] })
  for (const fault of figures.faults) process.stdout.write(`${fault}\n`)
  expect(figures.faults).toEqual([])
}, 180_000)
