// The batcher: nothing is told before it is committed, and a disk that fails holds the streams up instead of losing them.

import { expect, test } from 'vitest'
import { RunlightError } from '../../src/core/basics/errors.ts'
import type { LogStatus } from '../../src/core/contract/contract.ts'
import type { Batch, NewEvent } from '../../src/engine/log/rows.ts'
import { createBatcher } from '../../src/engine/runs/batcher.ts'
import { createFastClock } from '../support/fast-clock.ts'

const event = (seq: number): NewEvent => ({
  run: 1,
  seq,
  attempt: 1,
  at: 0,
  name: 'message',
  id: null,
  data: 'x',
  flags: 0,
  trueSize: null,
  raw: null,
})
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a full disk keeps the batch whole, says so, holds the streams up, and goes on by itself', async () => {
  let full = true
  const stored: number[][] = []
  const statuses: LogStatus[] = []
  const batcher = createBatcher(
    createFastClock(50),
    async (batch: Batch) => {
      if (full) throw new RunlightError('storage-full', 'The disk is full.')
      stored.push(batch.events.map(({ seq }) => seq))
    },
    () => {},
    (status) => statuses.push(status),
  )
  for (let seq = 1; seq <= 10; seq++) batcher.event(event(seq))
  await wait(60)
  for (let seq = 11; seq <= 2_010; seq++) batcher.event(event(seq))
  const capacity = batcher.waitForCapacity()
  expect([stored, capacity === null, statuses]).toEqual([
    [],
    false,
    [{ state: 'full', sentence: 'The disk is full.' }],
  ])
  full = false
  await capacity
  expect(stored.flat()).toEqual(Array.from({ length: 2_010 }, (_, i) => i + 1))
  expect([batcher.waitForCapacity(), statuses.at(-1)]).toEqual([null, { state: 'ok', sentence: null }])
})

test('closing with a disk that fails says what was not stored, and does not hang', async () => {
  const batcher = createBatcher(
    createFastClock(50),
    async () => {
      throw new RunlightError('storage-full', 'The disk is full.')
    },
    () => {},
    () => {},
  )
  batcher.event(event(1))
  await expect(batcher.end(async () => {})).rejects.toMatchObject({ code: 'storage-full' })
  expect(batcher.unsaved()).toBe(1)
})

test('one transaction is under way at a time, and what comes meanwhile goes together in the next', async () => {
  const sizes: number[] = []
  let open = 0
  const batcher = createBatcher(
    createFastClock(1),
    async (batch) => {
      open++
      expect(open).toBe(1)
      await wait(20)
      sizes.push(batch.events.length)
      open--
    },
    () => {},
    () => {},
  )
  for (let seq = 1; seq <= 1_500; seq++) batcher.event(event(seq))
  await batcher.flush()
  expect(sizes).toEqual([500, 1_000])
})

test('who stores hears of the next batch once, when it is full and another is still being stored', async () => {
  const told: number[][] = []
  const stored: number[] = []
  const free = Promise.withResolvers<void>()
  const batcher = createBatcher(
    createFastClock(50),
    async (batch) => {
      await free.promise
      stored.push(batch.events.length)
    },
    () => {},
    () => {},
    (events) => told.push(events.map(({ seq }) => seq)),
  )
  for (let seq = 1; seq <= 500; seq++) batcher.event(event(seq))
  for (let seq = 501; seq <= 2_499; seq++) batcher.event(event(seq))
  expect(told).toEqual([])
  for (let seq = 2_500; seq <= 2_600; seq++) batcher.event(event(seq))
  expect(told).toEqual([Array.from({ length: 2_000 }, (_, i) => 501 + i)])
  free.resolve()
  await batcher.flush()
  expect([stored, told.length]).toEqual([[500, 2_100], 1])
})

/** A clock that stands still until it is told to go on. */
function handClock() {
  let now = 0
  let timers: { readonly at: number; readonly run: () => void }[] = []
  return {
    now: () => now,
    monotonic: () => now,
    after: (ms: number, run: () => void) => {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    go: async (ms: number) => {
      now += ms
      const due = timers.filter(({ at }) => at <= now)
      timers = timers.filter(({ at }) => at > now)
      for (const { run } of due) run()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

test.each([
  ['a few wait for others, 50 ms at most', 11, [0, 11]],
  ['some are stored after 25 ms', 12, [12, 12]],
])('of what comes at the pace of streams, %s', async (_, events, expected) => {
  const clock = handClock()
  let stored = 0
  const batcher = createBatcher(
    clock,
    async (batch) => {
      stored += batch.events.length
    },
    () => {},
    () => {},
  )
  for (let seq = 1; seq <= events; seq++) batcher.event(event(seq))
  await clock.go(24)
  expect(stored).toBe(0)
  await clock.go(1)
  const soon = stored
  await clock.go(25)
  expect([soon, stored]).toEqual(expected)
})
