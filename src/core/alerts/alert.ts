// An alert: one firing of a rule, with its cause, what was done and what became of it. Stored; times are epoch ms.

import { z } from 'zod'
import { type AlertType, alertTypes, bySeverity, mostOpenShown, severities } from '../run/attention.ts'
import type { Attention } from '../run/attention-schema.ts'
import { isOpenAlert } from './open-alert.ts'

const time = z.number()
const id = z.int().positive()

/** What became of telling a channel of an alert. `waiting`: it is tried again at `nextAt`. */
const deliverySchema = z.object({
  /** The channel's id, and its name then. */
  channel: z.string().max(100),
  name: z.string().max(300),
  /** That it began, or that it is over. */
  news: z.enum(['fired', 'resolved']),
  state: z.enum(['waiting', 'sent', 'failed']),
  tries: z.int(),
  /** When it was last tried; null before that. */
  at: time.nullable(),
  nextAt: time.nullable(),
  /** What the channel answered, or why it did not, in a sentence without secrets; null before the first try. */
  answer: z.string().max(500).nullable(),
})
export type Delivery = z.infer<typeof deliverySchema>

export const alertSchema = z.object({
  id,
  /** The rule's id, and what it was called then. */
  rule: z.string(),
  ruleName: z.string(),
  type: z.enum(alertTypes),
  severity: z.enum(severities),
  /** The run that it is about; null where it names a server or a scope. */
  run: id.nullable(),
  /** The runs it is about, where they are several; at most `mostRunsNamed`. */
  runs: z.array(id),
  /** How many runs it is about, and of how many; null where they are not several. */
  many: z.object({ runs: z.int(), of: z.int() }).nullable(),
  /** The run's title, or what names the several. */
  title: z.string(),
  kind: z.string().nullable(),
  server: z.string().nullable(),
  /** When it fired. */
  at: time,
  /** Since when what it tells of was so. */
  since: time,
  /** What is wrong, in words. */
  cause: z.string(),
  /** The event that it is about; null where it is a silence or a state. */
  seq: id.nullable(),
  /** How many events of the run were stored then. */
  afterSeq: z.int(),
  lasting: z.boolean(),
  resolvedAt: time.nullable(),
  /** How it ended, in words: `back after 31 s`. */
  resolution: z.string().nullable(),
  acknowledgedAt: time.nullable(),
  /** Who has, where several people share the log. */
  acknowledgedBy: z.string().max(300).exactOptional(),
  note: z.string().max(2_000).nullable(),
  /** Why nobody was told; null where its rule's ways of telling were used. */
  silent: z.enum(['muted', 'snoozed', 'quiet']).nullable(),
  tell: z.object({ desktop: z.boolean(), sound: z.boolean() }),
  deliveries: z.array(deliverySchema).max(50),
})
export type Alert = z.infer<typeof alertSchema>
export type NewAlert = Omit<Alert, 'id'>

export const mostRunsNamed = 200

/** The rule that alerts of imported runs name: it is none of this log. */
export const importedRule = 'imported'

/** Whether something is still to come of it: news that waits to be sent, or that what lasts is over. */
export function isUnsettled({
  lasting,
  resolvedAt,
  deliveries,
}: Pick<Alert, 'lasting' | 'resolvedAt' | 'deliveries'>): boolean {
  return (lasting && resolvedAt === null) || deliveries.some(({ state }) => state === 'waiting')
}

/** The runs that an alert is about. */
export function runsOf({ run, runs }: Pick<Alert, 'run' | 'runs'>): readonly number[] {
  return run === null ? runs : [run]
}

/** `stalled, warning, at 12:03: silent for 40 s; back after 51 s`. `clock` formats epoch ms. */
export function formatAlert(
  { type, severity, at, cause, resolvedAt, resolution }: Alert,
  clock: (at: number) => string,
): string {
  const over = resolvedAt === null ? '' : `; ${resolution ?? 'over'}`
  return `${type}, ${severity}, at ${clock(at)}: ${cause}${over}`
}

/**
 * What a run is told to have by its open alerts, its own and its server's, by the types of all it ever had, and by a snooze;
 * null where there is nothing to tell.
 */
export function attentionOf(
  alerts: readonly Alert[],
  had: ReadonlySet<AlertType>,
  snoozed: Attention['snoozed'] | null,
): Attention | null {
  if (had.size === 0 && snoozed == null) return null
  const open = alerts
    .filter(isOpenAlert)
    .toSorted((a, b) => bySeverity(a, b) || b.at - a.at || b.id - a.id)
    .slice(0, mostOpenShown)
    .map(({ id, type, severity, cause, at }) => ({ id, type, severity, cause, at }))
  return {
    open,
    had: alertTypes.filter((type) => had.has(type)),
    ...(snoozed == null ? {} : { snoozed }),
  }
}
