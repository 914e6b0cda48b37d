import { expect, test } from 'vitest'
import { RunlightError } from '../../src/core/basics/errors.ts'
import { createLease } from '../../src/engine/collect/lease.ts'
import { createMayAsk } from '../../src/engine/collect/may-ask.ts'
import { createWork } from '../../src/engine/collect/work.ts'
import { createSimulatedClock } from '../support/simulated-clock.ts'

const ttlMs = 10_000

async function takePlace(renew: () => Promise<void>) {
  const clock = createSimulatedClock()
  const told: string[] = []
  let epoch = 0
  const lease = createLease({
    team: { join: async () => ({ id: 1, epoch: ++epoch, ttlMs }), renew },
    clock,
    held: () => told.push(`held ${epoch}`),
    lost: (why) => told.push(why),
    refused: () => told.push('refused'),
  })
  await lease.join()
  const advance = async (ms: number) => {
    const until = clock.monotonic() + ms
    while (clock.monotonic() < until) await clock.step(until - clock.monotonic())
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { advance, lease, told }
}

test('a place that is not renewed is lost at nine tenths of its time, and taken again', async () => {
  const { advance, lease, told } = await takePlace(() =>
    Promise.reject(new RunlightError('log-away', 'away')),
  )
  await advance(8_900)
  expect(lease.holds()).toBe(true)
  // A transaction that was stored counts from when it was sent.
  lease.renewed(5_000)
  await advance(4_900)
  expect(lease.holds()).toBe(true)
  await advance(200)
  expect(told).toEqual(['held 1', 'late', 'held 2'])
})

test('a place that is renewed stays; one that others closed is lost at once', async () => {
  let fenced = false
  const { advance, told } = await takePlace(async () => {
    if (fenced) throw new RunlightError('fenced', 'closed')
  })
  await advance(60_000)
  expect(told).toEqual(['held 1'])
  fenced = true
  await advance(2_001)
  expect(told).toEqual(['held 1', 'fenced', 'held 2'])
})

test('a refusal of what was sent under an earlier place leaves the new one', async () => {
  const { advance, lease, told } = await takePlace(async () => {})
  await advance(1_000)
  const turn = lease.turn()
  lease.fenced(500)
  await advance(1_000)
  lease.fenced(999)
  expect(told).toEqual(['held 1', 'fenced', 'held 2'])
  expect(lease.turn()).not.toBe(turn)
  lease.fenced(2_000)
  await advance(1_000)
  expect(told).toEqual(['held 1', 'fenced', 'held 2', 'fenced', 'held 3'])
})

test('what starts work is not sent where it was noted before, or where nobody knows whether it was', async () => {
  const ask = (noteAsked: () => Promise<boolean>, holds = true) =>
    createMayAsk({
      team: { noteAsked },
      lease: { holds: () => holds, renewed: () => {}, fenced: () => {} },
      has: () => true,
      monotonic: () => 0,
    })(1, true)

  expect(await ask(async () => true)).toBe(null)
  expect(await ask(async () => false)).toMatchObject({ type: 'lost', sent: true })
  expect(await ask(() => Promise.reject(new RunlightError('log-away', 'Away.')))).toMatchObject({
    sent: false,
  })
  expect(await ask(async () => true, false)).toMatchObject({ sent: false })
})

type WorkDeps = Parameters<typeof createWork>[0]

/** Turns of a collector that has its place and to which nothing happens, but for what is given. */
function workWith(
  team: Partial<WorkDeps['team']>,
  holdings: Partial<WorkDeps['board']['holdings']>,
  more: Partial<WorkDeps> = {},
) {
  return createWork({
    team: {
      claim: async () => [],
      letGo: async () => {},
      takeCommands: async () => [],
      answerCommand: async () => {},
      feed: async () => ({
        ...{ cursor: {}, runs: [], removed: [], alerts: [], more: false, upkeep: false },
        ...{ servers: false, settings: false, rules: false, members: false, access: false },
      }),
      woken: async () => {},
      durability: async () => 'single',
      wake: async () => {},
      ...team,
    },
    lease: { holds: () => true, fenced: () => {}, turn: () => 0 },
    monotonic: () => 0,
    board: {
      holdings: {
        ...{ has: () => false, ids: () => [], generates: () => false, events: () => null, resting: () => [] },
        ...{ take: async () => {}, letGo: () => {}, storeAgain: () => {}, marked: () => {} },
        ...holdings,
      },
      notice: () => {},
    },
    servers: () => [],
    dispatch: async () => ({ ok: true, value: null }),
    reload: async () => {},
    judged: async () => {},
    letGo: () => {},
    inSpool: () => false,
    only: { servers: [], tags: [] },
    opensSealed: false,
    tell: () => {},
    onDefect: (_, thrown) => {
      throw thrown
    },
    ...more,
  })
}

const newRun = (run: number) => ({
  ...{ run, why: 'new' as const, from: null },
  ...{ asked: false, connectAfterMs: 0 },
})

test('a run that was claimed and could not be read is let go, and taken up when it is claimed again', async () => {
  const held = new Set<number>()
  let free: number[] = [1, 2]
  let isAway = true
  const judged: number[] = []
  const work = workWith(
    {
      claim: async () => free.splice(0).map(newRun),
      letGo: async (runs) => {
        free = [...runs]
      },
    },
    {
      has: (run) => held.has(run),
      ids: () => [...held],
      take: async (run) => {
        if (run === 2 && isAway) {
          isAway = false
          throw new RunlightError('log-away', 'Away.')
        }
        held.add(run)
      },
    },
    {
      judged: async (runs) => {
        judged.push(...runs)
        if (held.size === 2) work.end()
      },
    },
  )
  await work.run()
  expect(judged).toEqual([1, 2])
})

test('a run of which more lies in the spool is not taken up from the log, and neither kept nor let go before that is handed over', async () => {
  const calls: string[] = []
  const held = new Set([3])
  let spooled = [1, 2, 3]
  let turns = 0
  const work = workWith(
    {
      claim: async () => (turns === 0 ? [1, 2, 3, 4].map(newRun) : []),
      letGo: async (runs) => void calls.push(`let go ${runs.join()}`),
      woken: async () => {
        calls.push(`turn ${++turns}`)
        // The first was adopted by whoever handed it over, the second is another's.
        if (turns === 2) {
          spooled = []
          held.add(1)
        }
        if (turns === 4) work.end()
      },
    },
    {
      has: (run) => held.has(run),
      resting: () => [3],
      letGo: (runs) => void (runs.length > 0 && calls.push(`drop ${runs.join()}`)),
      take: async (run) => {
        held.add(run)
        calls.push(`take ${run}`)
      },
    },
    { inSpool: (run) => spooled.includes(run) },
  )
  await work.run()
  expect(calls).toEqual(['take 4', 'turn 1', 'turn 2', 'let go 2', 'turn 3', 'turn 4'])
})

test('what is asked of a run that is still to be handed over is done after that, and it is let go with none that rest', async () => {
  const calls: string[] = []
  const inSpool = new Set([1])
  const resting = Array.from({ length: 502 }, (_, i) => i + 1)
  const work = workWith(
    {
      takeCommands: async () =>
        calls.length > 0 ? [] : [{ id: 7, run: 1, name: 'runs.stop', input: { run: 1 }, by: 'Anna', at: 0 }],
      letGo: async (runs) => void calls.push(`let go ${runs.join()}`),
      woken: async () => {
        calls.push('turn')
        inSpool.clear()
        await new Promise((resolve) => setTimeout(resolve, 10))
      },
      answerCommand: async () => work.end(),
    },
    { resting: () => resting },
    {
      inSpool: (run) => inSpool.has(run),
      dispatch: async (name) => {
        calls.push(name)
        return { ok: true, value: null }
      },
    },
  )
  await work.run()
  expect(calls.slice(0, 2)).toEqual(['let go 2', 'turn'])
  expect(calls.filter((call) => call === 'runs.stop')).toHaveLength(1)
})

test('a run that is claimed while the collector ends is not begun', async () => {
  const begun: boolean[] = []
  const claim = async () => {
    // Asked to end in the midst of it.
    work.end()
    return [newRun(1)]
  }
  const work = workWith({ claim }, { take: async (_run, _how, stillOurs) => void begun.push(stillOurs()) })
  await work.run()
  expect(begun).toEqual([false])
})
