// Where a collector's batches go: into the shared log, into its own file, or nowhere.

import { expect, test } from 'vitest'
import { RunlightError } from '../../src/core/basics/errors.ts'
import { createGate } from '../../src/engine/collect/gate.ts'
import { emptyBatch } from '../log-contract/ledger.ts'
import { createSimulatedClock } from '../support/simulated-clock.ts'

const event = (run: number) => ({
  ...{ run, seq: 1, attempt: 1, at: 0, name: 'message', id: null, data: '' },
  ...{ flags: 0, trueSize: null, raw: null },
})

test('what the loss of the place lets go is not stored, here or in the spool', async () => {
  const spooled: unknown[] = []
  let holds = true
  const had = new Set([1, 2])
  const gate = createGate({
    commit: async () => {},
    lease: {
      // Its time is over when it is asked.
      holds: () => {
        if (holds) had.delete(1)
        holds = false
        return false
      },
      renewed: () => {},
      fenced: () => {},
    },
    spool: { append: async (batch) => void spooled.push(batch.events.map(({ run }) => run)) },
    clock: createSimulatedClock(),
    has: (run) => had.has(run),
    generates: (run) => run === 2,
    closing: () => false,
    letGo: () => {},
    stored: () => {},
  })
  await gate.commit({ ...emptyBatch, events: [event(1), event(2)] })
  expect(spooled).toEqual([[2]])
})

test('a collector that ends without its database keeps what it has started, and lets the rest go before it is dropped', async () => {
  const spooled: unknown[] = []
  const had = new Set([1, 2])
  const gate = createGate({
    commit: () => Promise.reject(new RunlightError('log-away', 'away')),
    lease: { holds: () => true, renewed: () => {}, fenced: () => {} },
    spool: { append: async (batch) => void spooled.push(batch.events.map(({ run }) => run)) },
    clock: createSimulatedClock(),
    has: (run) => had.has(run),
    generates: (run) => run === 2,
    closing: () => true,
    letGo: (runs) => {
      for (const run of runs) had.delete(run)
    },
    stored: () => {},
  })
  await gate.commit({ ...emptyBatch, events: [event(1), event(2)] })
  expect([spooled, [...had]]).toEqual([[[2]], [2]])
})

test('while something lies in the spool, what is not of its runs is stored in the log all the same', async () => {
  const stored: unknown[] = []
  const spooled: unknown[] = []
  const runsIn = (batch: { readonly events: readonly { readonly run: number }[] }) =>
    batch.events.map(({ run }) => run)
  let isAway = true
  const gate = createGate({
    commit: async (batch) => {
      if (isAway) throw new RunlightError('log-away', 'away')
      stored.push(runsIn(batch))
    },
    lease: { holds: () => true, renewed: () => {}, fenced: () => {} },
    spool: { append: async (batch) => void spooled.push(runsIn(batch)) },
    clock: createSimulatedClock(),
    has: () => true,
    // The third was taken over meanwhile: whoever had it waits for its end.
    generates: (run) => run > 1,
    closing: () => false,
    letGo: () => {},
    stored: () => {},
  })
  gate.found([2])
  const batch = { ...emptyBatch, events: [event(1), event(2), event(3)] }
  // All of it is tried again, and nothing of it was kept.
  await expect(gate.commit(batch)).rejects.toMatchObject({ code: 'log-away' })
  expect(spooled).toEqual([])
  isAway = false
  await gate.commit(batch, true)
  expect([stored, spooled]).toEqual([[[1, 3]], [[2]]])
  expect(gate.emptied(1)).toBe(true)
  await gate.commit(batch)
  expect(stored).toEqual([
    [1, 3],
    [1, 2, 3],
  ])
})
