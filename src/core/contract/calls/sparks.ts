// The rate of events of several runs at once, as the rows of a board draw it.

import { z } from 'zod'

const count = z.int().nonnegative()

const sparkGapSchema = z.object({
  from: z.number(),
  /** Null while it lasts. */
  until: z.number().nullable(),
  /** Events were missed, or it is not known whether any were. */
  lossy: z.boolean(),
})

const sparkSchema = z.object({
  run: z.int().positive(),
  /** When the first stretch begins, epoch ms: a multiple of the width, so that stretches of later answers lie on these. */
  from: z.number(),
  widthMs: z.int().positive(),
  /** Events by when they arrived, stretch by stretch; the last holds the present moment, or the end of a run that is over. */
  counts: z.array(count).readonly(),
  /** All events of the run that were stored when these were counted. */
  events: count,
  /** The latest gaps that reach into these stretches. */
  gaps: z.array(sparkGapSchema).readonly(),
})

export const sparkCalls = {
  /** The last `buckets` stretches of each run. Runs that are not there are left out. */
  'runs.sparks': {
    input: z.strictObject({
      runs: z.array(z.int().positive()).max(200),
      buckets: z.int().min(1).max(300),
      widthMs: z.int().min(100).max(3_600_000),
    }),
    output: z.object({ sparks: z.array(sparkSchema) }),
  },
} as const

export type Spark = z.infer<typeof sparkSchema>
