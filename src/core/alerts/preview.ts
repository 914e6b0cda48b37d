// What a rule would have done over the runs that are stored.

import { z } from 'zod'

const wouldSchema = z.object({
  run: z.int().positive(),
  title: z.string(),
  kind: z.string(),
  /** When it would have fired, and what it would have said. */
  at: z.number(),
  cause: z.string(),
  /** When it would have been over; null: it was not, or it is a moment. */
  resolvedAt: z.number().nullable(),
})

export const previewSchema = z.object({
  /** How much is done, 0–1. */
  part: z.number(),
  /** How often it would have fired, and on how many of the runs that were looked at. */
  firings: z.int(),
  runs: z.int(),
  looked: z.int(),
  /** Runs in its scope that were too many to be looked at. */
  left: z.int(),
  /** From when on runs were looked at, epoch ms; null where there were none. */
  from: z.number().nullable(),
  /** The latest of them, latest first; at most 50. */
  would: z.array(wouldSchema),
  /** Why nothing can be said of the past, as a sentence; null where it can. */
  cannot: z.string().nullable(),
})
export type Preview = z.infer<typeof previewSchema>
