// Rules that are about no run: nothing was started for too long.

import type { Finding } from '../../core/alerts/examine.ts'
import { decide, noStanding, type Standing } from '../../core/alerts/judge.ts'
import { formatDuration } from '../../core/basics/quantities.ts'
import type { RunSummary } from '../../core/run/run.ts'
import type { StoredStanding } from '../log/alert-rows.ts'
import type { Entry } from './entry.ts'
import { alertOfScope, type FiringContext } from './new-alert.ts'
import type { Outbox } from './outbox.ts'
import type { ReadyRule } from './rule-book.ts'

/** `left`: it is judged by another engine now. */
type Scope = { startedAt: number | null; standing: Standing; alert: number | null; left: boolean }

export type Scopes = ReturnType<typeof createScopes>

export function createScopes({ outbox, context }: { outbox: Outbox; context: () => FiringContext }) {
  const scopes = new Map<string, Scope>()
  const of = (rule: string): Scope => {
    const known = scopes.get(rule) ?? { startedAt: null, standing: noStanding, alert: null, left: false }
    scopes.set(rule, known)
    return known
  }

  const started = (run: RunSummary, rules: readonly ReadyRule[]) => {
    if (run.imported !== null) return
    for (const { rule, inScope } of rules) {
      if (rule.when.type !== 'none-started' || !inScope(run)) continue
      const scope = of(rule.id)
      scope.startedAt = Math.max(run.createdAt, scope.startedAt ?? 0)
    }
  }

  const judgeScope = ({ rule }: ReadyRule, forMs: number) => {
    const { now } = context()
    const scope = of(rule.id)
    const isOn = rule.enabled && (rule.until === null || now < rule.until)
    const from = Math.max(scope.startedAt ?? 0, rule.since)
    const words = `no run was started for ${formatDuration(now - from)}`
    const finding: Finding =
      isOn && now >= from + forMs
        ? { held: { key: `${from}`, at: from + forMs, seq: null, words }, dueAt: null }
        : { held: null, dueAt: null }
    const { act, held, standing } = decide(rule, finding, scope.standing, now)
    if (act === null) return
    scope.standing = standing
    if (act === 'fire' && held !== null) {
      outbox.fire(alertOfScope(rule, held, context()), [{ rule: rule.id, run: 0, standing }], ({ id }) => {
        // It may be over by now, before it had a number.
        if (scope.left) return
        if (scopes.get(rule.id) === scope && scope.standing === standing) scope.alert = id
        else end(id)
      })
      return
    }
    outbox.stand({ rule: rule.id, run: 0, standing, alert: null })
    if (scope.alert !== null) end(scope.alert)
    scope.alert = null
  }

  const end = (id: number) => {
    const { now } = context()
    outbox.change(id, (alert) => ({
      ...alert,
      resolvedAt: alert.resolvedAt ?? now,
      resolution: alert.resolution ?? `a run was started after ${formatDuration(now - alert.since)}`,
    }))
  }

  return {
    started,
    load: (standings: readonly StoredStanding[], entries: readonly Entry[], rules: readonly ReadyRule[]) => {
      for (const { rule, standing, alert } of standings) Object.assign(of(rule), { standing, alert })
      for (const { run } of entries) started(run, rules)
    },
    /** Whether there is any among `rules` for time to decide. */
    judge: (rules: readonly ReadyRule[]): boolean => {
      let any = false
      for (const ready of rules) {
        if (ready.rule.when.type !== 'none-started') continue
        judgeScope(ready, ready.rule.when.forMs)
        any = true
      }
      return any
    },
    drop: (rule: string) => {
      scopes.delete(rule)
    },
    /** When the last run of the rule's was started, as far as known here; null: no run is. */
    startedAt: (rule: string): number | null => scopes.get(rule)?.startedAt ?? null,
    /** Judges none of them any more. */
    leave: () => {
      for (const scope of scopes.values()) scope.left = true
      scopes.clear()
    },
  }
}
