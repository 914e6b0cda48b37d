// What a rule does about a run: fire, resolve or nothing. Pure: the same rule, run, history and standing always give the
// same verdict, so that a restart between two of them changes nothing.

import { z } from 'zod'
import { examine, type Finding, isUnderWay } from './examine.ts'
import type { Happened, History, Watched } from './history.ts'
import { isActive, type Rule } from './rule.ts'
import { asksRate, isLasting, isOfNow } from './traits.ts'

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

/** What was told already is looked at again after this, ms: nothing but new events can make something else of it. */
const againMs = 5_000

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
  if (!isActive(rule, now)) return decide(rule, { held: null, dueAt: null }, standing, now)
  if (!standing.open) return decide(rule, examine(rule.when, run, history, now), standing, now)
  // What is offline or asleep tells nothing, neither that it goes on nor that it is over.
  if (isOfNow(rule.when) && run.connection.state === 'paused')
    return { act: null, held: null, dueAt: null, standing }
  // A new engine has watched no minute yet, and until it has there is no pace to judge by.
  if (asksRate(rule.when) && history.rate === null && isUnderWay(run))
    return { act: null, held: null, dueAt: null, standing }
  return decide(rule, examine(rule.when, run, whileOpen(history), now), standing, now)
}

/**
 * The history for what has fired and is open: it was long enough, and ends only by what comes. What is remembered only while
 * the engine runs does not end it.
 */
function whileOpen(history: History): History {
  return { ...history, watchedSince: 0, retryingSince: 0, usualMs: history.usualMs ?? 0 }
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
  if (standing.key === held.key) return nothing(lasting ? now + againMs : null)
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
