// A short round of the damage harness: each way in which a log's files may be damaged, once, or as
// many of them as the time allows. `npm run test:damage` has five hundred.

import { expect, test } from 'vitest'
import { runDamages } from '../harness/damage.ts'
import { damages } from '../harness/damages.ts'

const withinMs = 15_000

test('62: a damaged log never ends the process, is never changed where it is refused, and is salvaged', async () => {
  const figures = await runDamages(damages.length, 62, () => {}, withinMs)
  for (const fault of figures.faults) process.stdout.write(`${fault}\n`)
  expect(figures.faults).toEqual([])
  const outcomes = Object.entries(figures.outcomes).filter(([, count]) => count > 0)
  process.stdout.write(
    `${figures.files} damaged logs: ${outcomes.map(([name, count]) => `${count} ${name}`).join('; ')}\n`,
  )
  expect(figures.files).toBeGreaterThan(0)
}, 240_000)
