// The comparison in words and on the time axis: which side a difference is of, unknown values, positions in time.

import { describe, expect, test } from 'vitest'
import type { TextPart } from '../../src/core/figures/compare-results.ts'
import type { Figures, UsualRun } from '../../src/core/figures/figures.ts'
import { jobStates } from '../../src/core/run/states.ts'
import { eventsPair, laneOf, progressPair, wholeSpan } from '../../src/renderer/compare/aligned-data.ts'
import { bytesRow, countRow, durationRow } from '../../src/renderer/compare/fact-rows.ts'
import { formatAgainstUsual, outcomeRates } from '../../src/renderer/compare/format-comparison.ts'
import { modelRows } from '../../src/renderer/compare/model-rows.ts'
import { textRows } from '../../src/renderer/compare/text-rows.ts'

const usual = (more: Partial<UsualRun> = {}): UsualRun => ({
  kind: 'k',
  runs: 0,
  outcomes: Object.fromEntries(jobStates.map((state) => [state, 0])) as UsualRun['outcomes'],
  basis: 40,
  durationP50Ms: 40_000,
  durationP90Ms: 60_000,
  firstEventP50Ms: null,
  firstContentP50Ms: null,
  eventsP50: null,
  firstTokenP50Ms: null,
  inputTokensP50: null,
  outputTokensP50: null,
  tokensPerSecondP50: null,
  stages: [],
  ...more,
})

const figures = (more: Partial<Figures>): Figures => ({
  run: 1,
  kind: 'k',
  title: 't',
  state: 'completed',
  events: 0,
  exact: true,
  basis: '',
  startedAt: 1_000,
  endedAt: 11_000,
  firstEventMs: null,
  firstContentMs: null,
  durationMs: null,
  durationBy: null,
  model: null,
  progress: [],
  widthMs: 1_000,
  stretches: [],
  waits: null,
  stages: [],
  names: null,
  attempts: [],
  gaps: [],
  totals: {
    pings: 0,
    repeats: 0,
    late: 0,
    unreadable: 0,
    warnings: 0,
    errors: 0,
    items: 0,
    itemsDone: 0,
    textLength: 0,
    bytes: 0,
  },
  ...more,
})

const stage = (id: string, startedAt: number, endedAt: number | null) => ({
  id,
  label: id,
  state: 'completed' as const,
  startedAt,
  endedAt,
})

test('amounts of bytes are compared as amounts, in the units of every other screen', () => {
  expect(bytesRow('n', 1_200_000, 200_000)).toEqual({
    name: 'n',
    a: '1.2 MB',
    b: '200 kB',
    difference: '1.0 MB more',
    notable: true,
  })
})

describe('a difference', () => {
  test('is of the left against the right, in a word without a sign, and stands out from a tenth on', () => {
    const said = [
      durationRow('d', 57_300, 35_300),
      durationRow('d', 2_000, 2_100),
      durationRow('d', 300, 300),
      countRow('c', 1_000, 12_000),
    ].map(({ difference, notable }) => [difference, notable])
    expect(said).toEqual([
      ['22 s longer', true],
      ['100 ms shorter', false],
      ['same', false],
      ['11,000 fewer', true],
    ])
  })

  test('is not made up of what is not known', () => {
    expect([
      durationRow('d', null, 1),
      durationRow('d', 1, null),
      durationRow('d', null, null),
    ]).toMatchObject([
      { a: '–', difference: 'not known on the left', notable: false },
      { b: '–', difference: 'not known on the right', notable: false },
      { difference: null, notable: false },
    ])
  })
})

test('a run is told against the usual: within it, beyond nine in ten, or going on', () => {
  const said = (ms: number | null, running = false) => formatAgainstUsual(ms, running, usual())
  expect([said(30_000), said(50_000), said(61_000), said(70_000, true), said(null)]).toEqual([
    'This run took 30 s: no longer than half of the 40 completed runs.',
    'This run took 50 s: longer than half of the 40 completed runs, but not slower than usual.',
    'This run took 1 min 1 s: slower than usual, longer than nine in ten of the 40 completed runs.',
    'So far 1 min 10 s: slower than usual, longer than nine in ten of the 40 completed runs.',
    'Half of the 40 completed runs took up to 40 s, nine in ten up to 1 min.',
  ])
  expect(formatAgainstUsual(1, false, usual({ durationP50Ms: null, durationP90Ms: null }))).toBeNull()
})

