// The gallery's answers about rules and alerts.

import { type Alert, needsSomeone } from '../../../../src/core/alerts/alert.ts'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import { sameSnoozed } from '../../../../src/core/alerts/snooze.ts'
import type { Handlers } from '../../../../src/core/contract/contract.ts'
import type { Push, World } from './world.ts'

type AlertCalls = Extract<keyof Handlers, `${'alerts' | 'digest'}.${string}`>

export function fakeAlerts(world: World, push: Push): Pick<Handlers, AlertCalls> {
  const rulesAre = (rules: readonly Rule[]) => {
    world.rules = rules
    push({ rules: true })
  }
  return {
    'digest.read': () => world.digest,
    'digest.seen': () => ({ before: world.seenAt }),
    'alerts.rules': () => ({ rules: [...world.rules], snoozes: [...world.snoozes] }),
    'alerts.saveRule': ({ id, rule }) => {
      const saved: Rule = { ...rule, id: id ?? `rule-${world.rules.length + 1}`, since: 0 }
      const others = world.rules.filter((one) => one.id !== saved.id)
      rulesAre([...others, saved])
      return saved
    },
    'alerts.removeRule': ({ id }) => {
      rulesAre(world.rules.filter((rule) => rule.id !== id))
      return {}
    },
    'alerts.preview': () => world.preview,
    'alerts.list': ({ run, open, types, rule, limit }) => {
      const fits = (alert: Alert) =>
        (run === null || alert.run === run || alert.runs.includes(run)) &&
        (!open || needsSomeone(alert)) &&
        (types.length === 0 || types.includes(alert.type)) &&
        (rule === null || alert.rule === rule)
      const found = world.alerts.filter(fits).toSorted((a, b) => b.id - a.id)
      return { alerts: found.slice(0, limit), more: found.length > limit }
    },
    'alerts.acknowledge': ({ alerts, note }) => {
      const seen = world.alerts
        .filter(({ id }) => alerts.includes(id))
        .map((alert) => ({ ...alert, acknowledgedAt: Date.now(), note: note ?? alert.note }))
      world.alerts = world.alerts.map((alert) => seen.find(({ id }) => id === alert.id) ?? alert)
      push({ alerts: seen })
      return {}
    },
    'alerts.snooze': ({ what, until }) => {
      world.snoozes = [...world.snoozes, { what, until, asked: null }]
      push({ rules: true })
      return {}
    },
    'alerts.unsnooze': ({ what }) => {
      world.snoozes = world.snoozes.filter((snooze) => !sameSnoozed(snooze.what, what))
      push({ rules: true })
      return {}
    },
  }
}
