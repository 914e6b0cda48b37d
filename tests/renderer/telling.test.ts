// The number of runs that need somebody, as title and icon have it, while the page is shown and while it is hidden; and the
// alerts that are news to it.

import { expect, test, vi } from 'vitest'
import type { Alert } from '../../src/core/alerts/alert.ts'
import type { Attention } from '../../src/core/run/attention-schema.ts'
import { createClient } from '../../src/renderer/store/client.ts'
import { createLiveStore, fromPush, fromSnapshot } from '../../src/renderer/store/live-store.ts'
import { followAlerts } from '../../src/renderer/telling/alert-news.ts'
import { followNeeds } from '../../src/renderer/telling/needs.ts'
import { alertOf } from '../support/make-alert.ts'
import { createFakeBridge, snapshotOf } from './fake-bridge.ts'
import { createFakePresence } from './fake-presence.ts'
import { makeRun, noon } from './make-run.ts'

const attention: Attention = {
  open: [{ id: 1, type: 'stalled', severity: 'warning', cause: 'silent for 40 s', at: noon }],
  had: ['stalled'],
}
const fine = (id: number) => makeRun({ id })
const needy = (id: number) => makeRun({ id, attention })
const nothing = { removed: [], servers: null, log: null, settings: null }
const { value: parts } = snapshotOf(0, []) as { value: Parameters<typeof fromSnapshot>[1] }

function follow() {
  const fake = createFakeBridge()
  const live = createLiveStore()
  const presence = createFakePresence()
  const counts: number[] = []
  live.setState((state) => fromSnapshot(state, { ...parts, seq: 1, runs: [fine(1), fine(2)] }))
  const stop = followNeeds({ client: createClient(fake.bridge), live, presence }, (count) =>
    counts.push(count),
  )
  return { ...fake, live, presence, now: () => counts.at(-1), stop }
}

test('an alert or a snooze alone changes the count, and pushes keep it true while the page is hidden, without a call', () => {
  const { live, presence, push, now, names, stop, listeners } = follow()
  expect(now()).toBe(0)
  push({ seq: 2, runs: [needy(1)] })
  live.setState((state) => fromPush(state, { ...nothing, seq: 2, runs: [needy(1)] }))
  expect(now()).toBe(1)
  presence.show(false)
  push({ seq: 3, runs: [needy(2)] })
  expect(now()).toBe(2)
  push({
    seq: 4,
    runs: [makeRun({ id: 1, attention: { ...attention, snoozed: { by: 'run', until: null } } })],
  })
  push({ seq: 5, removed: [2] })
  expect([now(), names()]).toEqual([0, []])
  stop()
  expect(listeners.size).toBe(0)
})

test('where a push is missing, the hidden page asks once, and not again within 15 s', async () => {
  vi.useFakeTimers()
  const { presence, push, now, names, calls, stop } = follow()
  presence.show(false)
  push({ seq: 4, runs: [needy(1)] })
  push({ seq: 9, runs: [] })
  await vi.advanceTimersByTimeAsync(0)
  expect(names()).toEqual(['runs.snapshot'])
  push({ seq: 11, runs: [fine(1)] })
  calls[0]?.answer(snapshotOf(10, [needy(1), needy(2), needy(3)]))
  await vi.advanceTimersByTimeAsync(0)
  expect(now()).toBe(2)
  push({ seq: 13, runs: [] })
  await vi.advanceTimersByTimeAsync(14_900)
  expect(names().length).toBe(1)
  await vi.advanceTimersByTimeAsync(200)
  expect(names().length).toBe(2)
  stop()
  vi.useRealTimers()
})

test('a hidden page that is told of some pushes asks for none of the others, and counts on after a new start of the engine', async () => {
  vi.useFakeTimers()
  const { presence, push, now, names, calls, listeners, stop } = follow()
  presence.show(false)
  push({ seq: 7, after: 1, runs: [needy(1)] })
  push({ seq: 40, after: 7, runs: [needy(2)] })
  await vi.advanceTimersByTimeAsync(30_000)
  expect([now(), names()]).toEqual([2, []])
  push({ seq: 1, runs: [] })
  await vi.advanceTimersByTimeAsync(0)
  calls[0]?.answer(snapshotOf(1, [needy(1)]))
  await vi.advanceTimersByTimeAsync(0)
  push({ seq: 2, after: 1, runs: [needy(3), needy(2)] })
  expect(now()).toBe(3)
  for (const listener of listeners) listener(null)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(names()).toEqual(['runs.snapshot', 'runs.snapshot'])
  stop()
  vi.useRealTimers()
})

test('alerts are news by the engine’s clock, and those that were missed come before later ones', async () => {
  const { bridge, push, calls, listeners } = createFakeBridge()
  const told: number[][] = []
  const news = followAlerts(createClient(bridge), (alerts) => told.push(alerts.map(({ id }) => id)))
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  const list = (now: number, ...alerts: readonly Alert[]) =>
    ({ ok: true, value: { alerts, more: false, now } }) as const
  const [first, second, third, fourth] = [alertOf(1), alertOf(2), alertOf(3), alertOf(4)]
  expect(news.since()).toBe(Number.POSITIVE_INFINITY)
  push({ seq: 8, alerts: [second] })
  calls[0]?.answer(list(noon, first))
  await settle()
  expect([told, news.since()]).toEqual([[[1], [2]], noon - 60_000])

  push({ seq: 9, after: 8, alerts: [second] })
  // A hole.
  push({ seq: 12, alerts: [fourth] })
  calls[1]?.answer(list(noon + 5_000, third, fourth))
  await settle()
  expect(told.slice(2)).toEqual([[2], [3, 4], [4]])

  for (const listener of listeners) listener(null)
  push({ seq: 13 })
  calls[2]?.fail()
  await settle()
  push({ seq: 14 })
  expect(calls.map(({ input }) => input)).toEqual([
    { open: true, since: null },
    ...Array.from({ length: 3 }, () => ({ open: true, since: noon - 60_000 })),
  ])
  news.stop()
  expect(listeners.size).toBe(0)
})
