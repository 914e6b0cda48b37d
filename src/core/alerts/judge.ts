// What a rule does about a run: fire, resolve or nothing. Pure: the same rule, run, history and standing always give the
// same verdict, so that a restart between two of them changes nothing.

import { z } from 'zod'
import { isLasting, isOfNow } from './condition.ts'
import { examine, type Finding } from './examine.ts'
import type { Happened, History, Watched } from './history.ts'
import { isActive, type Rule } from './rule.ts'

/** How a rule stands to a run; stored with the alerts. Times are epoch ms. */
export const standingSchema = z.readonly(
  z.object({
    /** Its alert has fired and what it tells of is still so. */
    open: z.boolean(),
    /** The last thing that it was told of, or kept to itself. */
    key: z.string().nullable(),
    firedAt: z.number().nullable(),
  }),
)
export type Standing = z.infer<typeof standingSchema>

export const noStanding: Standing = { open: false, key: null, firedAt: null }

export type Verdict = {
  readonly act: 'fire' | 'resolve' | null
  /** What is so; null where nothing is. */
  readonly held: Happened | null
  /** When to judge again though nothing has changed; null: that is not needed. */
  readonly dueAt: number | null
  readonly standing: Standing
}

/** Judges `run`, which is in the rule's scope. Times are epoch ms. */
export function judge(rule: Rule, run: Watched, history: History, standing: Standing, now: number): Verdict {
  const finding = isActive(rule, now) ? examine(rule.when, run, history, now) : { held: null, dueAt: null }
  return decide(rule, finding, standing, now)
}

/** The same of what was found by other means. */
export function decide(rule: Rule, finding: Finding, standing: Standing, now: number): Verdict {
  const { held } = finding
  const lasting = isLasting(rule.when)
  if (held === null) {
    if (!standing.open) return { act: null, held, dueAt: finding.dueAt, standing }
    return { act: 'resolve', held, dueAt: finding.dueAt, standing: { ...standing, open: false } }
  }
  const nothing = (dueAt: number | null, next = standing): Verdict => ({
    act: null,
    held,
    dueAt,
    standing: next,
  })
  if (standing.open) return nothing(rule.until)
  if (!lasting && standing.key === held.key) return nothing(null)
  if (!isOfNow(rule.when) && held.at < rule.since) return nothing(null)
  if (lasting && now < held.at + rule.holdMs) return nothing(held.at + rule.holdMs)
  // What happened counts by its own time, so that it is the same whenever it is looked at.
  const at = lasting ? now : held.at
  if (standing.firedAt !== null && at < standing.firedAt + rule.cooldownMs) {
    return lasting
      ? nothing(standing.firedAt + rule.cooldownMs)
      : nothing(null, { ...standing, key: held.key })
  }
  return {
    act: 'fire',
    held,
    dueAt: lasting ? rule.until : null,
    standing: { open: lasting, key: held.key, firedAt: at },
  }
}
