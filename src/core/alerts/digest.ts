// What happened between two moments, for someone who was away and for a shift's hand-over.

import { z } from 'zod'
import { severities } from '../run/attention.ts'
import { tallyNames } from '../run/tally.ts'

const entrySchema = z.object({
  at: z.number(),
  /** `alert`: a rule fired. The others are what became of a run; `gap`: something was or may have been missed. */
  type: z.enum(['completed', 'failed', 'unknown', 'stopped', 'refused', 'stalled', 'gap', 'alert']),
  /** Null where it is about several. */
  run: z.int().positive().nullable(),
  kind: z.string().nullable(),
  server: z.string().nullable(),
  title: z.string(),
  /** Why, in words; null where there is nothing to say. */
  cause: z.string().nullable(),
  /** The alert, and how grave it is; null where it is none. */
  alert: z.int().positive().nullable(),
  severity: z.enum(severities).nullable(),
  /** How it went on, in words: `back after 31 s`; null where it did not. */
  resolution: z.string().nullable(),
})
export type DigestEntry = z.infer<typeof entrySchema>

export const digestSchema = z.object({
  since: z.number(),
  until: z.number(),
  counts: z.object({
    completed: z.int(),
    failed: z.int(),
    unknown: z.int(),
    stalled: z.int(),
    gaps: z.int(),
    alerts: z.int(),
    started: z.int(),
  }),
  /** How the runs stand now. */
  now: z.record(z.enum(tallyNames), z.int()),
  /** In order of time; the latest `mostEntries` of them. */
  entries: z.array(entrySchema),
  /** Entries that were too many. */
  left: z.int(),
})
export type Digest = z.infer<typeof digestSchema>
export const mostEntries = 500
