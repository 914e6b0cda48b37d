// Compares two runs: stage durations, event names, results. Pure, over folded jobs and figures; it does not say which
// run is better.

import type { Comparison, StagePair } from './comparison.ts'
import type { Figures, StageTime, UsualRun } from './figures.ts'
import type { Point } from './series.ts'

type StageLength = { readonly id: string; readonly label: string; readonly ms: number | null }

/** Stage durations side by side; a stage that has not ended has none. */
export function pairStages(a: readonly StageTime[], b: readonly StageLength[]): StagePair[] {
  const others = new Map(b.map((stage) => [stage.id, stage]))
  const mine = stageLengths(a).map(({ id, label, ms }): StagePair => {
    const other = others.get(id)
    return { id, label, a: ms, b: other?.ms ?? null, missing: other === undefined ? 'b' : null }
  })
  const known = new Set(a.map((stage) => stage.id))
  const rest = b.filter((stage) => !known.has(stage.id))
  return [
    ...mine,
    ...rest.map(({ id, label, ms }): StagePair => ({ id, label, a: null, b: ms, missing: 'a' })),
  ]
}

/** The stages of a run, or the usual ones, with how long each took. */
export function stageLengths(stages: readonly StageTime[] | UsualRun['stages']): StageLength[] {
  return stages.map((stage) => ({
    id: stage.id,
    label: stage.label,
    ms:
      'p50Ms' in stage
        ? stage.p50Ms
        : stage.endedAt === null
          ? null
          : Math.max(0, stage.endedAt - stage.startedAt),
  }))
}

/** Events by name side by side, most first; a name that one side does not have counts 0 there. */
export function pairNames(a: Figures['names'], b: Figures['names']): Comparison['names'] {
  if (a === null || b === null) return null
  const [first, second] = [
    new Map(a.map((one) => [one.name, one.events])),
    new Map(b.map((one) => [one.name, one.events])),
  ]
  return [...new Set([...first.keys(), ...second.keys()])]
    .map((name) => ({ name, a: first.get(name) ?? 0, b: second.get(name) ?? 0 }))
    .toSorted((x, y) => y.a + y.b - x.a - x.b || (x.name < y.name ? -1 : 1))
}

/**
 * `points` by the time since `anchor` (epoch ms): what happened before has a negative time. The value holds until the next
 * point, and the last one until the run's end.
 */
export function aligned(points: readonly Point[], anchor: number, endedAt: number): readonly Point[] {
  const moved = points.map(({ at, value }) => ({ at: at - anchor, value }))
  const last = moved.at(-1)
  const end = endedAt - anchor
  return last === undefined || last.at >= end ? moved : [...moved, { at: end, value: last.value }]
}
