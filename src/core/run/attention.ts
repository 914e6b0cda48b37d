// Why a run asks for a person beside its two states: how grave alerts are, and what they are about. No schema stands here:
// the window's first script has this.

/** `info` is for the record, `warning` needs someone, `critical` needs someone now. */
export const severities = ['info', 'warning', 'critical'] as const
export type Severity = (typeof severities)[number]

/** What an alert is about: the sort of condition that its rule waits for. */
export const alertTypes = [
  'failed',
  'completed',
  'unknown',
  'needs-me',
  'refused',
  'ended-early',
  'stalled',
  'retrying',
  'gap',
  'no-event',
  'no-content',
  'no-progress',
  'not-finished',
  'slow',
  'none-started',
  'event',
  'check',
  'figure',
] as const
export type AlertType = (typeof alertTypes)[number]

/** What was put to rest: one run, all that a rule says, a server's runs, or everything. */
export const snoozeTypes = ['run', 'rule', 'server', 'all'] as const

export const mostOpenShown = 3

/** Whether an alert of `severity` asks for a person. */
export function asksSomeone(severity: Severity): boolean {
  return severity !== 'info'
}

/** The graver of two first. */
export function bySeverity(a: { severity: Severity }, b: { severity: Severity }): number {
  return severities.indexOf(b.severity) - severities.indexOf(a.severity)
}
