// Which calls of the log were slow, how often and how much: told in the diagnostics by their names.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSlowCalls } from '../../src/engine/diagnostics/slow-calls.ts'
import { freshDir, removeDir, startEngine } from '../support/engine.ts'

let dataDir: string
beforeEach(() => {
  dataDir = freshDir()
})
afterEach(() => removeDir(dataDir))

test('a call that takes over 40 ms is counted under its name with the longest time, the others are not', async () => {
  let now = 0
  /** Takes so many milliseconds of the mocked clock, and then settles. */
  const taking = (ms: number, settle: () => unknown = () => ms) =>
    Promise.resolve().then(() => {
      now += ms
      return settle()
    })
  const slow = createSlowCalls(() => now)
  const log = slow.watch({
    commit: (ms: number) => taking(ms),
    look: () => taking(40),
    event: () =>
      taking(300, () => {
        throw new Error('The disk is gone.')
      }),
    review: { search: (ms: number) => taking(ms), known: () => taking(1) },
    readOnly: null,
    death: new Promise<never>(() => {}),
  })

  expect(await log.commit(41)).toBe(41)
  for (const ms of [90, 40, 60]) await log.commit(ms)
  await log.look()
  await expect(log.event()).rejects.toThrow('The disk is gone.')
  for (const ms of [1_500, 45]) await log.review.search(ms)
  await log.review.known()
  expect([log.readOnly, log.death instanceof Promise]).toEqual([null, true])
  expect(slow.list()).toEqual([
    { name: 'review.search', count: 2, longestMs: 1_500 },
    { name: 'event', count: 1, longestMs: 300 },
    { name: 'commit', count: 3, longestMs: 90 },
  ])
})

test('the diagnostics of a running engine tell of them, and of none where there were none', async () => {
  const slowCalls = async (jump: number) => {
    let now = 0
    // Every look at the clock moves it on.
    const clock = { now: () => 1_000, monotonic: () => (now += jump), after: () => () => {} }
    const engine = await startEngine({ dataDir, clock })
    const { text } = await engine.call('app.diagnostics', {})
    await engine.close()
    return text.split('\n== Calls of the log over 40 ms\n')[1]?.split('\n\n')[0]
  }
  expect(await slowCalls(0)).toBe('none')
  expect(await slowCalls(1_234)).toMatch(/^summaries 1 ×, longest [\d,]+ ms$/m)
})
