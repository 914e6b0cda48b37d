// The figures of a run: of every event where the run is not giant, and by samples where it is, with what must be exact still
// exact. A run that grows, one without events and one with a single event have figures, too.

import type Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Figures } from '../../src/core/figures/figures.ts'
import { openLogForWriting } from '../../src/engine/log/sqlite/file/open-log.ts'
import { createWriter, type Writer } from '../../src/engine/log/sqlite/write/writer.ts'
import { exactEvents } from '../../src/engine/review/figures.ts'
import { kindOf } from '../kinds/all-kinds.ts'
import { freshDir, removeDir } from '../support/engine.ts'
import { openReview } from '../support/look-back.ts'
import { type RecordedRun, recordedNoon, recordRun } from '../support/recorded-run.ts'

let dataDir: string
let db: Database.Database
let writer: Writer
beforeEach(() => {
  dataDir = freshDir()
  db = openLogForWriting(dataDir)
  db.pragma('synchronous = OFF')
  writer = createWriter(db)
})
afterEach(() => {
  writer.close()
  removeDir(dataDir)
})

function figuresOf(run: number, { review }: ReturnType<typeof openReview>): Figures {
  for (;;) {
    const step = review.figures(run)
    if (!step.done) continue
    if (step.value === null) throw new Error(`There is no run ${run}.`)
    return step.value
  }
}

const process = () => recordRun(writer, kindOf('processes'), { params: { path: '/' } })
const say = (run: RecordedRun, name: string, data: unknown) =>
  run.receive({ name, id: null, data: JSON.stringify(data) })
const step = (n: number, percent: number) => ({
  current_step: n,
  total_steps: 2,
  step_name: `Step ${n}`,
  percent,
})
const sum = (stretches: Figures['stretches']) => stretches.reduce((all, one) => all + one.events, 0)

test('a short run: times to the first event and content, stages, waits, progress and pace are what happened', () => {
  const run = process()
  run.pass(100)
  run.connect()
  run.pass(250)
  say(run, 'progress', step(1, 10))
  run.pass(2_000)
  say(run, 'progress', step(2, 60))
  run.pass(500)
  say(run, 'result', { success: true, data: {} })
  run.rest('closed')
  const review = openReview(dataDir, writer)
  const figures = figuresOf(run.id, review)
  expect(figures).toMatchObject({
    exact: true,
    events: 3,
    state: 'completed',
    startedAt: recordedNoon + 100,
    endedAt: recordedNoon + 2_850,
    firstEventMs: 250,
    durationMs: 2_500,
    waits: { of: 2, maxMs: 2_000, maxBefore: 2, p50Ms: 500 },
    names: [
      { name: 'progress', events: 2 },
      { name: 'result', events: 1 },
    ],
    attempts: [{ number: 1, startedAt: recordedNoon + 100 }],
    gaps: [],
  })
  expect(figures.progress.slice(0, 2)).toEqual([
    { at: recordedNoon + 350, value: 10 },
    { at: recordedNoon + 2_350, value: 60 },
  ])
  const first = figures.stages[0]
  expect([first?.startedAt, first?.endedAt]).toEqual([recordedNoon + 350, recordedNoon + 2_350])
  expect(sum(figures.stretches)).toBe(3)
  review.close()
})

test('a run that grows has new figures each time, and they are those of looking at it whole', () => {
  const run = process()
  run.connect()
  const growing = openReview(dataDir, writer)
  expect(figuresOf(run.id, growing)).toMatchObject({
    events: 0,
    firstEventMs: null,
    waits: null,
    stretches: [],
  })
  for (let i = 1; i <= 1_500; i++) {
    run.pass(i === 700 ? 5_000 : i % 9)
    say(run, i % 50 === 0 ? 'progress' : 'log', i % 50 === 0 ? step(1, i / 15) : { message: `Row ${i}` })
    if (i !== 1 && i !== 400 && i !== 1_500) continue
    run.commit()
    const figures = figuresOf(run.id, growing)
    const fresh = openReview(dataDir, writer)
    expect([figures.events, figures]).toEqual([i, figuresOf(run.id, fresh)])
    expect(sum(figures.stretches)).toBe(i)
    expect(figures.waits?.of ?? 0).toBe(i - 1)
    fresh.close()
  }
  expect(figuresOf(run.id, growing).waits).toMatchObject({ maxMs: 5_000, maxBefore: 700 })
  growing.close()
})

test('a giant run is read in samples: its counts, its longest wait and its end are exact all the same', () => {
  const run = process()
  const total = exactEvents + 1_024
  run.connect()
  for (let i = 1; i <= total; i++) {
    run.pass(i === 123_457 ? 90_000 : i % 3)
    if (i % 5_000 === 0) say(run, 'progress', step(1, Math.floor((100 * i) / total)))
    else run.receive({ name: 'log', id: null, data: '{"message":"row"}' })
    if (i % 2_000 === 0) run.commit()
  }
  run.rest('ended-early')
  const review = openReview(dataDir, writer)
  const figures = figuresOf(run.id, review)
  expect(figures).toMatchObject({
    exact: false,
    events: total,
    state: 'unknown',
    waits: { maxMs: 90_000, maxBefore: 123_457, p50Ms: 1 },
  })
  expect(figures.basis).toContain('of 246')
  // Each stretch is rounded to a hundredth of an event.
  expect(Math.abs(sum(figures.stretches) - total)).toBeLessThan(3)
  expect(figures.names?.reduce((all, one) => all + one.events, 0)).toBe(total)
  expect(figures.progress.length).toBeGreaterThan(40)
  expect(figures.progress.map((one) => one.value)).toEqual(
    figures.progress.map((one) => one.value).toSorted((a, b) => a - b),
  )
  expect(review.made).toEqual([])

  // A part of it, event by event: around the longest wait, in stretches fit for it.
  const at = review.at(run.id, { type: 'seq', seq: 123_457 }).at
  const near = review.review.zoomDetail(run.id, at - 200, at + 199)
  const closer = near.done ? near.value : null
  expect(closer).toMatchObject({ startedAt: at - 200, widthMs: 1 })
  const here = closer?.stretches.find((one) => one.at === at)
  expect([here?.events, here?.maxWaitMs]).toEqual([1, 90_000])
  expect(closer?.stretches.every((one) => one.events < 4)).toBe(true)
  expect(review.review.zoomDetail(run.id, 0, Number.MAX_SAFE_INTEGER)).toEqual({ done: true, value: null })
  review.close()
})
