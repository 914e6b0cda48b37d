// A board that comes in pages: nothing is missed, nothing is older than what was pushed, and every count is the engine's from
// the first page on.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Rest, RunsPage } from '../../src/core/contract/calls/pages.ts'
import type { RunSummary } from '../../src/core/run/run.ts'
import { createClient } from '../../src/renderer/store/client.ts'
import { createClock } from '../../src/renderer/store/clock.ts'
import { createLiveStore } from '../../src/renderer/store/live-store.ts'
import { startSync } from '../../src/renderer/store/sync.ts'
import { everywhere, tallies } from '../../src/renderer/store/tallies.ts'
import { createFakeBridge, snapshotOf } from './fake-bridge.ts'
import { createFakePresence } from './fake-presence.ts'
import { makeRun } from './make-run.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const over = (id: number, part: Parameters<typeof makeRun>[0] = {}) =>
  makeRun({ id, job: { state: 'completed' }, connection: { state: 'closed' }, ...part })
const rest = (runs: number, kind = 'flashcards'): Rest => ({ kind, serverId: 1, runs })

/** A page that is shown, with the snapshot of a board of `all` runs: the newest two, and what is not over. */
async function start(runs: readonly RunSummary[], next: number | null, left: readonly Rest[]) {
  const fake = createFakeBridge()
  const live = createLiveStore()
  const presence = createFakePresence(true)
  const clock = createClock(presence)
  const stop = startSync({ client: createClient(fake.bridge), live, presence, clock, openRun: () => null })
  const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
  const answer = async (name: string, value: RunsPage) => {
    const asked = fake.calls.findLast((call) => call.name === name)
    asked?.answer({ ok: true, value })
    await settle()
    return asked?.input
  }
  fake.calls[0]?.answer(snapshotOf(1, runs, { next, rest: left }))
  await settle()
  const counts = () => {
    const { all, live: connected, finished } = tallies(live.getState().board, everywhere)
    return { all, live: connected, finished }
  }
  const ids = () => [...live.getState().runs.keys()].toSorted((a, b) => a - b)
  return { ...fake, live, presence, stop, settle, answer, counts, ids }
}

describe('a board in pages', () => {
  test('counts all runs from the first page on, and has all of them in the end', async () => {
    const page = await start([over(6), over(5), makeRun({ id: 2 })], 5, [rest(3)])
    expect([page.ids(), page.counts()]).toEqual([[2, 5, 6], { all: 6, live: 1, finished: 5 }])
    const second = { runs: [over(4), over(3)], next: 3, rest: [rest(1)] }
    expect(await page.answer('runs.page', second)).toEqual({ before: 5 })
    expect([page.ids(), page.counts()]).toEqual([[2, 3, 4, 5, 6], { all: 6, live: 1, finished: 5 }])
    await page.settle(100)
    const last = { runs: [makeRun({ id: 2 }), over(1)], next: null, rest: [] }
    expect(await page.answer('runs.page', last)).toEqual({ before: 3 })
    await page.settle(1_000)
    expect([page.ids(), page.counts(), page.live.getState().pages.next, page.names().length]).toEqual([
      [1, 2, 3, 4, 5, 6],
      { all: 6, live: 1, finished: 5 },
      null,
      3,
    ])
  })

  test('never puts a page over what was pushed while it was on its way, nor brings back what was removed', async () => {
    const page = await start([over(4)], 4, [rest(3)])
    page.push({ seq: 2, runs: [makeRun({ id: 2, title: 'taken up again' })] })
    page.push({ seq: 3, removed: [1] })
    expect(page.counts()).toEqual({ all: 4, live: 1, finished: 3 })
    await page.answer('runs.page', { runs: [over(3), over(2), over(1)], next: null, rest: [] })
    expect([page.ids(), page.live.getState().runs.get(2)?.title]).toEqual([[2, 3, 4], 'taken up again'])
    expect(page.counts()).toEqual({ all: 3, live: 1, finished: 2 })
  })

  test('counts a run once that came to its end again before its page', async () => {
    const page = await start([over(9)], 9, [rest(5)])
    page.push({ seq: 2, runs: [makeRun({ id: 2 })] })
    page.push({ seq: 3, runs: [over(2)] })
    expect(page.counts()).toEqual({ all: 6, live: 0, finished: 6 })
    await page.answer('runs.page', { runs: [over(8)], next: 8, rest: [rest(4)] })
    expect(page.counts()).toEqual({ all: 6, live: 0, finished: 6 })
  })

  test('keeps the runs of before in sight until their page has come, and drops those that it no longer names', async () => {
    const page = await start([over(4), over(3)], null, [])
    page.push({ seq: 9 })
    await page.settle(300)
    page.calls
      .findLast(({ name }) => name === 'runs.snapshot')
      ?.answer(snapshotOf(9, [over(5)], { next: 5, rest: [rest(1)] }))
    await page.settle()
    expect([page.ids(), page.counts()]).toEqual([[3, 4, 5], { all: 2, live: 0, finished: 2 }])
    const [kept] = [page.live.getState().runs.get(4)]
    await page.answer('runs.page', { runs: [over(4)], next: null, rest: [] })
    expect([page.ids(), page.counts()]).toEqual([[4, 5], { all: 2, live: 0, finished: 2 }])
    expect(page.live.getState().runs.get(4)).toBe(kept)
  })

  test('asks for no further page of a snapshot that another has replaced, nor while nobody sees it', async () => {
    const page = await start([over(9)], 9, [rest(5)])
    page.push({ seq: 5 })
    await page.settle(300)
    await page.answer('runs.page', { runs: [over(8)], next: 8, rest: [rest(4)] })
    expect(page.ids()).toEqual([9])
    page.presence.show(false)
    await page.settle(60_000)
    expect(page.names()).toEqual(['runs.snapshot', 'runs.page', 'runs.snapshot'])
  })
})
