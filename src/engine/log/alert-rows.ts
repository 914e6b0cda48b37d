// Alerts as they are stored, with how each rule stands to each run: both go in one transaction, so that a restart fires
// nothing a second time.

import type { Alert, NewAlert } from '../../core/alerts/alert.ts'
import type { Standing } from '../../core/alerts/judge.ts'
import type { AlertType, Severity } from '../../core/run/attention.ts'

/** How a rule stands to a run; `run` is 0 for a rule that is about no run. `alert` is the one that is open. */
export type StoredStanding = {
  readonly rule: string
  readonly run: number
  readonly standing: Standing
  readonly alert: number | null
}

/** What one transaction stores. The standings of what has fired get the number of its alert. */
export type AlertChange = {
  readonly fired: readonly {
    readonly alert: NewAlert
    readonly standings: readonly Omit<StoredStanding, 'alert'>[]
  }[]
  readonly changed: readonly Alert[]
  readonly standings: readonly StoredStanding[]
}

/** Which alerts are read, the latest first; null and an empty list narrow nothing. */
export type AlertFilter = {
  readonly run: number | null
  readonly types: readonly AlertType[]
  readonly severities?: readonly Severity[]
  readonly rule: string | null
  readonly open: boolean
  readonly since: number | null
  readonly before: number | null
  /** Only those with a higher number than `after`, and those of these numbers. */
  readonly news?: { readonly after: number; readonly ids: readonly number[] }
  readonly limit: number
}

/** The types of the alerts that a run ever had, its own and its server's. */
export type AlertsHad = { readonly run: number; readonly types: readonly AlertType[] }

export type AlertReader = {
  readonly alerts: (filter: AlertFilter) => Promise<Alert[]>
  /** Those of which something is still to come (`isUnsettled`). */
  readonly unsettledAlerts: () => Promise<Alert[]>
  readonly alertsHad: () => Promise<AlertsHad[]>
  /** When each rule that ever fired did so last. */
  readonly lastFired: () => Promise<{ readonly rule: string; readonly at: number }[]>
  /** How rules stand to these `runs`; to all, and to none of them, where they are left out. */
  readonly standings: (runs?: readonly number[]) => Promise<StoredStanding[]>
}

export type AlertWriter = {
  /**
   * Stores `change`; resolves to the alerts of it, new ones first and in its order, with their numbers. `again`: it was given
   * before and rejected, so that nobody knows what became of it; what is stored already is not stored twice.
   */
  readonly storeAlerts: (change: AlertChange, again?: boolean) => Promise<Alert[]>
  /** A rule is gone, or says something else: how it stood is no longer so. */
  readonly dropStandings: (rule: string) => Promise<void>
}
