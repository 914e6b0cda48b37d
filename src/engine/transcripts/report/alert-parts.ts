// What rules have told of the run, and what became of it.

import type { Alert } from '../../../core/alerts/alert.ts'
import { esc, type Html, inert, section, table } from './markup.ts'
import { day } from './times.ts'

export function alertList(alerts: readonly Alert[]): Html {
  if (alerts.length === 0) return ''
  const rows = alerts.map((alert) => {
    const { at, severity, type, cause, ruleName, seq, acknowledgedAt, note } = alert
    const seen = acknowledgedAt === null ? '' : `seen ${esc(day(acknowledgedAt))}`
    return [
      esc(day(at)),
      `<span class="${severity === 'info' ? '' : 'warn'}">${severity}</span>`,
      esc(type),
      inert(cause),
      seq === null ? '–' : esc(seq.toLocaleString('en-US')),
      inert(ruleName),
      [overOf(alert), seen, note === null ? '' : inert(note)].filter((part) => part !== '').join('; '),
    ]
  })
  const heads = ['Time', 'Severity', 'What', 'Cause', 'Event', 'Rule', 'What became of it']
  return section('Alerts', null, table(heads, rows))
}

function overOf({ resolvedAt, resolution, acknowledgedAt }: Alert): Html {
  if (resolvedAt !== null) return inert(resolution ?? 'over')
  return acknowledgedAt === null ? 'open' : ''
}
