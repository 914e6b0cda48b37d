// Runs, servers and what else a log keeps beside events: added, marked, imported, removed, and told again.

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Server } from '../../src/core/contract/server.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import type { LogAccess } from '../../src/engine/log/port.ts'
import { importingPrefix } from '../../src/engine/log/rows.ts'
import { addRun, closed, many, noon, runOf, summaryOf } from './ledger.ts'
import { onEveryLog } from './logs.ts'

const rest = { connection: closed }

const own = async (log: LogAccess, ids: readonly number[]) =>
  (await log.summaries()).filter(({ id }) => ids.includes(id))

/** Clears until nothing is left; the events that went. */
async function clearAll(log: LogAccess): Promise<number> {
  let events = 0
  for (let slices = 0; slices < 10_000; slices++) {
    const cleared = await log.clearSlice()
    events += cleared.events
    if (!cleared.left) return events
  }
  throw new Error('clearing never ends')
}

onEveryLog('runs', (log) => {
  test('are told with their summaries, in the order of their numbers', async () => {
    const runs = []
    for (const title of ['b', 'a\0 \ud800 🦊', '__proto__'])
      runs.push(
        await addRun(
          log(),
          runOf({ summary: summaryOf({ title, kind: 'chat', askedAt: 5, generates: true }) }),
        ),
      )
    const ids = runs.map(({ id }) => id)
    expect(ids).toEqual(ids.toSorted((a, b) => a - b))
    expect(new Set(ids).size).toBe(3)
    expect(await own(log(), ids)).toEqual(runs.map((run) => run.summary()))
    await runs[1]?.commit([{}], { summary: { ...rest, bytes: 12, askedAt: 7 } })
    expect(await own(log(), ids)).toEqual(runs.map((run) => run.summary()))
  })

  test('are found by their names, and taken up again with all that was stored', async () => {
    const given = runOf({
      params: { run_id: 'a', __proto__x: '\ud800' },
      hasSecret: true,
      baseUrl: 'https://a.example',
    })
    const run = await addRun(log(), given)
    expect(await log().runOf(run.uid)).toBe(run.id)
    expect(await log().runOf('nobody')).toBe(null)
    await run.commit([{ id: '41' }, { id: 'é"🦊\n' }])
    expect(await log().run(run.id)).toEqual({
      uid: run.uid,
      baseUrl: 'https://a.example',
      params: given.params,
      hasSecret: true,
      resumeId: 'é"🦊\n',
      summary: run.summary(),
      transitions: 0,
    })
  })

  test('that are being imported are not among the others until they are whole', async () => {
    const old = await addRun(log())
    const uid = `${importingPrefix}${randomUUID()}`
    const run = await addRun(log(), { ...runOf(), uid })
    expect(await own(log(), [run.id])).toEqual([])
    expect(await log().unfinishedImports()).toEqual([run.id])
    await run.commit(many(3))
    const origin = { file: 'a.jsonl', at: noon }
    const whole: RunSummary = { ...run.summary(), ...rest, title: 'Imported', imported: origin }
    await log().adoptRun(whole, old.uid, old.id)
    expect(await own(log(), [run.id, old.id])).toEqual([whole])
    expect(await log().runOf(old.uid)).toBe(run.id)
    expect(await log().unfinishedImports()).toEqual([old.id])
    await log().removeRun(old.id)
    expect(await log().unfinishedImports()).toEqual([])
  })

  test('keep what a person puts on them', async () => {
    const run = await addRun(log(), runOf({ summary: summaryOf(rest) }))
    const marked = await log().mark(
      run.id,
      { title: ' New  name ', tag: ['night', 'Night', 'a'], pinned: true },
      noon,
    )
    expect(marked).toMatchObject({ title: 'New name', marks: { tags: ['night', 'a'], pinned: true } })
    const again = await log().mark(run.id, { untag: ['A'], note: 'why\0?', acknowledged: true }, noon + 1)
    expect(again?.marks).toEqual({ tags: ['night'], note: 'why\0?', pinned: true, acknowledgedAt: noon + 1 })
    expect(await own(log(), [run.id])).toEqual([again])
    expect((await log().run(run.id))?.summary).toEqual(again)
    expect(await log().mark(9_000_000, { pinned: true }, noon)).toBe(null)
    await expect(log().mark(run.id, { title: ' ' }, noon)).rejects.toMatchObject({ code: 'bad-input' })
  })

  test('that have completed here tell how long they took, the latest first', async () => {
    const kind = `kind ${randomUUID()}`
    for (const [took, more] of [
      [4_000, {}],
      [1_000, {}],
      [9_000, { imported: { file: 'a', at: 1 } }],
      [2_000, { state: 'failed' }],
    ] as const) {
      const { job, ...start } = summaryOf({ kind, ...('imported' in more ? more : {}) })
      const run = await addRun(log(), runOf({ kind, summary: { ...start, job } }))
      const finishedAt = noon + run.id * 1_000_000
      const state = 'state' in more ? more.state : 'completed'
      await run.commit([{}], {
        summary: { ...rest, job: { ...job, state, firstEventAt: finishedAt - took, finishedAt } },
      })
    }
    expect(await log().durations(kind, 10)).toEqual([1_000, 4_000])
    expect(await log().durations(kind, 1)).toEqual([1_000])
  })
})

