// The runs of a board that is too long for one answer: those that somebody may have to act on and the newest at once, the
// others page by page.

import { z } from 'zod'
import { runSummarySchema } from '../../run/run.ts'

const count = z.int().nonnegative()

/** How many runs of one kind on one server are not given yet. All of them are finished and need nobody. */
const restSchema = z.object({ kind: z.string(), serverId: z.int().positive().nullable(), runs: count })

export const pageSchema = z.object({
  runs: z.array(runSummarySchema),
  /** All runs from this number on are given, and below it those that are not finished or are pinned; null: all are. */
  next: z.int().positive().nullable(),
  /** What is left after this, so that every count is the engine's though not every run is here. */
  rest: z.array(restSchema).readonly(),
})

export const pageCalls = {
  /** The next runs below number `before`, as a snapshot or the page before named it; those that were given at first among them. */
  'runs.page': { input: z.strictObject({ before: z.int().positive() }), output: pageSchema },
} as const

export type RunsPage = z.infer<typeof pageSchema>
export type Rest = z.infer<typeof restSchema>
