// What a row of the board draws, and where: the room a cause has, the bars, the layouts.

import { expect, test } from 'vitest'
import { boardColumns, cellsOf } from '../../src/renderer/board/columns.tsx'
import { hasManyServers, rowHeight, rowLayout } from '../../src/renderer/board/layout.ts'
import { shownProgress } from '../../src/renderer/board/shown-progress.ts'
import { twinsOf } from '../../src/renderer/store/twins.ts'
import { makeRun, noon } from './make-run.ts'

const moving = { state: 'processing', percent: 50, done: 5, total: 10, firstEventAt: noon } as const
const live = makeRun({ id: 1, job: moving })
const failed = makeRun({
  id: 2,
  job: { ...moving, state: 'failed', cause: 'The scratch disk is full' },
  connection: { state: 'closed' },
})
const refused = makeRun({ id: 3, connection: { state: 'refused', cause: 'HTTP 403' } })
const uncounted = makeRun({ id: 4, job: { state: 'failed', cause: 'x', firstEventAt: noon } })

test('a cause has the room of every column beside it that has nothing to say', () => {
  const columns = boardColumns(rowLayout(1_200, 'compact', false))
  const spans = [live, failed, uncounted, refused].map((run) =>
    cellsOf(columns, run).map(({ column: { name }, span }) => (span === 1 ? name : `${name} ${span}`)),
  )
  expect(spans).toEqual([
    ['Job', 'Run', 'Progress', '', 'Done', '', 'Time', 'Connection', 'Last'],
    ['Job', 'Run 5', 'Time', 'Connection', 'Last'],
    ['Job', 'Run 5', 'Time', 'Connection', 'Last'],
    ['Job', 'Run 6', 'Connection', 'Last'],
  ])
})

test('a run that is over has no bar, a completed one no percentage, and a cause takes the place of what there was', () => {
  const shown = (job: Parameters<typeof makeRun>[0], connection = 'live') => {
    const { bar, percent, count } = shownProgress(
      makeRun({ ...job, connection: { state: connection as 'live' } }),
    )
    return [bar, percent, count]
  }
  const stages = [{ label: 'generate', state: 'running' }] as const
  expect([
    shown({ job: moving }),
    shown({ job: { ...moving, state: 'completed', percent: 100 } }),
    shown({ job: { ...moving, state: 'failed' } }, 'closed'),
    shown({ job: { ...moving, state: 'unknown' } }, 'ended-early'),
    shown({ job: { state: 'processing', stages: [...stages] } }),
    shown({ job: { state: 'completed', stages: [...stages], items: 12 } }, 'closed'),
    shown({ job: { state: 'failed', cause: 'no reading level', items: 12 } }, 'closed'),
    shown({ job: { state: 'processing', textLength: 180 } }),
  ]).toEqual([
    ['percent', '50 %', '5/10'],
    [null, null, '5/10'],
    [null, '50 %', '5/10'],
    [null, '50 %', '5/10'],
    ['stages', null, null],
    ['output', null, null],
    [null, null, null],
    ['output', null, null],
  ])
})

test('a row is one line where there is room and a card where there is not, and a server is named where there are several', () => {
  const layouts = [
    rowLayout(1_200, 'compact', true),
    rowLayout(950, 'comfort', true),
    rowLayout(600, 'compact', true),
  ]
  expect(layouts).toEqual([
    { wide: true, density: 'compact', counts: true, hints: true, servers: true },
    { wide: true, density: 'comfort', counts: false, hints: false, servers: false },
    { wide: false, density: 'compact', counts: false, hints: false, servers: true },
  ])
  expect(layouts.map(rowHeight)).toEqual([32, 48, 48])
  const other = makeRun({ id: 9, server: 'staging' })
  const many = (...runs: (typeof live)[]) => hasManyServers(new Map(runs.map((run) => [run.id, run])))
  expect([many(), many(live, failed), many(live, other)]).toEqual([false, false, true])
})

test('runs of one title are told apart', () => {
  const titles = ['Biology', 'Chemistry', 'Biology', 'Art', 'Biology']
  const runs = new Map(titles.map((title, id) => [id, makeRun({ id, title })]))
  expect([...twinsOf(runs)]).toEqual([0, 2, 4])
})
