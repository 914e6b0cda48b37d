// The figures of a gallery's run, measured as the engine does it.

import { formatCount } from '../../../../src/core/basics/quantities.ts'
import type { Figures } from '../../../../src/core/figures/figures.ts'
import { createStretches, stretchWidth, type Wait, waitsOf } from '../../../../src/core/figures/measure.ts'
import { modelFigures } from '../../../../src/core/figures/model-figures.ts'
import type { Point } from '../../../../src/core/figures/series.ts'
import { judgedStages } from '../../../../src/core/job/checks.ts'
import { newJob } from '../../../../src/core/job/fold.ts'
import { tookOf } from '../../../../src/core/job/took.ts'
import { beganAt } from '../../../../src/core/run/began-at.ts'
import { kindOf } from './kinds.ts'
import { foldRow } from './record.ts'
import { type FakeRun, firstRows } from './world.ts'

export function figuresOf(run: FakeRun): Figures {
  const { summary, attempts, gaps, events, job } = run
  const rows = firstRows(run)
  const startedAt = beganAt(summary)
  const endedAt = Math.max(
    startedAt,
    summary.lastEventAt ?? 0,
    ...attempts.map((attempt) => attempt.endedAt ?? 0),
    ...gaps.map((gap) => gap.until ?? 0),
  )
  const widthMs = stretchWidth(startedAt, endedAt)
  const stretches = createStretches(startedAt, widthMs)
  const waits: number[] = []
  let longest: Wait | null = null
  for (const [i, { at }] of rows.entries()) {
    stretches.events(at, 1)
    const before = rows[i - 1]
    if (before === undefined) continue
    const ms = at - before.at
    waits.push(ms)
    stretches.wait(at, ms)
    if (longest === null || ms > longest.ms) longest = { ms, before: i + 1, at }
  }
  const names = Map.groupBy(rows, (row) => row.name)
  const since = (at: number | null) => (at === null ? null : Math.max(0, at - startedAt))
  const { counts } = job
  const took = tookOf(job)
  return {
    run: summary.id,
    kind: summary.kind,
    title: summary.title,
    state: job.state,
    events: events.count(),
    exact: rows.length === events.count(),
    basis: sayBasis(rows.length, events.count()),
    startedAt,
    endedAt,
    firstEventMs: since(job.firstEventAt),
    firstContentMs: since(job.firstContentAt),
    durationMs: took?.ms ?? null,
    durationBy: took?.by ?? null,
    model: modelFigures(job, startedAt),
    progress: progressOf(run),
    widthMs,
    stretches: stretches.stretches(),
    waits: waitsOf(waits, longest),
    stages: [...judgedStages(job)],
    names: [...names]
      .map(([name, list]) => ({ name, events: list.length }))
      .toSorted((a, b) => b.events - a.events),
    attempts,
    gaps,
    totals: {
      pings: counts.pings,
      repeats: counts.repeats,
      late: counts.late,
      unreadable: counts.unreadable,
      warnings: counts.warnings,
      errors: counts.errors,
      items: counts.items,
      itemsDone: counts.itemsDone,
      textLength: job.text?.length ?? 0,
      bytes: summary.bytes,
    },
  }
}

function sayBasis(looked: number, events: number): string {
  return looked === events
    ? `Every one of ${formatCount(events, 'event')}.`
    : `The first ${looked.toLocaleString('en-US')} of ${formatCount(events, 'event')}.`
}

/** Every change of the percentage. */
function progressOf({ summary, params, rows }: FakeRun): Point[] {
  const kind = kindOf(summary.kind)
  const points: Point[] = []
  let job = newJob()
  for (const row of rows) {
    job = foldRow(job, kind, row, params)
    const { percent } = job.progress
    if (percent !== null && percent !== points.at(-1)?.value) points.push({ at: row.at, value: percent })
  }
  return points
}
