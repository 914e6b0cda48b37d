// Why a run asks for a person beside its two states: what alerts it has. The engine adds this to summaries as they leave it;
// it is stored with the alerts and not with the run.

import { z } from 'zod'

/** `info` is for the record, `warning` needs someone, `critical` needs someone now. */
export const severities = ['info', 'warning', 'critical'] as const
export type Severity = (typeof severities)[number]

/** What an alert is about: the sort of condition that its rule waits for. */
export const alertTypes = [
  'failed',
  'completed',
  'unknown',
  'needs-me',
  'refused',
  'ended-early',
  'stalled',
  'retrying',
  'gap',
  'no-event',
  'no-content',
  'no-progress',
  'not-finished',
  'slow',
  'none-started',
  'event',
  'check',
  'figure',
] as const
export type AlertType = (typeof alertTypes)[number]

/** What was put to rest: one run, all that a rule says, a server's runs, or everything. */
const snoozeTypes = ['run', 'rule', 'server', 'all'] as const

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

export const mostOpenShown = 3

/** Whether an alert of `severity` asks for a person. */
export function asksSomeone(severity: Severity): boolean {
  return severity !== 'info'
}

/** The graver of two first. */
export function bySeverity(a: { severity: Severity }, b: { severity: Severity }): number {
  return severities.indexOf(b.severity) - severities.indexOf(a.severity)
}
