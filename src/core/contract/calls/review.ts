// Looking back: a run as it was at any instant, its figures, what is usual for its kind, and two runs side by side.

import { z } from 'zod'
import { momentMsSchema } from '../../basics/numbers.ts'
import { comparisonSchema } from '../../figures/comparison.ts'
import { closerSchema, figuresSchema, usualRunSchema } from '../../figures/figures.ts'
import { instantSchema, momentSchema } from '../../figures/instant.ts'

const run = z.int().positive()

export const reviewCalls = {
  /** The run as it was, by the same fold that drew it live. */
  'review.at': { input: z.strictObject({ run, moment: momentSchema }), output: instantSchema },
  /**
   * Makes a run ready to be scrubbed: where checkpoints are missing they are made and stored. Answers after a moment; ask
   * again until `part` (0–1) is 1, or stop asking.
   */
  'review.prepare': { input: z.strictObject({ run }), output: z.object({ part: z.number() }) },
  'review.figures': { input: z.strictObject({ run }), output: figuresSchema },
  /** The events from `from` to `to` (epoch ms), every one of them; null where they are too many to be looked at each. */
  'review.closer': {
    input: z.strictObject({ run, from: momentMsSchema, to: momentMsSchema }),
    output: closerSchema.nullable(),
  },
  'review.usual': { input: z.strictObject({ kind: z.string().max(200) }), output: usualRunSchema },
  /** Two runs of one kind side by side; `other` null compares with what is usual for it. */
  'review.compare': {
    input: z.strictObject({ run, other: run.nullable() }),
    output: comparisonSchema,
  },
} as const
