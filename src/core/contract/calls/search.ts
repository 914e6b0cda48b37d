// Search over all runs, and why a query finds nothing.

import { z } from 'zod'
import { runSummarySchema } from '../../run/run.ts'

/** What a wire takes as a query. Longer than the parser accepts, so that the parser says in its own words what is wrong. */
export const longestQueryText = 1_000_000

const query = z.string().max(longestQueryText)
/** Places in a text, in UTF-16 units: from the first to before the last. */
const span = z.tuple([z.int(), z.int()])

/** A part of an event's data around what was found; `cutBefore` and `cutAfter` say that there is more of it. */
const hitSchema = z.object({
  seq: z.int(),
  at: z.number(),
  attempt: z.int(),
  name: z.string(),
  flags: z.int(),
  text: z.string(),
  marks: z.array(span),
  cutBefore: z.boolean(),
  cutAfter: z.boolean(),
})

/**
 * One run with what was found in it, newest first. `itself`: the run is what was looked for, by its title, tags or note, or
 * because the query asks for runs alone. `more`: it holds more hits than are given here.
 */
const searchGroupSchema = z.object({
  run: runSummarySchema,
  itself: z.boolean(),
  hits: z.array(hitSchema),
  more: z.boolean(),
})

/** How many events of a run fit; `complete` false: at least so many. `itself` as in a group. */
const hitCountSchema = z.object({
  run: z.int().positive(),
  hits: z.int().nonnegative(),
  itself: z.boolean(),
  complete: z.boolean(),
})

export const searchCalls = {
  /**
   * One page of what fits `query`, runs newest first. `cursor` null is the start; a later page may go on with the run that
   * the one before it ended in. Not `done` and a cursor: ask again, even where a page came back empty, because an answer
   * is given after a moment whatever was found by then. `looked` of `runs` runs are behind it.
   */
  'search.run': {
    input: z.strictObject({
      query,
      /** Searches this run alone, all of its hits. */
      within: z.int().positive().nullable(),
      cursor: z.string().max(200).nullable(),
      limit: z.int().min(1).max(500),
      /** At most this many hits of one run; the rest is told by `more`. */
      perRun: z.int().min(1),
    }),
    output: z.object({
      groups: z.array(searchGroupSchema),
      cursor: z.string().nullable(),
      done: z.boolean(),
      looked: z.int(),
      runs: z.int(),
    }),
  },
  /**
   * How many events fit `query` in each run that has any, whatever a page shows of them. Answers after a moment with what was
   * counted since `cursor` (null: from the start): add it up by run, and ask again until `done`.
   */
  'search.count': {
    input: z.strictObject({ query, cursor: z.string().max(200).nullable() }),
    output: z.object({
      counts: z.array(hitCountSchema),
      cursor: z.string().nullable(),
      done: z.boolean(),
    }),
  },
  /**
   * Why a query finds nothing, part by part. `alone`: the part finds something by itself; null where that was not found
   * out in time. `places` are in the query's text.
   */
  'search.why': {
    input: z.strictObject({ query, within: z.int().positive().nullable() }),
    output: z.object({
      sentence: z.string(),
      parts: z.array(z.object({ from: z.int(), to: z.int(), alone: z.boolean().nullable() })),
    }),
  },
  /** What completion can offer: event names, and JSON fields with some of their values, of one run or of the latest. */
  'search.known': {
    input: z.strictObject({ run: z.int().positive().nullable() }),
    output: z.object({
      events: z.array(z.string()),
      fields: z.array(z.object({ path: z.string(), values: z.array(z.string()) })),
    }),
  },
} as const

export type HitCount = z.infer<typeof hitCountSchema>
export type Hit = z.infer<typeof hitSchema>
export type SearchGroup = z.infer<typeof searchGroupSchema>
