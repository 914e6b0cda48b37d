// What is committed comes back, whole and in order, however it was batched and however it is asked for.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestOf } from '../../src/engine/log/event-digest.ts'
import type { LogAccess } from '../../src/engine/log/port.ts'
import { anyCount, anyEvent, cut, repeated, rounds } from './arbitrary.ts'
import { addRun, eventOf, type LedgerRun, many, rowOf } from './ledger.ts'
import { onEveryLog } from './logs.ts'

async function allFrom(log: LogAccess, run: number, from: number, limit: number) {
  const rows = []
  for (let next = from; ; ) {
    const page = await log.range(run, next, limit)
    if (page.length === 0) return rows
    expect(page.length).toBeLessThanOrEqual(limit)
    rows.push(...page)
    next = (page.at(-1)?.seq ?? next) + 1
  }
}

async function randomRun(log: LogAccess, seeds: readonly object[], count: number, sizes: readonly number[]) {
  const run = await addRun(log)
  for (const part of cut(repeated(seeds, count), sizes)) await run.commit(part)
  return run
}

const shape = [
  fc.array(anyEvent, { minLength: 1, maxLength: 12 }),
  anyCount,
  fc.array(fc.integer({ min: 1, max: 1_500 }), { minLength: 1, maxLength: 4 }),
] as const

onEveryLog('events', (log) => {
  test('come back as they went in, by range, one by one and from the end', async () => {
    await fc.assert(
      fc.asyncProperty(...shape, fc.nat(), async (seeds, count, sizes, at) => {
        const run = await randomRun(log(), seeds, count, sizes)
        const rows = run.events.map(rowOf)
        const from = 1 + (at % count)
        expect(await allFrom(log(), run.id, from, 500)).toEqual(rows.slice(from - 1))
        expect(await log().event(run.id, from)).toEqual(rows[from - 1])
        const latest = await log().latest(run.id, 30)
        expect(latest.length).toBeGreaterThan(0)
        expect(latest).toEqual(rows.slice(-latest.length))
      }),
      rounds(6),
    )
  })

  test('are none where there are none', async () => {
    const run = await addRun(log())
    expect(await log().range(run.id, 1, 10)).toEqual([])
    expect(await log().latest(run.id, 10)).toEqual([])
    expect(await log().event(run.id, 1)).toBe(null)
    await run.commit([{}])
    expect(await log().range(run.id, 2, 10)).toEqual([])
    expect(await log().range(run.id + 1_000_000, 1, 10)).toEqual([])
    expect(await log().event(run.id, 0)).toBe(null)
  })

  test('of several runs in one batch, not in order, each stay their own', async () => {
    const runs = [await addRun(log()), await addRun(log())]
    const batches = runs.map((run, i) => run.batch(many(1_030 + i, (seq) => ({ data: `${i}:${seq}` }))))
    const mixed = batches.flatMap((batch) => batch.events).toSorted((a, b) => a.seq - b.seq || b.run - a.run)
    const [first] = batches
    if (first === undefined) throw new Error('no batch')
    await log().commit({ ...first, events: mixed, runs: batches.flatMap((batch) => batch.runs) })
    for (const [i, run] of runs.entries()) run.stored(batches[i] ?? first)
    for (const run of runs) expect(await allFrom(log(), run.id, 1, 500)).toEqual(run.events.map(rowOf))
  })

  test('that are large come in smaller pages, and a single one whole', async () => {
    const run = await addRun(log())
    await run.commit(many(6, (seq) => ({ data: `${seq}`.repeat(1_500_000) })))
    const page = await log().range(run.id, 1, 6)
    expect(page.length).toBeLessThan(6)
    const rows = await allFrom(log(), run.id, 1, 6)
    expect(rows.map(({ data }) => data)).toEqual(run.events.map(({ data }) => data))
    const latest = await log().latest(run.id, 6)
    expect(latest.at(-1)?.seq).toBe(6)
    expect(latest.length).toBeLessThan(6)
  })

  test('of a batch that is given again are stored once', async () => {
    const run = await addRun(log())
    await run.commit([{}, {}])
    const batch = run.batch([{ data: 'once' }], { summary: { bytes: 7 } })
    await log().commit(batch)
    await log().commit(batch, true)
    run.stored(batch)
    await log().commit(run.batch([{ data: 'then' }]), true)
    run.stored(run.batch([{ data: 'then' }]))
    expect(await log().range(run.id, 1, 10)).toEqual(run.events.map(rowOf))
    expect((await log().run(run.id))?.summary.events).toBe(4)
  })

  test('are found again by what they hold, and their digests say the same of all of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        ...shape,
        fc.nat(),
        fc.integer({ min: 0, max: 15 }),
        async (seeds, count, sizes, at, without) => {
          const run = await randomRun(log(), seeds, count, sizes)
          const { length } = run.events
          const event = run.events[at % length] ?? eventOf(run.id, 1)
          const from = 1 + (at % 7)
          const to = length - (at % 5)
          const equal = run.events.filter(
            ({ seq, id, name, data, flags }) =>
              seq >= from &&
              seq <= to &&
              (flags & without) === 0 &&
              (id ?? '') === (event.id ?? '') &&
              name === event.name &&
              data === event.data,
          )
          expect(await log().findEqual(run.id, from, to, event, without, 5)).toEqual(
            equal.slice(0, 5).map(({ seq }) => seq),
          )
          expect(await allDigests(log(), run, from, to)).toEqual(
            run.events.slice(from - 1, to).map((one) => ({
              seq: one.seq,
              digest: digestOf(one),
              hasId: one.id !== null && one.id !== '',
              flags: one.flags,
            })),
          )
        },
      ),
      rounds(5),
    )
  })
})

async function allDigests(log: LogAccess, run: LedgerRun, from: number, to: number) {
  const all = []
  for (let next = from; next <= to; ) {
    const page = await log.digests(run.id, next, to)
    if (page.length === 0) break
    all.push(...page)
    next = (page.at(-1)?.seq ?? to) + 1
  }
  return all
}
