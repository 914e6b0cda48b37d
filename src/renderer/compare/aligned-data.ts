// Two runs on one time axis: ms from their starts, or from the start of a stage that both have. Pure.

import { aligned } from '../../core/figures/compare.ts'
import type { Figures } from '../../core/figures/figures.ts'
import type { Point } from '../../core/figures/series.ts'
import type { JobState } from '../../core/run/states.ts'

/** A run as a lane; times in ms from its anchor, negative before it. */
export type Lane = {
  readonly from: number
  readonly to: number
  readonly state: JobState
  readonly stages: readonly LaneStage[]
  /** The number of lines of the stages, so that none covers another. */
  readonly lines: number
  readonly gaps: readonly (readonly [from: number, to: number])[]
  readonly firstContent: number | null
}

export type LaneStage = {
  readonly id: string
  readonly label: string
  readonly from: number
  readonly to: number
  readonly line: number
  readonly failed: boolean
  readonly open: boolean
}

/** With more lines than this, stages overlap; the table of stages has them all. */
const maxLines = 4

/** The zero of the time axis, epoch ms: the start of `stage`, or of the run where it has no such stage. */
function anchorOf({ stages, startedAt }: Figures, stage: string): number {
  return stages.find((one) => one.id === stage)?.startedAt ?? startedAt
}

/** The lane of a run, aligned at the start of `stage`; see `anchorOf`. */
export function laneOf(figures: Figures, stage: string): Lane {
  const anchor = anchorOf(figures, stage)
  const { startedAt, endedAt, gaps, firstContentMs, state } = figures
  const ends: number[] = []
  const stages = figures.stages.map(({ id, label, startedAt: begun, endedAt: over, state: was }) => {
    const to = over ?? endedAt
    const free = ends.findIndex((end) => end <= begun)
    const line = free >= 0 ? free : Math.min(ends.length, maxLines - 1)
    ends[line] = to
    const open = over === null
    return { id, label, from: begun - anchor, to: to - anchor, line, failed: was === 'failed', open }
  })
  return {
    from: startedAt - anchor,
    to: endedAt - anchor,
    state,
    stages,
    lines: Math.max(1, ends.length),
    gaps: gaps.map((gap) => [gap.from - anchor, (gap.until ?? endedAt) - anchor] as const),
    firstContent: firstContentMs === null ? null : startedAt + firstContentMs - anchor,
  }
}

/** The range of all lanes, at least 1 ms. */
export function wholeSpan(lanes: readonly Lane[]): readonly [number, number] {
  const from = Math.min(...lanes.map((lane) => lane.from))
  return [from, Math.max(from + 1, ...lanes.map((lane) => lane.to))]
}

export type Pair = {
  readonly xs: readonly number[]
  readonly values: readonly (readonly (number | null)[])[]
}

/** The progress of both runs, at the union of their times. */
export function progressPair(both: readonly Figures[], stage: string): Pair {
  return pairLines(both.map((one) => aligned(one.progress, anchorOf(one, stage), one.endedAt)))
}

/**
 * The number of events so far of both runs, at the union of their times. Rates were rejected: the buckets of the two runs
 * have different widths, so that one event would count more in the shorter run.
 */
export function eventsPair(both: readonly Figures[], stage: string): Pair {
  return pairLines(
    both.map((one) => {
      let events = 0
      const points = one.stretches.map(({ at, events: more }) => {
        events += more
        return { at, value: events }
      })
      const start = { at: one.startedAt, value: 0 }
      return aligned([start, ...points], anchorOf(one, stage), one.endedAt)
    }),
  )
}

function pairLines(lines: readonly (readonly Point[])[]): Pair {
  const xs = [...new Set(lines.flatMap((line) => line.map((point) => point.at)))].toSorted((x, y) => x - y)
  return { xs, values: lines.map((line) => valuesAt(line, xs)) }
}

/** The values at `xs`: each lasts until the next point; null before the first and after the last. */
function valuesAt(points: readonly Point[], xs: readonly number[]): (number | null)[] {
  let next = 0
  let value: number | null = null
  const end = points.at(-1)?.at ?? Number.NEGATIVE_INFINITY
  return xs.map((x) => {
    for (let point = points[next]; point !== undefined && point.at <= x; point = points[++next])
      value = point.value
    return x > end ? null : value
  })
}
