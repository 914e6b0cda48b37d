// Which alerts are open, and which of them need someone. Apart from their schema, because the window needs the one and does
// not load the other. Pure.

import { asksSomeone, type Severity } from '../run/attention.ts'

/** What of an alert says whether it is open; epoch ms. */
type Ending = { readonly resolvedAt: number | null; readonly acknowledgedAt: number | null }

/** Whether it is still so, or has happened and nobody has said that they saw it. */
export function isOpenAlert({ resolvedAt, acknowledgedAt }: Ending): boolean {
  return resolvedAt === null && acknowledgedAt === null
}

/** Whether it needs someone: it is open, and more than a record. */
export function needsSomeone(alert: Ending & { readonly severity: Severity }): boolean {
  return isOpenAlert(alert) && asksSomeone(alert.severity)
}
