// A rule: what someone wants to be told of, as data. Times are epoch ms, durations ms.

import { z } from 'zod'
import { severities } from '../run/attention.ts'
import { longestTitle } from '../run/marks.ts'
import { conditionSchema } from './condition.ts'

const names = z.array(z.string().min(1).max(300)).max(100).readonly()

/** Which runs a rule is about; an empty list and a null narrow nothing. */
const scopeSchema = z.strictObject({
  kinds: names,
  /** By their names. */
  servers: names,
  /** A run needs one of them. */
  tags: names,
  /** A search that asks of runs alone: `title:biology -tag:test`. */
  query: z.string().max(1_000),
  /** This run and no other. */
  run: z.int().positive().nullable(),
})
export type Scope = z.infer<typeof scopeSchema>

const minute = z.int().min(0).max(1_439)

/** Hours of the day in which nobody is told; over midnight where `from` is after `to`. Minutes of the day in `zone`. */
const quietSchema = z.strictObject({
  from: minute,
  to: minute,
  /** An IANA name, or `system`. */
  zone: z.string().min(1).max(100),
})
export type Quiet = z.infer<typeof quietSchema>

/** As a person edits it. */
export const ruleDraftSchema = z.strictObject({
  /** Null: it is called by what it says. */
  name: z.string().min(1).max(longestTitle).nullable(),
  enabled: z.boolean(),
  when: conditionSchema,
  scope: scopeSchema,
  severity: z.enum(severities),
  /** What lasts must last this long before it is told. */
  holdMs: z.int().min(0).max(86_400_000),
  /** The same run is not told of again within this time. */
  cooldownMs: z
    .int()
    .min(0)
    .max(7 * 86_400_000),
  /** So many runs of one server within this time are one alert that names the server; null: each is its own. */
  together: z
    .strictObject({ runs: z.int().min(2).max(1_000), withinMs: z.int().min(1_000).max(86_400_000) })
    .nullable(),
  quiet: quietSchema.nullable(),
  /** When it ends; null: never. */
  until: z.number().nullable(),
  tell: z.strictObject({
    /** The system's notification, or the browser's. */
    desktop: z.boolean(),
    sound: z.boolean(),
    /** Channels, by their ids. */
    channels: z.array(z.string().min(1).max(100)).max(20).readonly(),
  }),
})
export type RuleDraft = z.infer<typeof ruleDraftSchema>

export const ruleSchema = ruleDraftSchema.extend({
  id: z.string().min(1).max(100),
  /** What happened before is no news to it: when it was made, or last made to say something else. */
  since: z.number(),
})
export type Rule = z.infer<typeof ruleSchema>

export const mostRules = 500

/** Whether `rule` says anything at `now`. */
export function isActive(rule: Rule, now: number): boolean {
  return rule.enabled && (rule.until === null || now < rule.until)
}
