// A commit and those who are told of it: nobody hears of what was let go while it was under way.

import { expect, test } from 'vitest'
import { createToldCommit } from '../../src/engine/runs/told-commit.ts'
import { emptyBatch } from '../log-contract/ledger.ts'
import { createSimulatedClock } from '../support/simulated-clock.ts'
import { finishedRun } from '../support/stand-in-team.ts'

test('a run that was let go while its batch was being stored is told to nobody', async () => {
  const held = new Set([1, 2])
  const told: unknown[] = []
  const runs = [1, 2].map((id) => ({ summary: { ...finishedRun('x').summary, id }, resumeId: null }))
  const event = (run: number) => ({
    ...{ run, seq: 1, attempt: 1, at: 0, name: 'message', id: null, data: '' },
    ...{ flags: 0, trueSize: null, raw: null },
  })
  const commit = createToldCommit({
    // Its place is lost meanwhile, and with it run 1: the batch goes on without it.
    log: { commit: async () => void held.delete(1) },
    clock: createSimulatedClock(),
    holds: (run) => held.has(run),
    stored: (batch) => told.push(batch.events.map(({ run }) => run)),
    telemetry: {
      committed: (batch) => told.push(batch.runs.map(({ summary }) => summary.id)),
      refused: () => {},
    },
  })
  await commit({ ...emptyBatch, runs, events: [event(1), event(2)] }, false)
  expect(told).toEqual([[2], [2]])
})
