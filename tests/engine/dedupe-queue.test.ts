// What may be a repeat is held back until more is known of it, and what comes behind it waits: within bounds, since a
// stranger says how much that is.

import { expect, test } from 'vitest'
import type { Clock } from '../../src/engine/base/clock.ts'
import { digestOf } from '../../src/engine/log/event-digest.ts'
import { createDedupeQueue } from '../../src/engine/runs/dedupe-queue.ts'
import type { History } from '../../src/engine/runs/history.ts'

const event = (data: string, id: string | null = null, name = 'message') => ({
  name,
  id,
  data,
  raw: null,
  trueSize: null,
})
const known = ['a', 'b'].map((data, i) => ({
  seq: i + 1,
  digest: digestOf(event(data)),
  hasId: false,
  flags: 0,
}))
/** Two events are stored, and the first of them is found. */
const history: History = {
  find: async ({ data }) => (data === 'a' ? [1] : []),
  digests: async (seq) => known.slice(seq - 1),
}

/** What was taken, and when: at once, or when the time of the hold had passed. */
async function takenOf(sent: readonly ReturnType<typeof event>[]) {
  let pass = () => {}
  const after: Clock['after'] = (_ms, act) => {
    pass = act
    return () => {}
  }
  let taken = 0
  const queue = createDedupeQueue({
    clock: { now: () => 0, monotonic: () => 0, after },
    take: () => {
      taken++
    },
    failed: (thrown) => {
      throw thrown
    },
    isNamed: ({ id }) => id !== null,
    isNext: () => true,
    isPlain: () => true,
    compares: () => true,
  })
  queue.opened(history)
  for (const one of sent) queue.event(one)
  await queue.busy()
  const atOnce = taken
  pass()
  return { atOnce, later: taken }
}

const behind = (count: number, name?: string) =>
  Array.from({ length: count }, (_, i) => event('', `${i}`, name))

test('an event that may be a repeat is held back, and what comes behind it waits for a second', async () => {
  expect(await takenOf([event('a'), ...behind(10)])).toEqual({ atOnce: 0, later: 11 })
})

test('no more than a thousand events wait, however short they are', async () => {
  expect(await takenOf([event('a'), ...behind(2_000)])).toEqual({ atOnce: 2_001, later: 2_001 })
})

test('long names and ids weigh as much as long data', async () => {
  expect(await takenOf([event('a'), ...behind(3, 'x'.repeat(2 ** 19))])).toEqual({ atOnce: 4, later: 4 })
})
