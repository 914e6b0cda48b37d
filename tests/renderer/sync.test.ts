// The live store is equal to the engine: no push is missed or applied twice, and an engine that does not answer is reported.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createClient, errorMessage, isCallError } from '../../src/renderer/store/client.ts'
import { createFakeBridge, snapshotOf } from './fake-bridge.ts'
import { makeRun } from './make-run.ts'
import { startFakeSync as start } from './start-fake-sync.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

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

  test('tells that the kinds changed, at once and once each time', async () => {
    const { calls, push, settle, live } = start()
    calls[0]?.answer(snapshotOf(1, [makeRun()]))
    await settle()
    push({ seq: 2, runs: [makeRun()] })
    push({ seq: 3, kinds: true })
    expect(live.getState().kindsVersion).toBe(1)
    push({ seq: 4, runs: [] })
    expect(live.getState().kindsVersion).toBe(1)
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

describe('a window that nobody sees', () => {
  test('takes no push, sets no timer and draws nothing; once it is shown, it asks what is true now', async () => {
    const { calls, names, push, settle, live, presence } = start()
    calls[0]?.answer(snapshotOf(1, [makeRun({ id: 1 })]))
    await settle()
    push({ seq: 2, runs: [makeRun({ id: 1, events: 8 })] })
    push({ seq: 3, runs: [makeRun({ id: 1, events: 9 })] })
    const before = live.getState()
    presence.show(false)
    expect(vi.getTimerCount()).toBe(0)
    for (let seq = 4; seq < 400; seq++) push({ seq, runs: [makeRun({ id: seq, job: { state: 'failed' } })] })
    await vi.advanceTimersByTimeAsync(600_000)
    expect([names(), live.getState() === before, vi.getTimerCount()]).toEqual([['runs.snapshot'], true, 0])
    presence.show(true)
    expect(names()).toEqual(['runs.snapshot', 'runs.snapshot'])
    calls[1]?.answer(snapshotOf(400, [makeRun({ id: 2 })]))
    await settle()
    expect([...live.getState().runs.keys()]).toEqual([2])
  })

  test('does not take for true what it had asked for before', async () => {
    const { calls, names, settle, ids, presence } = start()
    presence.show(false)
    presence.show(true)
    calls[0]?.answer(snapshotOf(1, [makeRun({ id: 1 })]))
    await settle()
    expect([ids(), names()]).toEqual([[], ['runs.snapshot', 'runs.snapshot']])
    calls[1]?.answer(snapshotOf(9, [makeRun({ id: 2 })]))
    await settle()
    expect(ids()).toEqual([2])
  })

  test('asks for nothing where it was opened unseen', async () => {
    const { names, presence } = start({ shown: false })
    expect([names(), vi.getTimerCount()]).toEqual([[], 0])
    presence.show(true)
    expect(names()).toEqual(['runs.snapshot'])
  })
})

describe('an engine that does not answer', () => {
  test('is noticed by a cut wire, said with the time it was last heard, and found again', async () => {
    const { calls, settle, live } = start()
    calls[0]?.fail()
    await settle()
    expect(live.getState().link).toEqual({ state: 'lost', since: Date.now(), reason: null, isOut: false })
    await vi.advanceTimersByTimeAsync(500)
    calls[1]?.answer(snapshotOf(1, []))
    await settle()
    expect(live.getState().link).toEqual({ state: 'ready' })
  })

  test('is told from one that answers nobody who is signed out, at once, and is found again', async () => {
    const { calls, names, listeners, settle, live } = start()
    calls[0]?.answer(snapshotOf(1, []))
    await settle()
    for (const listener of listeners) listener(null)
    expect(names()).toEqual(['runs.snapshot', 'settings.get'])
    calls[1]?.fail(
      Object.assign(new Error('You are signed out.'), { code: 'needs-credentials', detail: null }),
    )
    await settle()
    const out = { state: 'lost', since: Date.now(), reason: 'You are signed out.', isOut: true }
    expect(live.getState().link).toEqual(out)
    await vi.advanceTimersByTimeAsync(500)
    calls[2]?.answer(snapshotOf(1, []))
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
    expect(live.getState().link).toEqual({ state: 'lost', since: heardAt, reason: null, isOut: false })
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
