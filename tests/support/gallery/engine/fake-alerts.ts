// The gallery's answers about rules, alerts and channels.

import type { Alert } from '../../../../src/core/alerts/alert.ts'
import { sameSnoozed } from '../../../../src/core/alerts/asleep.ts'
import type { Channel } from '../../../../src/core/alerts/channel.ts'
import { isOpenAlert } from '../../../../src/core/alerts/open-alert.ts'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import type { Handlers } from '../../../../src/core/contract/contract.ts'
import type { Push, World } from './world.ts'

type AlertCalls = Extract<keyof Handlers, `${'alerts' | 'channels' | 'digest'}.${string}`>

export function fakeAlerts(world: World, push: Push): Pick<Handlers, AlertCalls> {
  const rulesAre = (rules: readonly Rule[]) => {
    world.rules = rules
    push({ rules: true })
  }
  return {
    'digest.read': () => world.digest,
    'digest.seen': () => ({ before: world.seenAt }),
    'alerts.rules': () => ({
      rules: [...world.rules],
      channels: [...world.channels],
      snoozes: [...world.snoozes],
      commands: ['page-on-call', 'sound-the-horn'],
      commandsProblem: null,
      fired: world.alerts.map(({ rule, at }) => ({ rule, at })),
    }),
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
    'alerts.list': ({ run, open, types, severities, rule, before, limit }) => {
      const fits = (alert: Alert) =>
        (run === null || alert.run === run || alert.runs.includes(run)) &&
        (before === null || alert.id < before) &&
        (!open || isOpenAlert(alert)) &&
        (severities.length === 0 || severities.includes(alert.severity)) &&
        (types.length === 0 || types.includes(alert.type)) &&
        (rule === null || alert.rule === rule)
      const found = world.alerts.filter(fits).toSorted((a, b) => b.id - a.id)
      return { alerts: found.slice(0, limit), more: found.length > limit, now: Date.now() }
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
    'channels.save': ({ id, channel }) => {
      const saved: Channel = {
        id: id ?? `channel-${world.channels.length + 1}`,
        type: channel.type,
        name: channel.name,
        enabled: channel.enabled,
        atLeast: channel.atLeast,
        url: 'url' in channel ? channel.url : null,
        hidesUrl: channel.type === 'slack',
        command: channel.type === 'command' ? channel.command : null,
        hasSecret: 'secret' in channel && channel.secret !== '',
        needsSecret: false,
        last: null,
        waiting: 0,
      }
      const isNew = id === null
      world.channels = isNew
        ? [...world.channels, saved]
        : world.channels.map((one) => (one.id === id ? saved : one))
      push({ rules: true })
      return saved
    },
    'channels.remove': ({ id }) => {
      world.channels = world.channels.filter((channel) => channel.id !== id)
      push({ rules: true })
      return {}
    },
    'channels.test': ({ channel }) =>
      channel.type === 'pagerduty'
        ? {
            ok: false,
            status: 400,
            ms: 212,
            sentence: 'It was not taken (400 Bad Request): “Length of routing_key is incorrect”.',
          }
        : { ok: true, status: 200, ms: 84, sentence: 'It was taken (200 OK): “ok”.' },
    'alerts.unsnooze': ({ what }) => {
      world.snoozes = world.snoozes.filter((snooze) => !sameSnoozed(snooze.what, what))
      push({ rules: true })
      return {}
    },
  }
}
