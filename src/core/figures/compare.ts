// Compares two runs: stage durations, event names, results. Pure, over folded jobs and figures; it does not say which
// run is better.

import { z } from 'zod'
import { itemPairsSchema, textPairSchema } from './compare-results.ts'
import { type Figures, figuresSchema, type StageTime, type UsualRun, usualRunSchema } from './figures.ts'
import type { Point } from './series.ts'

const pairSchema = z.object({ a: z.number().nullable(), b: z.number().nullable() })

export const comparisonSchema = z.object({
  a: figuresSchema,
  /** The other run; null where `a` is compared with what is usual. */
  b: figuresSchema.nullable(),
  usual: usualRunSchema.nullable(),
  /** Runs of different kinds mean different things by their stages, names, items and texts: none of these is then paired. */
  sameKind: z.boolean(),
  /** In the order of `a`, then what only `b` had. Durations in ms, null of a stage that did not end; `missing` has none. */
  stages: z.array(
    pairSchema.extend({ id: z.string(), label: z.string(), missing: z.enum(['a', 'b']).nullable() }),
  ),
  /** Events by name; null where one side was not counted. */
  names: z.array(pairSchema.extend({ name: z.string() })).nullable(),
  /** Null where there is no other run. */
  items: itemPairsSchema.nullable(),
  /** Null where there is no other run, or no text in either. */
  text: textPairSchema.nullable(),
})

export type Comparison = z.infer<typeof comparisonSchema>
export type StagePair = Comparison['stages'][number]

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