onEveryLog('removed runs', (log) => {
  test('are gone at once with all that hung on them, and what they leave is cleared in slices', async () => {
    const [kept, gone] = [await addRun(log()), await addRun(log(), runOf({ summary: summaryOf(rest) }))]
    await kept.commit(many(30, () => ({ data: 'stays here' })))
    await gone.commit(
      many(1_500, () => ({ data: 'goes away' })),
      { summary: rest },
    )
    const record = { at: noon, asked: 'person', runs: 1, events: 1_500, bytes: 9, rules: [] } as const
    const first = await log().removeRuns([gone.id], { ...record, rules: [] }, null)
    expect(await own(log(), [gone.id, kept.id])).toEqual([kept.summary()])
    expect(await log().run(gone.id)).toBe(null)
    expect(await log().runOf(gone.uid)).toBe(null)
    expect(await log().forgetting()).toBe(1)
    expect(
      (await log().review.search({ query: 'goes', within: null, cursor: null, limit: 5, perRun: 5 })).groups,
    ).toEqual([])
    const cleared = await clearAll(log())
    expect([0, 1_500]).toContain(cleared)
    expect(await log().forgetting()).toBe(0)
    expect(await log().range(gone.id, 1, 10)).toEqual([])
    expect((await log().range(kept.id, 1, 100)).length).toBe(30)
    expect(await log().removals(1)).toEqual([{ ...record, id: first }])
    const again = await log().removeRuns([], { ...record, rules: [], runs: 2 }, first)
    expect(again).toBe(first)
    expect(await log().removals(5)).toEqual([{ ...record, runs: 2, id: first }])
    const second = await log().removeRuns([], { ...record, rules: [] }, null)
    expect((await log().removals(2)).map(({ id }) => id)).toEqual([second, first])
    expect((await log().removals(1)).map(({ id }) => id)).toEqual([second])
  })

  test('are not brought back by an event that was on its way', async () => {
    const run = await addRun(log())
    await run.commit([{}])
    await log().removeRun(run.id)
    await log()
      .commit(run.batch([{}]))
      .catch(() => {})
    await clearAll(log())
    expect(await own(log(), [run.id])).toEqual([])
    expect(await log().run(run.id)).toBe(null)
  })
})

const server: Omit<Server, 'id' | 'needsSecret'> = {
  name: 'staging',
  baseUrl: 'https://staging.example.com',
  auth: 'headers',
  headerNames: ['x-a', 'x-b'],
  hasSecret: true,
  caPem: null,
  proxyUrl: 'http://127.0.0.1:3128',
  createdAt: noon,
}

onEveryLog('servers and settings', (log) => {
  test('are kept, changed and told by name', async () => {
    const b = await log().saveServer({ ...server, name: 'b' }, null)
    const a = await log().saveServer({ ...server, name: 'A', hasSecret: false, auth: 'none' }, null)
    await expect(log().saveServer({ ...server, name: 'b' }, a)).rejects.toMatchObject({ code: 'bad-input' })
    expect(await log().saveServer({ ...server, name: 'B', caPem: 'pem' }, b)).toBe(b)
    // A log that several share says the space, too.
    expect((await log().servers()).map(({ space: _, ...one }) => one)).toEqual([
      { ...server, id: a, name: 'A', hasSecret: false, auth: 'none' },
      { ...server, id: b, name: 'B', caPem: 'pem' },
    ])
    const run = await addRun(log(), runOf({ serverId: b, summary: summaryOf({ serverId: b }) }))
    await log().removeServer(b)
    expect((await log().servers()).map(({ id }) => id)).toEqual([a])
    expect((await log().run(run.id))?.uid).toBe(run.uid)
  })

  test('are null until they are set, and then the latest value', async () => {
    expect(await log().setting('theme')).toBe(null)
    await log().setSetting('theme', '{"a":"\\u0000"}')
    await log().setSetting('theme', 'dark 🦊')
    expect(await log().setting('theme')).toBe('dark 🦊')
  })
})
