// Words for alerts and rules as the window shows them. Pure.

import type { Alert } from '../../../core/alerts/alert.ts'
import { formatCount, formatDuration } from '../../../core/basics/quantities.ts'
import type { AlertType, Severity } from '../../../core/run/attention.ts'

/** What sort of thing an alert tells of, as a heading. */
export const typeWords: Readonly<Record<AlertType, string>> = {
  failed: 'Failed',
  completed: 'Completed',
  unknown: 'No verdict',
  'needs-me': 'Needs someone',
  refused: 'Refused',
  'ended-early': 'Ended early',
  stalled: 'Stalled',
  retrying: 'No connection',
  gap: 'Gap',
  'no-event': 'No event',
  'no-content': 'No content',
  'no-progress': 'No progress',
  'not-finished': 'Not finished',
  slow: 'Slow',
  'none-started': 'None started',
  event: 'Event found',
  check: 'Check',
  figure: 'Figure',
}

export const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'For the record',
}

/** What the severities mean for a person. */
export const severityHelp: Readonly<Record<Severity, string>> = {
  critical: 'Needs someone now.',
  warning: 'Needs someone.',
  info: 'Is noted and told, and needs nobody.',
}

const silentWords: Readonly<Record<NonNullable<Alert['silent']>, string>> = {
  muted: 'Nobody was told: everything was muted',
  snoozed: 'Nobody was told: it was snoozed',
  quiet: 'Nobody was told: quiet hours',
}

/** One way of telling and what became of it. */
export type Told = { readonly words: string; readonly tone: 'plain' | 'waiting' | 'failed' }

type Telling = Pick<Alert, 'silent' | 'tell' | 'deliveries'>

/** Who was told of an alert and how that went, or why nobody was. `clock` formats epoch ms. */
export function toldOf(
  { silent, tell, deliveries }: Telling,
  clock: (at: number) => string,
): readonly Told[] {
  if (silent !== null) return [{ words: silentWords[silent], tone: 'plain' }]
  const told: Told[] = deliveries.map((one) => ({
    words: deliveryWords(one, clock),
    tone: one.state === 'sent' ? 'plain' : one.state,
  }))
  const here = [...(tell.desktop ? ['a notification'] : []), ...(tell.sound ? ['a sound'] : [])]
  if (here.length > 0) told.unshift({ words: `To be told by ${here.join(' and ')}`, tone: 'plain' })
  return told.length > 0 ? told : [{ words: 'Noted; its rule tells nobody', tone: 'plain' }]
}

function deliveryWords(
  { name, news, state, tries, at, nextAt, answer }: Alert['deliveries'][number],
  clock: (at: number) => string,
): string {
  const what = news === 'fired' ? '' : ' that it is over'
  const why = answer === null || answer === '' ? '' : `: ${answer}`
  switch (state) {
    case 'sent':
      return `${name} told${what}${at === null ? '' : ` at ${clock(at)}`}`
    case 'failed':
      return `${name} not told${what}, after ${formatCount(tries, 'try', 'tries')}${why}`
    case 'waiting':
      return tries === 0
        ? `${name} is being told${what}`
        : `${name} not told${what} yet, tried ${formatCount(tries, 'time')}${nextAt === null ? '' : `, again at ${clock(nextAt)}`}${why}`
  }
}

/** How long it lasted and how it ended; null of a moment. */
export function lastedWords(
  alert: Pick<Alert, 'lasting' | 'since' | 'resolvedAt' | 'resolution' | 'acknowledgedAt'>,
  now: number,
): string | null {
  const { lasting, since, resolvedAt, resolution } = alert
  if (!lasting) return null
  if (resolvedAt === null) return `for ${formatDuration(now - since)}`
  return resolution ?? `over after ${formatDuration(resolvedAt - since)}`
}

/** `about 3 a day`, `about 2 a week`; null where that says no more than the number itself. */
export function perDayWords(firings: number, overMs: number): string | null {
  const days = overMs / 86_400_000
  if (firings < 2 || days < 2) return null
  const perDay = firings / days
  if (perDay >= 1) return `about ${Math.round(perDay).toLocaleString('en-US')} a day`
  return perDay * 7 >= 1 ? `about ${Math.round(perDay * 7)} a week` : null
}
