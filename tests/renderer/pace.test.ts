// When pushes reach the screen: what a person waits for at once, and what has only gone on in one frame a second.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { everywhere, tallies } from '../../src/renderer/store/tallies.ts'
import { snapshotOf } from './fake-bridge.ts'
import { makeRun, tappedBy } from './make-run.ts'
import { startFakeSync as start } from './start-fake-sync.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('events alone', () => {
  /** Runs that have events, the first push of which was just shown. */
  async function follow(openRun: number | null = null, count = 4) {
    const started = start({ openRun })
    const runs = Array.from({ length: count }, (_, i) =>
      makeRun({ id: i + 1, events: 1, connection: { state: 'live' } }),
    )
    started.calls[0]?.answer(snapshotOf(1, runs))
    await started.settle()
    vi.setSystemTime(Math.ceil(Date.now() / 1_000) * 1_000)
    let drawn = 0
    started.live.subscribe(() => drawn++)
    const go = (seq: number, id: number, part: Parameters<typeof makeRun>[0] = {}) =>
      started.push({ seq, runs: [makeRun({ id, events: seq, connection: { state: 'live' }, ...part })] })
    const events = () => [...started.live.getState().runs.values()].map((run) => run.events)
    go(2, 1)
    return { ...started, go, events, drawn: () => drawn }
  }

  test('are shown at once after a pause, and then together, a second later at most', async () => {
    const { go, events, drawn } = await follow()
    expect([events(), drawn()]).toEqual([[2, 1, 1, 1], 1])
    await vi.advanceTimersByTimeAsync(20)
    go(3, 2)
    go(4, 3)
    go(5, 2)
    await vi.advanceTimersByTimeAsync(979)
    expect([events(), drawn()]).toEqual([[2, 1, 1, 1], 1])
    await vi.advanceTimersByTimeAsync(1)
    expect([events(), drawn()]).toEqual([[2, 5, 4, 1], 2])
    expect(vi.getTimerCount()).toBe(1)
  })

  test('are shown in the very task in which the clock ticks, so that both are one frame', async () => {
    const { go, events, clock } = await follow()
    const seen: (number[] | string)[] = []
    const stop = clock.subscribe(() => {
      queueMicrotask(() => seen.push(events()))
      setTimeout(() => seen.push('another task'))
    })
    await vi.advanceTimersByTimeAsync(20)
    go(3, 2)
    await vi.advanceTimersByTimeAsync(981)
    expect(seen).toEqual([[2, 3, 1, 1], 'another task'])
    stop()
  })

  test('do not hold up a change of state, nor the run that is open', async () => {
    const { go, live, events } = await follow(4)
    go(3, 2)
    go(4, 3, { connection: { state: 'stalled' } })
    expect([events(), live.getState().runs.get(3)?.connection.state]).toEqual([[2, 1, 4, 1], 'stalled'])
    go(5, 4)
    expect(events()).toEqual([2, 1, 4, 5])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(events()).toEqual([2, 3, 4, 5])
  })

  test('do not hold up a need of someone, which the states alone do not tell', async () => {
    const { go, live } = await follow()
    const over = { job: { state: 'unknown' }, connection: { state: 'ended-early' } } as const
    const needed = () => tallies(live.getState().board, everywhere)['needs-me']
    go(3, 2, { ...over, tapped: tappedBy({ state: 'open' }) })
    expect(needed()).toBe(1)
    go(4, 2, { ...over, tapped: tappedBy({ state: 'gone' }) })
    expect(needed()).toBe(0)
  })

  test('that waited are not shown after newer ones, which a change of state brought', async () => {
    const { go, push, live, events } = await follow()
    go(3, 2)
    push({
      seq: 4,
      runs: [
        makeRun({ id: 2, events: 7, connection: { state: 'stalled' } }),
        makeRun({ id: 3, events: 8, connection: { state: 'live' } }),
      ],
    })
    expect(events()).toEqual([2, 7, 1, 1])
    // Whoever takes it up from there must know that not all of it was shown.
    expect(live.getState().seq).toBe(2)
    go(5, 2, { events: 9, connection: { state: 'stalled' } })
    await vi.advanceTimersByTimeAsync(1_000)
    expect([events(), live.getState().runs.get(2)?.connection.state]).toEqual([[2, 9, 8, 1], 'stalled'])
    expect(live.getState().seq).toBe(5)
    go(6, 2, { events: 10 })
    expect([events()[1], live.getState().seq]).toEqual([10, 6])
  })

  test('do not hold up a push of many runs, whose frame pays for itself', async () => {
    const { push, events } = await follow(null, 32)
    const runs = (count: number, events: number) =>
      Array.from({ length: count }, (_, i) => makeRun({ id: i + 1, events, connection: { state: 'live' } }))
    push({ seq: 3, runs: runs(31, 3) })
    expect(events()[1]).toBe(1)
    push({ seq: 4, runs: runs(32, 4) })
    expect(new Set(events())).toEqual(new Set([4]))
  })

  test('are one frame a second, also where the last came a moment before a second', async () => {
    const { go, events, drawn } = await follow()
    await vi.advanceTimersByTimeAsync(1_970)
    go(3, 2)
    expect(drawn()).toBe(2)
    await vi.advanceTimersByTimeAsync(60)
    go(4, 3)
    await vi.advanceTimersByTimeAsync(945)
    // A second and five milliseconds after the last frame, and twenty-five before the next.
    go(5, 4)
    expect([events(), drawn()]).toEqual([[2, 3, 1, 1], 2])
    await vi.advanceTimersByTimeAsync(25)
    expect([events(), drawn()]).toEqual([[2, 3, 4, 5], 3])
  })

  test('do not hold up a small push where hundreds of runs go on in each second', async () => {
    const { push, drawn } = await follow(null, 32)
    const runs = Array.from({ length: 20 }, (_, i) => makeRun({ id: i + 1, connection: { state: 'live' } }))
    for (let seq = 3; seq < 43; seq++) {
      await vi.advanceTimersByTimeAsync(20)
      push({ seq, runs })
    }
    const before = drawn()
    push({ seq: 43, runs })
    expect(drawn() - before).toBe(1)
  })
})
