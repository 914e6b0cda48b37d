// What a comparison of two runs is, as it is sent.

import { z } from 'zod'
import { itemPairsSchema, textPairSchema } from './compare-results.ts'
import { figuresSchema, usualRunSchema } from './figures.ts'

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
  /** What models thought on the way, apart from their answers; null as `text` is. */
  reasoning: textPairSchema.nullable(),
})

export type Comparison = z.infer<typeof comparisonSchema>
export type StagePair = Comparison['stages'][number]
