// What lies in a collector's spool comes back to the log, also where that fails midway.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { RunlightError } from '../../src/core/basics/errors.ts'
import { handOver } from '../../src/engine/collect/hand-over.ts'
import { startSpool } from '../../src/engine/collect/spool/start-spool.ts'
import type { Batch } from '../../src/engine/log/rows.ts'
import { batch, event, newRun, summary } from '../support/hand-log.ts'
import { createSimulatedClock } from '../support/simulated-clock.ts'

test('a run that was taken back is known as taken when the log goes away before the rest is handed over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'runlight-spool-'))
  const { api: spool, stop } = await startSpool(folder)
  onTestFinished(async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })
  await spool.append(batch([event(1, 1, 'a')]))
  await spool.append(batch([event(2, 1, 'b')]))
  const took: number[] = []
  const stored: number[] = []
  let isAway = true
  const hand = () =>
    handOver({
      log: {
        run: async (id) => ({
          ...newRun(),
          summary: { ...summary, id, events: 0 },
          resumeId: null,
          transitions: 0,
        }),
        event: async () => null,
        commit: async ({ events }: Batch) => {
          if (isAway && events[0]?.run === 2) throw new RunlightError('log-away', 'away')
          stored.push(...events.map(({ run }) => run))
        },
      },
      team: { reclaim: async () => true },
      spool,
      clock: createSimulatedClock(),
      gate: { appended: () => 2, emptied: () => true },
      going: () => [],
      known: () => null,
      took: (run) => took.push(run),
      kept: () => {},
    })

  await expect(hand()).rejects.toMatchObject({ code: 'log-away' })
  expect([took, stored]).toEqual([[1, 2], [1]])
  isAway = false
  await hand()
  // The first lies in the spool no more, so that nothing would tell of it again.
  expect([took, stored]).toEqual([
    [1, 2, 2],
    [1, 2],
  ])
  expect(await spool.first()).toBeNull()
})
