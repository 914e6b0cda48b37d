// The number of runs that need somebody, as title and icon have it, while the page is shown and while it is hidden.

import { expect, test, vi } from 'vitest'
import type { Attention } from '../../src/core/run/attention-schema.ts'
import { createClient } from '../../src/renderer/store/client.ts'
import { createLiveStore, fromPushes, fromSnapshot } from '../../src/renderer/store/live-store.ts'
import { followNeeds } from '../../src/renderer/telling/needs.ts'
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
  live.setState((state) => fromPushes(state, [{ ...nothing, seq: 2, runs: [needy(1)] }]))
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
