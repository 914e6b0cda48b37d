// The clock of the machine: what waits for a time is not called before it.

import { expect, test } from 'vitest'
import { systemClock } from '../../src/engine/base/clock.ts'

test('nothing is called before its time by the same clock, so that what judges a deadline then finds it over', async () => {
  const early: number[] = []
  const waits = Array.from({ length: 400 }, async (_, i) => {
    // Begun at odd moments: Node's own timers are early by what is left of the millisecond they were set in.
    await new Promise((resolve) => setTimeout(resolve, i % 37))
    for (const until = performance.now() + (i % 10) / 10; performance.now() < until; );
    const ms = 1 + (i % 20) + (i % 3) / 3
    const from = systemClock.monotonic()
    await new Promise<void>((resolve) => {
      systemClock.after(ms, resolve)
    })
    const passed = systemClock.monotonic() - from
    if (passed < ms) early.push(ms - passed)
  })
  await Promise.all(waits)
  expect(early).toEqual([])
})

test('what is called off is not called', async () => {
  let called = 0
  const cancel = systemClock.after(5, () => called++)
  systemClock.after(1, cancel)
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(called).toBe(0)
})

test('what is to come after more than a timer can hold is not called at once', async () => {
  let called = 0
  const cancel = systemClock.after(2 ** 31, () => called++)
  await new Promise((resolve) => setTimeout(resolve, 30))
  cancel()
  expect(called).toBe(0)
})
