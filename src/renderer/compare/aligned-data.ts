// Two runs on one axis of time: ms from their starts, or from the beginning of a stage that both had. Pure.

import { aligned } from '../../core/figures/compare.ts'
import type { Figures } from '../../core/figures/figures.ts'
import type { Point } from '../../core/figures/series.ts'
import type { JobState } from '../../core/run/states.ts'

/** A run as a lane; all times in ms from its anchor, those before it negative. */
export type Lane = {
  readonly from: number
  readonly to: number
  readonly state: JobState
  readonly stages: readonly LaneStage[]
  /** In how many lines the stages lie, so that none covers another. */
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

/** More lines than this are drawn over one another: the table of stages has them all. */
const mostLines = 4

/** When `figures` are taken to begin: at the stage `stage`, or where there is none at the run's start. Epoch ms. */
export function anchorOf({ stages, startedAt }: Figures, stage: string): number {
  return stages.find((one) => one.id === stage)?.startedAt ?? startedAt
}

export function laneOf(figures: Figures, stage: string): Lane {
  const anchor = anchorOf(figures, stage)
  const { startedAt, endedAt, gaps, firstContentMs, state } = figures
  const ends: number[] = []
  const stages = figures.stages.map(({ id, label, startedAt: begun, endedAt: over, state: was }) => {
    const to = over ?? endedAt
    const free = ends.findIndex((end) => end <= begun)
    const line = free >= 0 ? free : Math.min(ends.length, mostLines - 1)
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

/** The whole of both lanes, at least 1 ms. */
export function wholeSpan(lanes: readonly Lane[]): readonly [number, number] {
  const from = Math.min(...lanes.map((lane) => lane.from))
  return [from, Math.max(from + 1, ...lanes.map((lane) => lane.to))]
}

export type Pair = {
  readonly xs: readonly number[]
  readonly values: readonly (readonly (number | null)[])[]
}

/** The progress of both, on the union of their times. */
export function progressPair(both: readonly Figures[], stage: string): Pair {
  return pairLines(both.map((one) => aligned(one.progress, anchorOf(one, stage), one.endedAt)))
}

/**
 * How many events had come, of both, on the union of their times. Not their rates: those are measured over stretches that are
 * as long as each run asks for, so that one event would weigh more in the shorter run.
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
  return { xs, values: lines.map((line) => held(line, xs)) }
}

/** A value holds until the next point; there is none before the first and none after the last. */
function held(points: readonly Point[], xs: readonly number[]): (number | null)[] {
  let next = 0
  let value: number | null = null
  const end = points.at(-1)?.at ?? Number.NEGATIVE_INFINITY
  return xs.map((x) => {
    for (let point = points[next]; point !== undefined && point.at <= x; point = points[++next])
      value = point.value
    return x > end ? null : value
  })
}
