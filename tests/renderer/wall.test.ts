// What the wall shows, and on how many pages.

import { expect, test } from 'vitest'
import type { Severity } from '../../src/core/run/attention.ts'
import type { Attention } from '../../src/core/run/attention-schema.ts'
import { wallLayout, wallPage, wallRuns, wallShares } from '../../src/renderer/wall/wall-model.ts'
import { makeRun, tappedBy } from './make-run.ts'

const now = 1_000_000_000
const minute = 60_000
const alerts = (...severities: readonly Severity[]): Attention => ({
  open: severities.map((severity, id) => ({ id, type: 'slow', severity, cause: 'Slow', at: now })),
  had: ['slow'],
})

test('what needs a person stands first, the worst and the newest of it before the rest; what ended goes after minutes', () => {
  const found = wallRuns(
    [
      makeRun({ id: 1, connection: { state: 'live', since: now } }),
      makeRun({ id: 2, connection: { state: 'ended-early', since: now - 1 }, job: { state: 'unknown' } }),
      makeRun({ id: 3, connection: { state: 'closed', since: now - 9 * minute }, job: { state: 'failed' } }),
      makeRun({ id: 4, connection: { state: 'closed', since: now - minute }, job: { state: 'completed' } }),
      makeRun({
        id: 5,
        connection: { state: 'closed', since: now - 6 * minute },
        job: { state: 'completed' },
      }),
      makeRun({ id: 6, connection: { state: 'waiting', since: now } }),
      makeRun({ id: 7, connection: { state: 'refused', since: now - minute } }),
      makeRun({ id: 8, attention: alerts('info', 'critical'), connection: { since: now - 9 * minute } }),
      makeRun({ id: 9, attention: alerts('info') }),
      makeRun({ id: 10, attention: { ...alerts('critical'), snoozed: { by: 'run', until: null } } }),
    ],
    now,
  )
  const ids = (runs: readonly { readonly id: number }[]) => runs.map(({ id }) => id)
  expect([ids(found.alerts), ids(found.others)]).toEqual([
    [8, 7, 3, 2],
    [10, 9, 6, 1, 4],
  ])
})

test('a run whose client went away needs nobody, and its end is seen as any other', () => {
  const left = (id: number, agoMs: number) =>
    makeRun({
      id,
      job: { state: 'unknown' },
      connection: { state: 'ended-early', since: now - agoMs },
      tapped: tappedBy({ state: 'gone' }),
    })
  const { alerts: none, others } = wallRuns([left(1, minute), left(2, 6 * minute)], now)
  expect([none, others.map(({ id }) => id)]).toEqual([[], [1]])
})

test('a stream of no described end that its client has whole needs nobody either, and its end is seen', () => {
  const had = (id: number, agoMs: number) =>
    makeRun({
      id,
      job: { state: 'unknown' },
      connection: { state: 'ended-early', since: now - agoMs },
      tapped: { ...tappedBy({ state: 'done' }), endUnsaid: true },
    })
  const { alerts: none, others } = wallRuns([had(1, minute), had(2, 6 * minute)], now)
  expect([none, others.map(({ id }) => id)]).toEqual([[], [1]])
})

test('alerts have half of the wall at most where others want the rest, and all of it where none do', () => {
  expect([
    wallShares(2, 20, 10),
    wallShares(20, 20, 10),
    wallShares(20, 2, 10),
    wallShares(20, 0, 10),
  ]).toEqual([
    [2, 8],
    [5, 5],
    [8, 2],
    [10, 0],
  ])
})

test('pages are alike in length, come round, and leave nobody out', () => {
  const list = [1, 2, 3, 4, 5, 6, 7]
  expect([0, 1, 2, 3].map((turn) => wallPage(list, 3, turn).shown)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
    [7],
    [1, 2, 3],
  ])
  expect(wallPage([1, 2, 3, 4], 3, 1)).toEqual({ shown: [3, 4], page: 2, pages: 2 })
  expect(wallPage(list, 0, 5)).toEqual({ shown: [], page: 1, pages: 1 })
})

test('few tiles are larger, many are as small as can be read, and no more stand on the wall than fit', () => {
  const wide = { width: 1870, height: 860 }
  const layout = (count: number) => wallLayout(count, true, wide, 1080)
  expect([layout(1), layout(4), layout(40)].map(({ columns, rows }) => [columns, rows])).toEqual([
    [1, 3],
    [2, 3],
    [2, 5],
  ])
  expect(layout(40).unit).toBeLessThan(11.5)
  expect(layout(1).unit).toBeGreaterThan(14)
  const high = wallLayout(40, false, { width: 988, height: 1250 }, 1920)
  expect(high).toEqual({ columns: 1, rows: 4, unit: 19.2 })
})
