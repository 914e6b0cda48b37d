// What lies in a collector's spool comes back to the log, also where that fails midway.

import { expect, test } from 'vitest'
import { RunlightError } from '../../src/core/basics/errors.ts'
import { handOver } from '../../src/engine/collect/hand-over.ts'
import type { Batch } from '../../src/engine/log/rows.ts'
import { batch, event, newRun, summary } from '../support/hand-log.ts'
import { createSimulatedClock } from '../support/simulated-clock.ts'
import { openTestSpool } from '../support/spool.ts'

type Deps = Parameters<typeof handOver>[0]

/** A spool in a folder of its own, and what hands it over to a log in which each run has no events. */
async function openHandOver() {
  const spool = await openTestSpool()
  const hand = (
    commit: Deps['log']['commit'],
    told: Pick<Deps, 'took' | 'kept'> & Partial<Pick<Deps, 'going' | 'known' | 'gate'>>,
    events: number | (() => number) = 0,
  ) =>
    handOver({
      log: {
        run: async (id) => ({
          ...newRun(),
          summary: { ...summary, id, events: typeof events === 'number' ? events : events() },
          resumeId: null,
          transitions: 0,
        }),
        event: async () => null,
        commit,
      },
      team: { reclaim: async () => true },
      spool,
      clock: createSimulatedClock(),
      gate: { appended: () => 2, emptied: () => true, isSpooled: () => true },
      going: () => [],
      known: () => null,
      ...told,
    })
  return { spool, hand }
}

test('a run that was taken back is known as taken when the log goes away before the rest is handed over', async () => {
  const { spool, hand } = await openHandOver()
  await spool.append(batch([event(1, 1, 'a')]))
  await spool.append(batch([event(2, 1, 'b')]))
  const took: number[] = []
  const stored: number[] = []
  let isAway = true
  const commit = async ({ events }: Batch) => {
    if (isAway && events[0]?.run === 2) throw new RunlightError('log-away', 'away')
    stored.push(...events.map(({ run }) => run))
  }
  const told = { took: (run: number) => void took.push(run), kept: () => {} }

  await expect(hand(commit, told)).rejects.toMatchObject({ code: 'log-away' })
  expect([took, stored]).toEqual([[1, 2], [1]])
  isAway = false
  await hand(commit, told)
  // The first lies in the spool no more, so that nothing would tell of it again.
  expect([took, stored]).toEqual([
    [1, 2, 2],
    [1, 2],
  ])
  expect(await spool.first()).toBeNull()
})

test('a run that the log refuses twice stays in the file, and holds up no other', async () => {
  const { spool, hand } = await openHandOver()
  await spool.append(batch([event(1, 1, 'a'), event(2, 1, 'b')]))
  await spool.append(batch([event(2, 2, 'c')]))
  const stored: string[] = []
  const told: string[] = []
  const refuses = new Map([
    [1, 2],
    // Its place was lost and taken again between.
    [2, 1],
  ])
  await hand(
    async ({ events }) => {
      const runs = [...new Set(events.map(({ run }) => run))].filter((run) => (refuses.get(run) ?? 0) > 0)
      for (const run of runs) refuses.set(run, (refuses.get(run) ?? 0) - 1)
      if (runs.length > 0) throw new RunlightError('fenced', 'another has it', { runs })
      stored.push(...events.map(({ data }) => data))
    },
    {
      took: (run) => void told.push(`took ${run}`),
      kept: (run) => void told.push(`kept ${run}`),
    },
  )
  expect(stored).toEqual(['b', 'c'])
  expect(told).toEqual(['took 1', 'took 2', 'took 1', 'took 2', 'kept 1'])
  expect(await spool.first()).toBeNull()
})

test('an end that knows of fewer events than the log has is not this collector’s to store', async () => {
  const { spool, hand } = await openHandOver()
  await spool.append(batch([], [{ ...summary, id: 1, events: 118 }]))
  const kept: number[] = []
  await hand(
    async () => {
      throw new Error('nothing is stored')
    },
    { took: () => {}, kept: (run) => void kept.push(run) },
    121,
  )
  expect(kept).toEqual([1])
})

test('a run that goes on and was claimed under this place is left alone, however much of it is stored meanwhile', async () => {
  const { hand } = await openHandOver()
  const told: string[] = []
  await hand(
    async () => {},
    {
      took: (run) => void told.push(`took ${run}`),
      kept: (run, why) => void told.push(`kept ${run}: ${why}`),
      going: () => [1, 2],
      known: () => 4,
      gate: { appended: () => 0, emptied: () => true, isSpooled: (run) => run === 1 },
    },
    4,
  )
  expect(told).toEqual(['took 1'])
})

test('the events of a run that goes on are counted after the log was read, which more may have reached by then', async () => {
  const { hand } = await openHandOver()
  const told: string[] = []
  let stored = 3
  await hand(
    async () => {},
    {
      took: (run) => void told.push(`took ${run}`),
      kept: (run, why) => void told.push(`kept ${run}: ${why}`),
      going: () => [1],
      known: () => stored,
    },
    () => ++stored,
  )
  expect(told).toEqual(['took 1'])
})
