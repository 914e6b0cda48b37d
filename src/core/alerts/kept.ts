// Rules and snoozes as a log keeps them, in one of its settings.

import { z } from 'zod'
import { parseJson } from '../basics/json.ts'
import { ruleSchema } from './rule.ts'
import { snoozeSchema } from './snooze.ts'

/** The setting that they are kept in. */
export const alertSetting = 'alerts'

const keptSchema = z.object({ rules: z.array(ruleSchema), snoozes: z.array(snoozeSchema).default([]) })
export type KeptRules = z.infer<typeof keptSchema>

/** What the setting says; null where the text is nothing of ours: the rules are then those of a new log. */
export function readKept(text: string): KeptRules | null {
  const parsed = parseJson(text)
  const kept = keptSchema.safeParse(parsed.ok ? parsed.value : null)
  return kept.success ? kept.data : null
}
