// A beat that sleeps while nothing is due.

import { expect, test } from 'vitest'
import { createPulse } from '../../src/engine/base/pulse.ts'
import { watchPlace } from '../../src/engine/log/watch-place.ts'
import { createSimulatedClock } from '../support/simulated-clock.ts'

test('it beats when it is asked to, at least a second and at most ten later', async () => {
  const clock = createSimulatedClock()
  const asked = [0, 2_500, Number.POSITIVE_INFINITY, -5, 4_000, 60_000]
  const beats: number[] = []
  const pulse = createPulse(clock, () => {
    beats.push(clock.now())
    return asked.shift() ?? Number.POSITIVE_INFINITY
  })
  for (let i = 0; i < 5; i++) await clock.step()
  expect(beats).toEqual([0, 1_000, 3_500, 13_500, 14_500, 18_500])
  pulse.stop()
  await clock.step(100_000)
  expect(beats).toHaveLength(6)
})

test('what happens while it sleeps has it beat within a second, what happens during a beat as well', async () => {
  const clock = createSimulatedClock()
  const beats: number[] = []
  let during = () => {}
  const pulse = createPulse(clock, () => {
    beats.push(clock.now())
    during()
    return Number.POSITIVE_INFINITY
  })
  await clock.step(5_000)
  pulse.stir()
  await clock.step(400)
  pulse.stir()
  await clock.step()
  during = () => {
    during = () => {}
    pulse.stir()
  }
  await clock.step()
  await clock.step()
  expect(beats).toEqual([0, 6_000, 16_000, 17_000])
  pulse.stop()
  pulse.stir()
  await clock.step(100_000)
  expect(beats).toHaveLength(4)
})

test('where the log is, is told when it is other than was told', async () => {
  let problem: string | null = null
  const watch = watchPlace(() => {
    if (problem !== null) throw new Error(problem)
  })
  const said: string[] = []
  const gone = watch(null).then(
    () => said.push('there'),
    () => said.push('gone'),
  )
  await new Promise((resolve) => setImmediate(resolve))
  expect(said).toEqual([])
  problem = 'moved'
  await gone
  expect(said).toEqual(['gone'])
  problem = null
  await watch('Something that was told before')
})
