// One instant of a stored run, and how it is asked for. Shapes only: the engine folds, the screens draw.

import { z } from 'zod'
import { momentMsSchema } from '../basics/numbers.ts'
import { jobSchema } from '../job/job.ts'
import { runSummarySchema } from '../run/run.ts'

/**
 * Which instant: the one at which event `seq` was folded (0: before the first), any time (epoch ms), or the end of what is
 * stored by now.
 */
export const momentSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('seq'), seq: z.int().nonnegative() }),
  z.strictObject({ type: z.literal('at'), at: momentMsSchema }),
  z.strictObject({ type: z.literal('end') }),
])

/** The run as it was: its summary with the state, the connection and the counts of then, and the folded job whole. */
export const instantSchema = z.object({
  /** The last event that had arrived. */
  seq: z.int().nonnegative(),
  at: z.number(),
  /** Events stored by now, for `event 4,120 of 9,900`. */
  events: z.int().nonnegative(),
  /** `bytes` and `beatMs` are of now: what they were then is not kept. */
  run: runSummarySchema,
  job: jobSchema,
  params: z.record(z.string(), z.string()),
})

export type Moment = z.infer<typeof momentSchema>
export type Instant = z.infer<typeof instantSchema>
