// What a row of the board draws, and where: the room a cause has, the bars, the layouts.

import { expect, test } from 'vitest'
import type { Spark } from '../../src/core/contract/calls/sparks.ts'
import { chosenColumns, firstColumns, fittingColumns, movedTo } from '../../src/renderer/board/column-list.ts'
import { boardColumns, cellsOf } from '../../src/renderer/board/columns.tsx'
import { hasClientNotes, hasManyServers, rowHeight, rowLayout } from '../../src/renderer/board/layout.ts'
import { shownProgress } from '../../src/renderer/board/shown-progress.ts'
import { advance, knownSpark } from '../../src/renderer/board/spark-advance.ts'
import { sparkShape } from '../../src/renderer/board/spark-shape.ts'
import { twinsOf } from '../../src/renderer/store/twins.ts'
import { makeRun, noon, tappedBy } from './make-run.ts'

const moving = { state: 'processing', percent: 50, done: 5, total: 10, firstEventAt: noon } as const
const live = makeRun({ id: 1, job: moving })
const failed = makeRun({
  id: 2,
  job: { ...moving, state: 'failed', cause: 'The scratch disk is full' },
  connection: { state: 'closed' },
})
const refused = makeRun({ id: 3, connection: { state: 'refused', cause: 'HTTP 403' } })
const uncounted = makeRun({ id: 4, job: { state: 'failed', cause: 'x', firstEventAt: noon } })

const withoutRate = firstColumns.filter((id) => id !== 'rate' && id !== 'server')

