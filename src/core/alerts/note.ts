// What a notification of the system or the browser says of an alert, or of several. Pure. Titles and causes have words of strangers in
// them: they are shown as text, on one line each, and cut.

import { oneLine } from '../basics/clip.ts'
import { formatCount } from '../basics/quantities.ts'
import { bySeverity, type Severity, severities } from '../run/attention.ts'
import type { Alert } from './alert.ts'

export type Note = {
  readonly title: string
  readonly body: string
  readonly severity: Severity
  /** Whether the system may make its sound. */
  readonly sound: boolean
  /** With the buttons *Open* and *Snooze 15 min*. */
  readonly buttons: boolean
}

/** UTF-16 units; systems show about so much. */
const longestTitle = 120
const longestBody = 300

/** What is said of one alert. `markup`: the system may read the body as markup, as Linux desktops do. */
export function noteOf(alert: Alert, markup: boolean): Note {
  const names = alert.title === alert.ruleName ? [alert.title] : [alert.title, alert.ruleName]
  return {
    title: plain(names.join(' · '), longestTitle, false),
    body: plain(alert.cause, longestBody, markup),
    severity: alert.severity,
    sound: isHeard(alert),
    buttons: true,
  }
}

/** What is said of several at once: how many, how grave, and the gravest. */
export function noteOfMany(alerts: readonly Alert[], markup: boolean): Note {
  const [first] = alerts.toSorted((a, b) => bySeverity(a, b) || b.at - a.at)
  const counts = severities.toReversed().flatMap((severity) => {
    const count = alerts.filter((alert) => alert.severity === severity).length
    return count === 0 ? [] : [`${count.toLocaleString('en-US')} ${severity}`]
  })
  return {
    title: `${formatCount(alerts.length, 'more alert')}: ${counts.join(', ')}`,
    body: first === undefined ? '' : plain(`${first.title}: ${first.cause}`, longestBody, markup),
    severity: first?.severity ?? 'info',
    sound: alerts.some(isHeard),
    buttons: false,
  }
}

/** What is only for the record makes no sound. */
function isHeard({ severity, tell }: Alert): boolean {
  return tell.sound && severity !== 'info'
}

/** Electron hands a body on as it is, and a desktop that reads markup would make links of a stranger's. */
function plain(text: string, limit: number, markup: boolean): string {
  const shown = oneLine(text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' '), limit)
  return markup ? shown.replaceAll('<', '‹').replaceAll('>', '›') : shown
}
