// Rules and snoozes as a log keeps them, in one of its settings.

import { z } from 'zod'
import { parseJson } from '../basics/json.ts'
import { type Rule, ruleSchema } from './rule.ts'
import { type Snooze, snoozeSchema } from './snooze.ts'

/** The setting that they are kept in. */
export const alertSetting = 'alerts'

const keptSchema = z.object({ rules: z.array(z.unknown()), snoozes: z.array(z.unknown()).default([]) })

export type KeptRules = {
  readonly rules: readonly Rule[]
  readonly snoozes: readonly Snooze[]
  /** Rules that cannot be read, as those of a later version: nothing is judged by them, and they stay where they are. */
  readonly unread: readonly unknown[]
}

/** What the setting says; null where the text is nothing of ours. */
export function readKept(text: string): KeptRules | null {
  const parsed = parseJson(text)
  const kept = keptSchema.safeParse(parsed.ok ? parsed.value : null)
  if (!kept.success) return null
  const rules = kept.data.rules.map((rule) => ({ rule, read: ruleSchema.safeParse(rule) }))
  return {
    rules: rules.flatMap(({ read }) => (read.success ? read.data : [])),
    snoozes: kept.data.snoozes.flatMap((snooze) => snoozeSchema.safeParse(snooze).data ?? []),
    unread: rules.flatMap(({ rule, read }) => (read.success ? [] : [rule])),
  }
}

/** The text of the setting. */
export function writeKept({ rules, snoozes, unread }: KeptRules): string {
  return JSON.stringify({ rules: [...rules, ...unread], snoozes })
}