test('a cause has the room of every column beside it that has nothing to say', () => {
  const columns = boardColumns({ ...rowLayout(1_180, 'compact', false, null), columns: withoutRate })
  const spans = [live, failed, uncounted, refused].map((run) =>
    cellsOf(columns, run).map(({ column: { name }, span }) => (span === 1 ? name : `${name} ${span}`)),
  )
  expect(spans).toEqual([
    ['Job', 'Run', 'Progress', '', 'Done', 'Left', 'Time', 'Connection', 'Last'],
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
    rowLayout(1_200, 'compact', true, null),
    rowLayout(950, 'comfort', true, null),
    rowLayout(600, 'compact', true, null),
  ]
  expect(layouts).toEqual([
    {
      wide: true,
      density: 'compact',
      columns: firstColumns.filter((id) => id !== 'rate'),
      servers: true,
      noted: false,
    },
    {
      wide: true,
      density: 'comfort',
      columns: ['job', 'run', 'progress', 'time', 'connection', 'last'],
      servers: true,
      noted: false,
    },
    { wide: false, density: 'compact', columns: [], servers: true, noted: false },
  ])
  expect(layouts.map(rowHeight)).toEqual([32, 48, 48])
  const other = makeRun({ id: 9, server: 'staging' })
  const many = (...runs: (typeof live)[]) => hasManyServers(new Map(runs.map((run) => [run.id, run])))
  expect([many(), many(live, failed), many(live, other)]).toEqual([false, false, true])
})

test('a board with a client to tell of has room for its note beside the connection, and for its name beside the title', () => {
  const tapped = (state: 'open' | 'slow') => new Map([[1, makeRun({ tapped: tappedBy({ state }) })]])
  expect([hasClientNotes(tapped('open')), hasClientNotes(tapped('slow'))]).toEqual([false, true])
  const [plain, noted] = [false, true].map((isNoted) => rowLayout(1_232, 'compact', true, null, isNoted))
  expect(plain?.columns.filter((id) => !noted?.columns.includes(id))).toEqual(['done'])
  const widths = [plain, noted].map(
    (layout) => layout && boardColumns(layout).find(({ name }) => name === 'Connection')?.width,
  )
  expect(widths).toEqual(['124px', '196px'])
})

test('runs of one title are told apart', () => {
  const titles = ['Biology', 'Chemistry', 'Biology', 'Art', 'Biology']
  const runs = new Map(titles.map((title, id) => [id, makeRun({ id, title })]))
  expect([...twinsOf(runs)]).toEqual([0, 2, 4])
})

test('the board comes with its columns, of which those that need the most room wait for it', () => {
  const shown = (width: number, many: boolean) =>
    firstColumns.filter((id) => !fittingColumns(null, width, many).includes(id))
  expect([900, 1_040, 1_120, 1_160, 1_212].map((width) => shown(width, false))).toEqual([
    ['done', 'left', 'rate', 'server'],
    ['left', 'rate', 'server'],
    ['left', 'rate', 'server'],
    ['rate', 'server'],
    ['server'],
  ])
  expect([1_160, 1_330].map((width) => shown(width, true))).toEqual([['rate'], []])
})

test('a person’s columns stand in their order, with the run among them, as far as there is room', () => {
  expect(chosenColumns(['last', 'of-a-later-version', 'job', 'last'])).toEqual(['run', 'last', 'job'])
  const mine = ['rate', 'run', 'message', 'server', 'kind'] as const
  expect(fittingColumns(mine, 1_000, true)).toEqual(mine)
  expect(fittingColumns(mine, 1_000, false)).toEqual(['rate', 'run', 'message', 'kind'])
  expect(fittingColumns(mine, 780, true)).toEqual(['rate', 'run', 'message', 'server'])
  expect(fittingColumns(mine, 300, true)).toEqual(['run'])
  expect(movedTo(['a', 'b', 'c', 'd'], 'a', 2)).toEqual(['b', 'c', 'a', 'd'])
  expect(movedTo(['a', 'b', 'c', 'd'], 'd', 0)).toEqual(['d', 'a', 'b', 'c'])
})

const spark: Spark = {
  run: 1,
  from: noon,
  widthMs: 5_000,
  counts: [0, 2, 8, 4],
  events: 14,
  gaps: [],
}
const sparking = makeRun({ id: 1, events: 14, lastEventAt: noon + 19_000, job: moving })

test('between two answers the rate follows the summaries, and asks where they cannot tell', () => {
  const known = knownSpark(spark, sparking)
  const after = (part: Parameters<typeof makeRun>[0], now = 19_500) => {
    const { job, connection, ...rest } = part ?? {}
    const run = makeRun({ ...sparking, ...rest, job: { ...moving, ...job }, connection: { ...connection } })
    const next = advance(known, run, noon + now)
    return next === known ? 'same' : next === null ? 'ask' : [next.spark.from - noon, ...next.spark.counts]
  }
  expect([
    after({}),
    after({ events: 17 }),
    after({ events: 15, lastEventAt: noon + 20_001 }, 20_500),
    // Nothing came, and time went on.
    after({}, 26_000),
    after({}, 90_000),
    // It ended: its line stands still.
    advance(known, makeRun({ ...sparking, imported: { file: 'x', at: 0 } }), noon + 90_000) === known,
    after({ gaps: 1 }),
    after({ connection: { state: 'waiting' } }),
    // Read again, or the clock of the events was set back.
    after({ events: 3 }),
    after({ events: 15, lastEventAt: noon - 60_000 }),
  ]).toEqual([
    'same',
    [0, 0, 2, 8, 7],
    [5_000, 2, 8, 4, 1],
    [10_000, 8, 4, 0, 0],
    [75_000, 0, 0, 0, 0],
    true,
    'ask',
    'ask',
    'ask',
    'ask',
  ])
})

test('a rate is a line from the beginning of the run to the last whole stretch, cut where the stream was away', () => {
  const live = { began: noon, end: noon + 19_000, isOver: false }
  expect(sparkShape(spark, live, 40, 10)).toEqual({
    line: 'M5 9L15 7L25 1',
    area: 'M5 10L5 9L15 7L25 1L25 10Z',
    gaps: [],
    now: 10 / 15,
    words: 'Events per second in the last 20 s: 0.7 now, 1.6 at most',
  })
  const cut = {
    ...spark,
    counts: [3, 0, 8, 4],
    gaps: [{ from: noon + 4_000, until: noon + 11_000, lossy: true }],
  }
  expect(sparkShape(cut, { ...live, isOver: true }, 40, 10)).toMatchObject({
    line: 'M0 6L10 6M25 1L35 5',
    gaps: [{ x: 8, width: 14, lossy: true }],
    now: null,
    words: 'Events per second in the last 20 s of the run: 1.6 at most; 1 gap, 7 s in all',
  })
  // What lasts goes on to the present, and nothing is claimed before the run began.
  const open = { ...spark, gaps: [{ from: noon + 18_000, until: null, lossy: true }] }
  expect(sparkShape(open, { ...live, began: noon + 6_000 }, 40, 10)).toMatchObject({
    line: 'M15 7L25 1',
    gaps: [{ x: 36, width: 2, lossy: true }],
  })
})

test('the line of a young run fills the width, and that of an old one has few points, which stay where they are', () => {
  const counts = Array.from({ length: 300 }, (_, i) => (i >= 290 ? 4 : 0))
  const seconds = { ...spark, widthMs: 1_000, counts }
  const end = noon + 299_500
  const young = sparkShape(seconds, { began: noon + 290_000, end, isOver: false }, 31, 10)
  expect(young.line.match(/[ML][\d.]+/g)?.map((point) => Number(point.slice(1)))).toEqual([
    21.5, 22.5, 23.5, 24.5, 25.5, 26.5, 27.5, 28.5, 29.5,
  ])
  expect(young.words).toBe('Events per second in the last 31 s: 4 now, 4 at most')
  const steps = (from: number) =>
    sparkShape({ ...seconds, from: noon + from }, { began: 0, end: end + from, isOver: false }, 60, 10)
  expect(steps(0).line.match(/[ML]/g)?.length).toBe(59)
  expect(steps(0).line).toBe(steps(5_000).line)
  expect(steps(0).words).toBe('Events per second in the last 5 min: 0.7 now, 4 at most')
})
