// What is told of a run's log without reading it: its facets, its density, how fast it came, where the next of a sort is.
// All of it follows from the events, however they were batched and also after they were read again.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flags } from '../../src/core/log/flags.ts'
import type { LogAccess } from '../../src/engine/log/port.ts'
import { createBlockFiller } from '../../src/engine/review/block-filler.ts'
import { anyCount, anyEvent, cut, repeated, rounds } from './arbitrary.ts'
import { addRun, type EventSeed, type LedgerRun, many, noon } from './ledger.ts'
import { onEveryLog } from './logs.ts'

/** The bits of a run's events by now; a rereading gives others. */
type Bits = (seq: number) => number

function facets({ events }: LedgerRun, bitsOf: Bits) {
  const having = (bit: number) => events.filter(({ seq }) => (bitsOf(seq) & bit) !== 0).length
  const names = new Map<string, number>()
  for (const { name } of events) names.set(name, (names.get(name) ?? 0) + 1)
  return {
    events: events.length,
    levels: {
      error: having(flags.error),
      warning: having(flags.warning),
      info: events.length - having(flags.error | flags.warning | flags.ping),
      ping: having(flags.ping),
    },
    traits: {
      content: having(flags.content),
      repeat: having(flags.repeat),
      late: having(flags.late),
      unreadable: having(flags.unreadable),
    },
    names: [...names].map(([name, count]) => ({ name, events: count })).toSorted(byCount),
    rest: { events: 0 },
  }
}

function byCount(a: { name: string; events: number }, b: { name: string; events: number }): number {
  return b.events - a.events || (a.name < b.name ? -1 : 1)
}

async function check(log: LogAccess, run: LedgerRun, bitsOf: Bits, at: number): Promise<void> {
  const { review } = log
  await createBlockFiller(log).ensure(run.id)
  expect(await review.facets(run.id)).toEqual(facets(run, bitsOf))
  const { length } = run.events

  const density = await review.density(run.id, 7)
  expect(density.events).toBe(length)
  const sum = (of: (bucket: (typeof density.buckets)[number]) => number) =>
    density.buckets.reduce((total, bucket) => total + of(bucket), 0)
  expect(sum(({ from, to }) => to - from + 1)).toBe(length)
  const { levels } = facets(run, bitsOf)
  expect([sum(({ pings }) => pings), sum(({ errors }) => errors), sum(({ warnings }) => warnings)]).toEqual([
    levels.ping,
    levels.error,
    levels.warning,
  ])
  for (const { from, to, firstAt, lastAt } of density.buckets) {
    const times = run.events.slice(from - 1, to).map((event) => event.at)
    expect([Math.min(...times), Math.max(...times)]).toEqual([firstAt, lastAt])
  }

  for (const what of ['error', 'warning'] as const) {
    const its = run.events.filter(({ seq }) => (bitsOf(seq) & flags[what]) !== 0).map(({ seq }) => seq)
    const from = at % (length + 2)
    const find = (direction: 'next' | 'previous') => review.find(run.id, { from, direction, what, at: null })
    expect(await find('next')).toBe(its.find((seq) => seq > from) ?? null)
    expect(await find('previous')).toBe(its.findLast((seq) => seq < from) ?? null)
  }
  const when = run.events[at % length]?.at ?? 0
  expect(await review.find(run.id, { from: 0, direction: 'next', what: 'time', at: when })).toBe(
    run.events.find((event) => event.at >= when)?.seq ?? null,
  )
}

onEveryLog('blocks', (log) => {
  test('tell what a slow count tells, after any batches and any rereading', async () => {
    await fc.assert(
      fc.asyncProperty(
        // Names that the block counts one by one: few, and short.
        fc
          .array(anyEvent, { minLength: 1, maxLength: 10 })
          .map((seeds) =>
            seeds.map(
              (seed, i): EventSeed => ({ ...seed, name: ['message', 'a\0', '__proto__', 'é'][i % 4] ?? '' }),
            ),
          ),
        anyCount,
        fc.array(fc.integer({ min: 1, max: 1_200 }), { minLength: 1, maxLength: 3 }),
        fc.nat(),
        async (seeds, count, sizes, at) => {
          const run = await addRun(log())
          const parts = cut(repeated(seeds, count), sizes)
          for (const [i, part] of parts.entries()) {
            await run.commit(part)
            if (i === 0) await check(log(), run, (seq) => run.events[seq - 1]?.flags ?? 0, at)
          }
          const before = (seq: number) => run.events[seq - 1]?.flags ?? 0
          await check(log(), run, before, at)
          const changed = run.events
            .filter(({ seq }) => (seq + at) % 3 === 0)
            .map(({ seq }) => [seq, flags.error] as const)
          await log().reflag(run.id, changed)
          const anew = { upTo: count, params: {}, checkpoints: [], summary: null }
          await log().readAnew(run.id, anew)
          await Promise.all([log().forgetReadings(), log().review.forgetReadings()])
          const after = new Map(changed)
          await check(log(), run, (seq) => after.get(seq) ?? before(seq), at)
          const rows = await log().range(run.id, 1, 50)
          expect(rows.map((row) => row.flags)).toEqual(rows.map(({ seq }) => after.get(seq) ?? before(seq)))
        },
      ),
      rounds(5),
    )
  })

  test('of every run are stored sooner or later', async () => {
    const run = await addRun(log())
    await run.commit(many(1_100))
    await createBlockFiller(log()).fill()
    let looked: number | null = 0
    while (looked !== null) {
      const lacking: { run: number | null; looked: number | null } = await log().review.lackingBlocks(
        looked,
        1_000,
      )
      expect(lacking.run).toBe(null)
      ;({ looked } = lacking)
    }
    expect(await log().review.makeBlocks(run.id, 1_000)).toEqual({ made: [], done: true })
  })

  test('tell how many events came in each stretch of time, of few and of many', async () => {
    const run = await addRun(log())
    for (const count of [3_000, 6_000]) {
      await run.commit(
        many(count - run.events.length, (seq) => ({ at: noon + (run.events.length + seq) * 5 })),
      )
      const { events, counts } = await log().review.rates(run.id, noon + 1_000, 2_500, 8)
      const inside = (i: number) =>
        run.events.filter(
          (event) => event.at >= noon + 1_000 + i * 2_500 && event.at < noon + 3_500 + i * 2_500,
        ).length
      expect([events, counts]).toEqual([count, [0, 1, 2, 3, 4, 5, 6, 7].map(inside)])
    }
  })

  test('offer for completion what a run holds', async () => {
    const run = await addRun(log())
    await run.commit([
      { name: 'status', data: '{"node":"plan","a":{"b":3}}' },
      { name: 'odd name', data: 'x' },
    ])
    const known = await log().review.searchKnown(run.id)
    expect(known.events).toEqual(['odd name', 'status'])
    expect(known.fields).toEqual([
      { path: 'a.b', values: [] },
      { path: 'node', values: ['plan'] },
    ])
  })
})
