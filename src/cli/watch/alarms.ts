// The alerts that a watch was asked for: rules of one run that are lent to the engine, and how often they were raised.

import type { Condition } from '../../core/alerts/condition.ts'
import { everyRun, newRule } from '../../core/alerts/new-rule.ts'
import type { Beckon } from './beckon.ts'
import type { View } from './view.ts'
import type { Watched } from './watched.ts'

/** A log that stores nothing any more is not waited for longer, in ms. */
const patienceMs = 2_000
/** The same thing is not told again within this time, in ms. */
const cooldownMs = 60_000

export type Alarms = {
  /** `view` with the alerts counted that were asked for; `raised` is called for each. */
  readonly over: (view: View, told: { readonly beckon: Beckon | null; readonly raised: () => void }) => View
  /** Resolves when what the run has come to by now is judged and stored. */
  readonly settled: () => Promise<void>
  /** How many were raised; null where none was asked for. */
  readonly count: () => number | null
}

/** Lends `engine` a rule of `run` for each of `conditions`; what was before `since` (epoch ms) is no news. */
export async function setAlarms(
  { lent }: Pick<Watched, 'lent'>,
  run: number,
  conditions: readonly Condition[],
  since: number,
): Promise<Alarms> {
  const asked = new Set<string>()
  const raised = new Set<number>()
  for (const when of conditions) {
    const rule = newRule(when, {
      scope: { ...everyRun, run },
      together: null,
      cooldownMs,
      tell: { desktop: false, sound: false, channels: [] },
    })
    if (lent !== null) asked.add(await lent.lend(rule, since))
  }
  return {
    over: (view, told) => ({
      ...view,
      alert: (alert) => {
        view.alert(alert)
        if (!asked.has(alert.rule) || raised.has(alert.id)) return
        raised.add(alert.id)
        told.beckon?.ring()
        told.raised()
      },
      state: (summary) => {
        told.beckon?.state(summary)
        return view.state(summary)
      },
    }),
    settled: async () => {
      if (lent === null || asked.size === 0) return
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, patienceMs)
      await Promise.race([lent.settled(), promise])
      clearTimeout(timer)
    },
    count: () => (asked.size === 0 ? null : raised.size),
  }
}
