// What a person can do about alerts and rules.

import type { Alert } from '../../core/alerts/alert.ts'
import type { Rule, RuleDraft } from '../../core/alerts/rule.ts'
import type { Snoozed } from '../../core/alerts/snooze.ts'
import type { Client } from '../store/client.ts'
import type { LiveStore } from '../store/live-store.ts'
import type { ViewStore } from '../store/view-store.ts'
import { type AlertsPlace, formatAlertsPlace } from './alerts-place.ts'
import type { Attempt } from './attempt.ts'

type Deps = {
  readonly attempt: Attempt
  readonly client: Client
  readonly live: LiveStore
  readonly view: ViewStore
  readonly open: (run: number) => void
  readonly openAt: (run: number, seq: number) => void
}

/** As many as one call takes. */
const mostAtOnce = 1_000

/** Says that someone has seen all open alerts of `run`, those of its server that name it too. */
export async function seeAlertsOf(client: Client, run: number): Promise<void> {
  const { alerts } = await client.call('alerts.list', { run, open: true, limit: 500 })
  const ids = alerts.map(({ id }) => id)
  if (ids.length > 0) await client.call('alerts.acknowledge', { alerts: ids, note: null })
}

/** The actions. None of them rejects: errors are shown as notices. */
export function alertActions({ attempt, client, live, view, open, openAt }: Deps) {
  const showAlerts = (place: AlertsPlace) =>
    view.setState({ page: 'alerts', alerts: formatAlertsPlace(place) })
  return {
    showAlerts,
    /** Opens the editor for a new rule about `run` alone, or about runs like it. */
    alertMe: (run: number, about: 'run' | 'like') => {
      showAlerts({ show: 'new', from: { type: about, run } })
      // In a narrow window the run would take the editor's place.
      view.setState({ open: null, maximised: false })
    },
    /** Opens the run of `alert` where it fired: at its event, or at the last one before it. */
    openAlert: ({ run, seq, afterSeq }: Pick<Alert, 'run' | 'seq' | 'afterSeq'>) => {
      if (run === null || !live.getState().runs.has(run)) return
      const at = seq ?? afterSeq
      if (at > 0) openAt(run, at)
      else open(run)
    },
    /** Someone has seen them. A note of null leaves the one there is. */
    acknowledgeAlerts: (alerts: readonly number[], note: string | null = null) =>
      attempt(async () => {
        for (let from = 0; from < alerts.length; from += mostAtOnce)
          await client.call('alerts.acknowledge', { alerts: alerts.slice(from, from + mostAtOnce), note })
      }),
    /** Until a time (epoch ms) or, with null, until it changes. */
    snooze: (what: Snoozed, until: number | null) =>
      attempt(() => client.call('alerts.snooze', { what, until })),
    unsnooze: (what: Snoozed) => attempt(() => client.call('alerts.unsnooze', { what })),
    switchRule: ({ id, since: _, ...draft }: Rule, enabled: boolean) =>
      attempt(() => client.call('alerts.saveRule', { id, rule: { ...draft, enabled } satisfies RuleDraft })),
    removeRule: (id: string) => attempt(() => client.call('alerts.removeRule', { id })),
  }
}
