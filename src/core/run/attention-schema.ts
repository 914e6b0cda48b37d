// What a run's summary carries of its alerts. The engine adds it to summaries as they leave it; it is stored with the alerts
// and not with the run.

import { z } from 'zod'
import { alertTypes, severities, snoozeTypes } from './attention.ts'

export const attentionSchema = z.readonly(
  z.object({
    /** The latest of its alerts that are open, the gravest first; at most `mostOpenShown`. */
    open: z.readonly(
      z.array(
        z.object({
          id: z.int().positive(),
          type: z.enum(alertTypes),
          severity: z.enum(severities),
          /** What is wrong, in words. */
          cause: z.string(),
          at: z.number(),
        }),
      ),
    ),
    /** The types of all alerts it ever had, each once, in order. */
    had: z.readonly(z.array(z.enum(alertTypes))),
    /** Put to rest until `until` (epoch ms), or, where that is null, until it changes; absent while it is not. */
    snoozed: z.readonly(z.object({ by: z.enum(snoozeTypes), until: z.number().nullable() })).exactOptional(),
  }),
)
export type Attention = z.infer<typeof attentionSchema>
