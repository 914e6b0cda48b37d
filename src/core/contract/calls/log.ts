// The log of one run: its density, its facets, the jumps in it, and its request as a command.

import { z } from 'zod'
import { momentMsSchema, seqSchema } from '../../basics/numbers.ts'

const run = z.int().positive()
const count = z.int().nonnegative()

/** A range of a log, by sequence number; `firstAt` and `lastAt` are the earliest and the latest arrival in it. */
const densityBucketSchema = z.object({
  from: z.int().positive(),
  to: z.int().positive(),
  firstAt: z.number(),
  lastAt: z.number(),
  pings: count,
  errors: count,
  warnings: count,
  /** Gaps before an event of this range; the last range also has those at the end. */
  gaps: count,
  /** Attempts that began here, except the first. */
  attempts: count,
})

/** What a log can be searched through for, event by event. */
const findables = ['error', 'warning', 'gap', 'attempt', 'time'] as const

export const logCalls = {
  /** The whole log in at most `buckets` ranges of equally many events (the last may have fewer), in order. */
  'log.density': {
    input: z.strictObject({ run, buckets: z.int().min(1).max(1_000) }),
    output: z.object({ events: count, buckets: z.array(densityBucketSchema) }),
  },
  /**
   * How many events there are of each class and name. Classes overlap: an event may be an error and late. Names are those of
   * the most events; `rest` holds what is not listed.
   */
  'log.facets': {
    input: z.strictObject({ run }),
    output: z.object({
      events: count,
      levels: z.object({ error: count, warning: count, info: count, ping: count }),
      traits: z.object({ content: count, repeat: count, late: count, unreadable: count }),
      names: z.array(z.object({ name: z.string(), events: count })),
      rest: z.object({ events: count }),
    }),
  },
  /**
   * The next event after `from` (or the one before it) that is an error, a warning, or the first after a gap or an attempt's
   * beginning; for `time` the first event of the run that arrived at `at` or later. Null: there is none.
   */
  'log.find': {
    input: z.strictObject({
      run,
      from: count,
      direction: z.enum(['next', 'previous']),
      what: z.enum(findables),
      at: momentMsSchema.nullable(),
    }),
    output: z.object({ seq: z.int().positive().nullable() }),
  },
  /** What events `from` to `to` say together where each is a piece of a text: at most 200,000 characters of it. */
  'log.text': {
    input: z.strictObject({ run, from: seqSchema, to: seqSchema }),
    output: z.object({ text: z.string(), whole: z.boolean() }),
  },
  /** The values at `paths` in the whole data of one event, for the columns of a row that holds only a part of it. */
  'log.cells': {
    input: z.strictObject({ run, seq: seqSchema, paths: z.array(z.string().max(200)).max(8) }),
    output: z.object({
      cells: z.array(z.object({ text: z.string(), type: z.enum(['value', 'number', 'none']) })),
    }),
  },
  /** The run's request as a command line for a POSIX shell. Every secret is a variable, and `secrets` counts them. */
  'log.curl': {
    input: z.strictObject({ run }),
    output: z.object({ command: z.string(), secrets: count }),
  },
} as const

export type DensityBucket = z.infer<typeof densityBucketSchema>
export type Findable = (typeof findables)[number]