test('outcome rates are of the runs that are over, most first', () => {
  const { outcomes } = usual()
  const rates = outcomeRates(usual({ outcomes: { ...outcomes, processing: 7, failed: 1, completed: 3 } }))
  expect(rates).toEqual([
    { state: 'completed', runs: 3, part: 0.75 },
    { state: 'failed', runs: 1, part: 0.25 },
  ])
})

describe('on one axis of time', () => {
  const a = figures({
    stages: [stage('plan', 2_000, 5_000), stage('write', 4_000, 9_000), stage('check', 9_000, null)],
    progress: [{ at: 3_000, value: 50 }],
    stretches: [
      { at: 2_000, events: 2, maxWaitMs: null },
      { at: 6_000, events: 3, maxWaitMs: null },
    ],
  })
  const b = figures({ startedAt: 100_000, endedAt: 104_000, stages: [stage('write', 103_000, 104_000)] })

  test('a lane begins before a stage that it is aligned at, and stages that overlap lie in lines of their own', () => {
    const lane = laneOf(a, 'write')
    expect([lane.from, lane.to, lane.lines]).toEqual([-3_000, 7_000, 2])
    expect(lane.stages.map(({ id, from, to, line, open }) => [id, from, to, line, open])).toEqual([
      ['plan', -2_000, 1_000, 0, false],
      ['write', 0, 5_000, 1, false],
      ['check', 5_000, 7_000, 0, true],
    ])
    expect(laneOf(b, 'write').stages[0]?.from).toBe(0)
    expect(wholeSpan([lane, laneOf(b, 'write')])).toEqual([-3_000, 7_000])
    expect(laneOf(b, 'no such stage').from).toBe(0)
  })

  test('both lines stand on the union of their times, and neither goes on past its end', () => {
    expect(eventsPair([a, b], '')).toEqual({
      xs: [0, 1_000, 4_000, 5_000, 10_000],
      values: [
        [0, 2, 2, 5, 5],
        [0, 0, 0, null, null],
      ],
    })
    expect(progressPair([a, b], '')).toEqual({
      xs: [2_000, 10_000],
      values: [
        [50, 50],
        [null, null],
      ],
    })
  })
})

test('a text difference stands in rows that are level again after what is the same', () => {
  const part = (type: TextPart['type'], text: string, skipped = 0, rest = ''): TextPart => ({
    type,
    text,
    skipped,
    rest,
  })
  const rows = textRows([
    part('same', 'Once', 100, 'upon '),
    part('removed', 'a time'),
    part('added', 'the snow'),
    part('same', ' there', 500, 'was '),
    part('added', 'a', 9, 'z'),
    part('same', ' end', 40, 'fin'),
  ])
  const read = rows.map((row) =>
    row.type === 'skipped'
      ? row.count
      : [row.left, row.right].map((side) => side.map(({ text }) => text).join('|')),
  )
  expect(read).toEqual([
    104,
    ['upon |a time| there', 'upon |the snow| there'],
    500,
    ['was | end', 'was |a|z| end'],
    43,
  ])
})

test('models are compared by what both told: a number of an earlier moment is none, and what no side has is no row', () => {
  const used = { input: 2_431, output: 412, cached: null, reasoning: null, model: 'm-1', finish: 'stop' }
  const base = {
    firstTokenMs: 900,
    tokensPerSecond: 26,
    tools: 3,
    toolsFailed: 0,
    calls: [],
    reasoningLength: 0,
  }
  const a = figures({ model: { ...base, usage: used } })
  const b = figures({
    state: 'failed',
    model: { ...base, tokensPerSecond: null, tools: 2, usage: { ...used, output: 3, finish: null } },
  })
  const rows = modelRows(a, b).map(({ name, a: mine, b: theirs, difference }) => [
    name,
    mine,
    theirs,
    difference,
  ])
  expect(rows).toEqual([
    ['Model', 'm-1', 'm-1', 'same'],
    ['Finish', 'stop', '–', 'not known on the right'],
    ['Input tokens', '2,431', '2,431', 'same'],
    ['Output tokens', '412', '–', 'not known on the right'],
    ['Tokens a second', '26', '–', 'not known on the right'],
    ['Tool calls', '3', '2', '1 more'],
  ])
  expect(modelRows(figures({}), figures({}))).toEqual([])
})
