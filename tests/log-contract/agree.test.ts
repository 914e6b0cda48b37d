// Two logs are given the same batches, and asked the same: every answer of the one is that of the other. Recorded runs of all
// kinds, with everything that a stream and its connections can leave behind.

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LogAccess } from '../../src/engine/log/port.ts'
import type { Batch } from '../../src/engine/log/rows.ts'
import { allKinds, kindOf } from '../kinds/all-kinds.ts'
import { arbitraryRun } from '../support/arbitrary-runs.ts'
import { rounds } from './arbitrary.ts'
import { exportedBy } from './exported.ts'
import { hasPostgres, type OpenedLog, openPostgresLog, openSqliteLog } from './logs.ts'
import { queries } from './queries.ts'
import { answers, overall } from './questions.ts'
import { batchesOf, type Recorded, recorded } from './recorded.ts'

describe.skipIf(!hasPostgres)('SQLite and PostgreSQL', () => {
  let logs: readonly OpenedLog[] = []
  beforeAll(async () => {
    logs = await Promise.all([openSqliteLog(), openPostgresLog()])
  })
  afterAll(async () => {
    await Promise.all(logs.map((log) => log.close()))
  })
  const both = <T>(act: (log: LogAccess) => Promise<T>): Promise<T[]> =>
    Promise.all(logs.map(({ log }) => act(log)))

  /** Adds the run to both, which number runs alike, and commits its batches. */
  async function store(run: Recorded, size: number): Promise<{ id: number; batches: readonly Batch[] }> {
    const [id = 0, other] = await both((log) => log.addRun(run.given))
    expect(other).toBe(id)
    const batches = batchesOf(run, id, size)
    for (const batch of batches) await both((log) => log.commit(batch))
    return { id, batches }
  }

  test('give the same answers to every question about the same runs', async () => {
    const kinds = [...allKinds.values()]
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryRun(kinds), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 60 }),
        fc.array(queries, { minLength: 2, maxLength: 2 }),
        async (runs, size, texts) => {
          const ids: number[] = []
          for (const run of runs) ids.push((await store(recorded(run), size)).id)
          for (const id of ids) {
            const [first, second] = await both((log) => answers(log, id, texts))
            expect(second).toEqual(first)
          }
          const [first, second] = await both((log) => overall(log, ids, texts))
          expect(second).toEqual(first)
        },
      ),
      rounds(6),
    )
  })

  test('export the same bytes', async () => {
    const [run] = fc.sample(arbitraryRun([kindOf('chat')]), { seed: 7, numRuns: 1 })
    if (run === undefined) throw new Error('no run')
    const { id } = await store(recorded(run), 9)
    const section = { run: id, ranges: null, query: null, kindLabel: 'Chat', job: null }
    for (const format of ['transcript', 'csv'] as const) {
      const [first, second] = await both((log) => exportedBy(log, format, section))
      expect(second).toBe(first)
    }
  })
})
