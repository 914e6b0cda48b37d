// Which alerts the page lists, and in which order. Pure.

import type { Alert } from '../../../core/alerts/alert.ts'
import { isOpenAlert, needsSomeone } from '../../../core/alerts/open-alert.ts'
import { type AlertType, bySeverity, type Severity } from '../../../core/run/attention.ts'

/** Null narrows nothing. */
export type AlertFilter = {
  readonly type: AlertType | null
  readonly severity: Severity | null
  readonly rule: string | null
  readonly open: boolean
}

export const noFilter: AlertFilter = { type: null, severity: null, rule: null, open: false }

/** Whether the filter narrows anything. */
export function isFiltering({ type, severity, rule, open }: AlertFilter): boolean {
  return type !== null || severity !== null || rule !== null || open
}

/** Those of `open` that pass, first what needs someone, the gravest first, then the latest. */
export function openFirst(open: readonly Alert[], { type, severity, rule }: AlertFilter): readonly Alert[] {
  return open
    .filter(
      (alert) =>
        isOpenAlert(alert) &&
        (type === null || alert.type === type) &&
        (severity === null || alert.severity === severity) &&
        (rule === null || alert.rule === rule),
    )
    .toSorted((a, b) => Number(needsSomeone(b)) - Number(needsSomeone(a)) || bySeverity(a, b) || b.at - a.at)
}

export type Day = { readonly day: string; readonly alerts: readonly Alert[] }

/** `alerts` under the days they fired on, in their order; `dayOf` names the day of epoch ms. */
export function byDay(alerts: readonly Alert[], dayOf: (at: number) => string): readonly Day[] {
  return [...Map.groupBy(alerts, ({ at }) => dayOf(at))].map(([day, list]) => ({ day, alerts: list }))
}
