// Searches give way to the writer, and come to their end all the same.

import { expect, test } from 'vitest'
import { createGiveWay } from '../../src/engine/log/sqlite/threads/give-way.ts'

/** A time that passes by pauses and by slices of `sliceMs` alone. */
function scripted(isFree: (at: number) => boolean, sliceMs: number) {
  let at = 0
  const giveWay = createGiveWay(() => isFree(at), {
    now: () => at,
    pause: async (ms) => {
      at += ms
    },
  })
  const slice = giveWay(async (name: string) => {
    at += sliceMs
    return `${name} at ${at - sliceMs}`
  })
  return { slice, at: () => at }
}

test('while the writer has nothing to do, slices follow each other at once', async () => {
  const { slice } = scripted(() => true, 40)
  expect([await slice('a'), await slice('b'), await slice('c')]).toEqual(['a at 0', 'b at 40', 'c at 80'])
})

test('a slice waits until the writer is free', async () => {
  const { slice } = scripted((at) => at >= 100, 40)
  expect([await slice('a'), await slice('b')]).toEqual(['a at 0', 'b at 100'])
})

test('beside a writer that is never free each slice has its turn, and searches a small part of the time', async () => {
  const { slice, at } = scripted(() => false, 40)
  for (let i = 0; i < 10; i++) await slice('a')
  expect(400 / at()).toBeLessThan(0.05)
  expect(400 / at()).toBeGreaterThan(0.03)
})

test('a slice that fails counts as any other', async () => {
  const giveWay = createGiveWay(() => true)
  await expect(giveWay(() => Promise.reject(new Error('gone')))()).rejects.toThrow('gone')
  await expect(giveWay(async (a: number, b: number) => a + b)(1, 2)).resolves.toBe(3)
})
