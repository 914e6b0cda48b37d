// An alert for programs, and as a sentence for people: the same in a watch and in the list of alerts.

import type { Alert } from '../../core/alerts/alert.ts'
import { isoTime } from '../../core/basics/times.ts'

const timeOf = (at: number | null) => (at === null ? null : isoTime(at))

/** What a line of JSON says of an alert. */
export function alertFields(alert: Alert): Record<string, unknown> {
  const { id, type: what, severity, ruleName, run, runs, title, kind, server, cause, seq } = alert
  const { lasting, resolution, note, silent } = alert
  return {
    id,
    what,
    severity,
    rule: ruleName,
    run,
    runs,
    title,
    kind,
    server,
    cause,
    seq,
    at: isoTime(alert.at),
    since: isoTime(alert.since),
    lasting,
    resolvedAt: timeOf(alert.resolvedAt),
    resolution,
    acknowledgedAt: timeOf(alert.acknowledgedAt),
    note,
    silent,
  }
}

/** `warning, no-event: no event for 60 s`, and once it is over `…; back after 75 s`. Not yet safe for a terminal. */
export function alertSentence({ severity, type, cause, resolvedAt, resolution }: Alert): string {
  const over = resolvedAt === null ? '' : `; ${resolution ?? 'over'}`
  return `${severity}, ${type}: ${cause}${over}`
}
