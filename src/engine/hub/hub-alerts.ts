// Rules, snoozes and alerts at a hub. Collectors judge and tell; here they are shown as the log has them, and what a person does
// about them is stored at once, with who did.

import { type Alert, runsOf } from '../../core/alerts/alert.ts'
import { askedBy } from '../../core/alerts/asleep.ts'
import { attentionBy } from '../../core/alerts/attention-by.ts'
import type { Snoozed } from '../../core/alerts/snooze.ts'
import type { Attention } from '../../core/run/attention-schema.ts'
import type { RunSummary } from '../../core/run/run.ts'
import { createAlertBook } from '../alerts/alert-book.ts'
import { createRuleBook } from '../alerts/rule-book.ts'
import type { Clock } from '../base/clock.ts'
import type { AlertsAsked } from '../calls/alerts.ts'
import type { LogAccess } from '../log/port.ts'

type Deps = {
  readonly log: LogAccess
  readonly clock: Clock
  readonly find: (run: number) => RunSummary | undefined
  /** These runs say something else of their alerts by now. */
  readonly attend: (runs: readonly number[]) => void
  /** As `attend`, of whichever runs: snoozes have changed. */
  readonly attendAll: () => void
  readonly tell: (alerts: readonly Alert[]) => void
  readonly rulesChanged: () => void
}

export type HubAlerts = ReturnType<typeof createHubAlerts>

const every = { run: null, types: [], rule: null, since: null, before: null, limit: 1_000_000 } as const

export function createHubAlerts(deps: Deps) {
  const { log, clock } = deps
  const book = createAlertBook()
  const rules = createRuleBook(log, clock)
  /** What is being stored; settled with the last of it. */
  let storing: Promise<unknown> = Promise.resolve()

  const take = (alerts: readonly Alert[]) => {
    const runs = new Set(alerts.flatMap((alert) => book.put(alert)))
    deps.tell(alerts)
    deps.attend([...runs])
  }
  const snoozesChanged = () => {
    deps.rulesChanged()
    deps.attendAll()
  }

  return {
    rules,
    book,
    load: async (): Promise<void> => {
      await rules.load()
      book.load(
        await log.alerts({ ...every, open: true }),
        await log.alertsHad(),
        await log.unsettledAlerts(),
      )
    },
    /** Alerts that others have stored. */
    take,
    /** Rules and snoozes that others have changed. */
    reload: async (): Promise<void> => {
      await rules.load()
      snoozesChanged()
    },
    forget: book.forget,
    attention: (run: RunSummary): Attention | null =>
      attentionBy(
        { open: book.of(run.id), had: book.had(run.id), snoozes: rules.snoozes() },
        run,
        clock.now(),
      ),
    /** Of one person, called `by`, who is told of the snoozes that `shows` names. */
    as: (by: string, shows: (what: Snoozed) => boolean): AlertsAsked => ({
      rules: { ...rules, snoozes: () => rules.snoozes().filter(({ what }) => shows(what)) },
      book,
      outbox: {
        settled: async () => {
          await storing
        },
      },
      // Collectors send, and say themselves how that went.
      courier: { last: () => null, waiting: () => 0, wake: () => {} },
      rulesChanged: async () => deps.rulesChanged(),
      acknowledge: (alerts, note) => {
        const now = clock.now()
        const changed = alerts.map(
          (alert): Alert => ({
            ...alert,
            ...(alert.acknowledgedAt === null ? { acknowledgedAt: now, acknowledgedBy: by } : {}),
            note: note ?? alert.note,
          }),
        )
        storing = storing
          .catch(() => {})
          .then(() => log.storeAlerts({ fired: [], changed, standings: [] }))
          .then(take)
        storing.catch(() => {})
        return [...new Set(alerts.flatMap(runsOf))]
      },
      snooze: async (what: Snoozed, until: number | null) => {
        const run = what.type === 'run' ? deps.find(what.run) : undefined
        const asked = run === undefined ? null : askedBy(run, book.of(run.id))
        await rules.snooze({ what, until, asked })
        snoozesChanged()
      },
      unsnooze: async (gone: readonly Snoozed[]) => {
        await rules.unsnooze(gone)
        snoozesChanged()
      },
    }),
  }
}
