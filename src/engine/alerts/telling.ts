// From what is decided of alerts to who is told: what is stored, then the screens, then the channels.

import type { Alert } from '../../core/alerts/alert.ts'
import type { Changes } from '../../core/contract/contract.ts'
import type { Clock } from '../base/clock.ts'
import type { AlertNews } from '../base/telemetry-port.ts'
import type { LogAccess } from '../log/port.ts'
import type { AlertBook } from './alert-book.ts'
import { createOutbox } from './outbox.ts'
import { createCourier, type Outward } from './outward/courier.ts'
import { tellingOf } from './outward/deliveries.ts'
import type { RuleBook } from './rule-book.ts'

type Deps = {
  readonly log: LogAccess
  readonly clock: Clock
  readonly outward: Outward
  readonly attend: (runs: readonly number[]) => void
  readonly push: (change: Partial<Omit<Changes, 'seq'>>) => void
  /** Told of what is stored and is news: that an alert began, or is over. */
  readonly told: (news: readonly AlertNews[]) => void
  readonly stir: () => void
  readonly onDefect: (where: string, thrown: unknown) => void
}

/** Alerts that are looked at for how their channels fared. */
const lookedBack = 200

export function createTelling(deps: Deps, book: AlertBook, rules: RuleBook) {
  const { log, clock, outward } = deps
  const newsOf = (alert: Alert, isNew: boolean): AlertNews[] => {
    if (isNew) return [{ news: 'fired', alert }]
    const isOver = alert.resolvedAt !== null && book.get(alert.id)?.resolvedAt === null
    return isOver ? [{ news: 'resolved', alert }] : []
  }
  const stored = (alerts: readonly Alert[], fired: number) => {
    const news = alerts.flatMap((alert, at) => newsOf(alert, at < fired))
    if (news.length > 0) deps.told(news)
    const runs = new Set(alerts.flatMap((alert) => book.put(alert)))
    deps.push({ alerts: [...alerts] })
    deps.attend([...runs])
    courier.stored(alerts)
  }
  const outbox = createOutbox(log, clock, book.get, stored, tellingOf(rules.get, outward.channels.get))
  const courier = createCourier({ ...deps, outbox, changed: () => deps.push({ rules: true }) })

  return {
    outbox,
    courier,
    /** Reads what is stored. */
    load: async () => {
      const all = { run: null, types: [], rule: null, open: false, since: null, before: null, limit: 1e6 }
      const unsettled = await log.unsettledAlerts()
      book.load(await log.alerts({ ...all, open: true }), await log.alertsHad(), unsettled)
      courier.load(unsettled, (await log.alerts({ ...all, limit: lookedBack })).toReversed())
    },
  }
}
