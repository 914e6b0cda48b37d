// The live store is equal to the engine: no push is missed or applied twice, and an engine that does not answer is reported.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createClient, errorMessage, isCallError } from '../../src/renderer/store/client.ts'
import { createLiveStore } from '../../src/renderer/store/live-store.ts'
import { startSync } from '../../src/renderer/store/sync.ts'
import { createFakeBridge, snapshotOf } from './fake-bridge.ts'
import { makeRun } from './make-run.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function start() {
  const fake = createFakeBridge()
  const live = createLiveStore()
  const stop = startSync(createClient(fake.bridge), live)
  const settle = () => vi.advanceTimersByTimeAsync(0)
  const ids = () => [...live.getState().runs.keys()]
  return { ...fake, live, stop, settle, ids }
}

describe('the board', () => {
  test('is listened to before it is read, so that what happens between is not lost', async () => {
    const { calls, listeners, push, settle, live, ids } = start()
    expect([listeners.size, calls.map((call) => call.name)]).toEqual([1, ['runs.snapshot']])
    push({ seq: 4, runs: [makeRun({ id: 1, title: 'old' })] })
    push({ seq: 6, runs: [makeRun({ id: 3 })] })
    calls[0]?.answer(snapshotOf(5, [makeRun({ id: 1, title: 'new' }), makeRun({ id: 2 })]))
    await settle()
    expect({ ids: ids(), title: live.getState().runs.get(1)?.title, seq: live.getState().seq }).toEqual({
      ids: [1, 2, 3],
      title: 'new',
      seq: 6,
    })
  })

  test('applies pushes in order and keeps what they do not name', async () => {
    const { calls, push, settle, live, ids } = start()
    calls[0]?.answer(snapshotOf(1, [makeRun({ id: 1 }), makeRun({ id: 2 })]))
    await settle()
    const untouched = live.getState().runs.get(2)
    push({ seq: 2, runs: [makeRun({ id: 1, title: 'changed' })] })
    push({ seq: 3, removed: [1], log: { state: 'full', sentence: 'The disk is full.' } })
    expect(ids()).toEqual([2])
    expect(live.getState().runs.get(2)).toBe(untouched)
    expect(live.getState().log).toEqual({ state: 'full', sentence: 'The disk is full.' })
  })

  test('is read anew when a push is missing, once however many follow', async () => {
    const { calls, names, push, settle, ids } = start()
    calls[0]?.answer(snapshotOf(1, [makeRun({ id: 1 })]))
    await settle()
    push({ seq: 3, runs: [makeRun({ id: 9 })] })
    push({ seq: 4, runs: [] })
    expect(ids()).toEqual([1])
    await vi.advanceTimersByTimeAsync(300)
    expect(names()).toEqual(['runs.snapshot', 'runs.snapshot'])
    calls[1]?.answer(snapshotOf(4, [makeRun({ id: 1 }), makeRun({ id: 9 })]))
    await settle()
    push({ seq: 5, removed: [1] })
    expect(ids()).toEqual([9])
  })

  test('is read anew when the engine began to count from the start', async () => {
    const { calls, names, push, settle } = start()
    calls[0]?.answer(snapshotOf(500, [makeRun()]))
    await settle()
    push({ seq: 1, runs: [] })
    await vi.advanceTimersByTimeAsync(300)
    expect(names()).toEqual(['runs.snapshot', 'runs.snapshot'])
  })

  test('keeps the identity of runs that a new snapshot tells again, so that their rows stay still', async () => {
    const { calls, push, settle, live } = start()
    calls[0]?.answer(snapshotOf(1, [makeRun()]))
    await settle()
    const before = live.getState().runs.get(1)
    push({ seq: 7 })
    await vi.advanceTimersByTimeAsync(300)
    calls[1]?.answer(snapshotOf(7, [makeRun()]))
    await settle()
    expect(live.getState().runs.get(1)).toBe(before)
  })
})

describe('an engine that does not answer', () => {
  test('is noticed by a cut wire, said with the time it was last heard, and found again', async () => {
    const { calls, settle, live } = start()
    calls[0]?.fail()
    await settle()
    expect(live.getState().link).toEqual({ state: 'lost', since: Date.now(), reason: null })
    await vi.advanceTimersByTimeAsync(500)
    calls[1]?.answer(snapshotOf(1, []))
    await settle()
    expect(live.getState().link).toEqual({ state: 'ready' })
  })

  test('is noticed by its silence, although the wire looks open', async () => {
    const { calls, names, settle, live } = start()
    calls[0]?.answer(snapshotOf(1, []))
    await settle()
    const heardAt = Date.now()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(names()).toEqual(['runs.snapshot', 'settings.get'])
    await vi.advanceTimersByTimeAsync(8_000)
    expect(live.getState().link).toEqual({ state: 'lost', since: heardAt, reason: null })
  })

  test('is not asked for a sign of life while it pushes', async () => {
    const { calls, names, push, settle } = start()
    calls[0]?.answer(snapshotOf(1, []))
    await settle()
    for (let seq = 2; seq < 10; seq++) {
      await vi.advanceTimersByTimeAsync(4_000)
      push({ seq })
    }
    expect(names()).toEqual(['runs.snapshot'])
  })

  test('is left alone once the window has stopped', async () => {
    const { calls, names, listeners, settle, stop } = start()
    stop()
    calls[0]?.fail()
    await settle()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([names(), listeners.size]).toEqual([['runs.snapshot'], 0])
  })
})

describe('a call', () => {
  test('gives the value, or throws the engine’s refusal with its code and its sentence', async () => {
    const { bridge, calls } = createFakeBridge()
    const client = createClient(bridge)
    const asked = client.call('runs.add', {
      kind: 'chat',
      serverId: 1,
      baseUrl: null,
      params: {},
      headers: null,
      title: null,
      evenIfWatched: false,
      retry: true,
    })
    calls[0]?.answer({
      ok: false,
      error: { code: 'duplicate-run', message: 'This is already watched as run 7.', detail: { run: 7 } },
    })
    const refusal = await asked.catch((thrown: unknown) => thrown)
    expect(isCallError(refusal) && [refusal.code, refusal.message, refusal.detail]).toEqual([
      'duplicate-run',
      'This is already watched as run 7.',
      { run: 7 },
    ])
  })

  test('that did not reach the engine says what to do', async () => {
    const { bridge, calls } = createFakeBridge()
    const asked = createClient(bridge).call('settings.get', {})
    calls[0]?.fail()
    const thrown = await asked.catch((error: unknown) => error)
    expect([isCallError(thrown), errorMessage(thrown)]).toEqual([
      false,
      'The engine did not answer. Wait for the connection to come back, then try again.',
    ])
  })
})
