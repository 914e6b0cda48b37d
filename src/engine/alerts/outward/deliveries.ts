// What becomes of telling channels of an alert, as its deliveries say it. Pure: who sends when is the courier's matter.
//
// That an alert is over is told to those who were told, or will be, that it began, and after that: a receiver that got the
// first without knowing would otherwise wait for ever. Where the first is given up, the second is not sent either.

import type { Alert, Delivery, NewAlert } from '../../../core/alerts/alert.ts'
import type { KeptChannel } from '../../../core/alerts/channel.ts'
import type { Rule } from '../../../core/alerts/rule.ts'
import { clip } from '../../../core/basics/clip.ts'
import { formatCount, formatDuration } from '../../../core/basics/quantities.ts'
import { severities } from '../../../core/run/attention.ts'
import type { News } from './message.ts'
import type { Outcome } from './outcome.ts'

const firstDelayMs = 5_000
const longestDelayMs = 3_600_000
/** A message that nobody took for so long is given up. */
const giveUpMs = 24 * 3_600_000
const longestAnswer = 500

/** What deliveries alerts get on their way to be stored. */
export function tellingOf(
  rule: (id: string) => Pick<Rule, 'tell'> | null,
  channel: (id: string) => KeptChannel | null,
) {
  return {
    fired: (alert: NewAlert): NewAlert => ({
      ...alert,
      deliveries: firstDeliveries(alert, rule(alert.rule), channel),
    }),
    changed: (before: Alert, after: Alert): Alert =>
      before.resolvedAt === null && after.resolvedAt !== null
        ? { ...after, deliveries: withResolved(after, after.resolvedAt) }
        : after,
  }
}

/** The deliveries that an alert of `rule` begins with; none where nobody is told, or someone has seen it. */
function firstDeliveries(
  alert: Pick<Alert, 'silent' | 'severity' | 'at' | 'acknowledgedAt'>,
  rule: Pick<Rule, 'tell'> | null,
  channel: (id: string) => KeptChannel | null,
): Delivery[] {
  if (alert.silent !== null || alert.acknowledgedAt !== null || rule === null) return []
  return [...new Set(rule.tell.channels)].flatMap((id): Delivery[] => {
    const found = channel(id)
    if (found === null)
      return [{ ...begun(id, 'a channel that was removed', 'fired', alert.at), ...lost('removed') }]
    const isWanted = found.enabled && severities.indexOf(alert.severity) >= severities.indexOf(found.atLeast)
    return isWanted ? [begun(id, found.name, 'fired', alert.at)] : []
  })
}

/** The deliveries of an alert that is over at `now`: what lasted is told to be over. */
function withResolved(
  { deliveries, lasting }: Pick<Alert, 'deliveries' | 'lasting'>,
  now: number,
): Delivery[] {
  if (!lasting) return deliveries
  const told = deliveries.filter(({ news, state }) => news === 'fired' && state !== 'failed')
  return [...deliveries, ...told.map(({ channel, name }) => begun(channel, name, 'resolved', now))]
}

function begun(channel: string, name: string, news: News, at: number): Delivery {
  return { channel, name, news, state: 'waiting', tries: 0, at: null, nextAt: at, answer: null }
}

const causes = {
  removed: 'Not sent: the channel was removed. Choose another one in the rule.',
  disabled: 'Not sent: the channel was switched off.',
  unknown: 'Not sent: that it began was never taken.',
} as const

/** Given up before a try. */
export function lost(cause: keyof typeof causes): Pick<Delivery, 'state' | 'nextAt' | 'answer'> {
  return { state: 'failed', nextAt: null, answer: causes[cause] }
}

/** The next delivery of `alert` to `channel` that waits; null where none does. That it began is always before that it is over. */
export function nextDelivery({ deliveries }: Pick<Alert, 'deliveries'>, channel: string): Delivery | null {
  return deliveries.find((one) => one.channel === channel && one.state === 'waiting') ?? null
}

/** `alert` with `change` made to its delivery of `news` to `channel`, and what follows of it for the news after that. */
export function withDelivery(
  alert: Alert,
  { channel, news }: Pick<Delivery, 'channel' | 'news'>,
  change: Partial<Delivery>,
): Alert {
  const deliveries = alert.deliveries.map((one) =>
    one.channel === channel && one.news === news && one.state === 'waiting' ? { ...one, ...change } : one,
  )
  const isGivenUp = news === 'fired' && change.state === 'failed'
  return {
    ...alert,
    deliveries: isGivenUp
      ? deliveries.map((one) =>
          one.channel === channel && one.state === 'waiting' ? { ...one, ...lost('unknown') } : one,
        )
      : deliveries,
  }
}

/** What `outcome` at `now` makes of a delivery that has waited since `since`. `random` is from 0 to 1. */
export function settled(
  { tries }: Pick<Delivery, 'tries'>,
  outcome: Outcome,
  since: number,
  now: number,
  random: number,
): Partial<Delivery> {
  const tried = { tries: tries + 1, at: now, answer: clip(outcome.sentence, longestAnswer) }
  if (outcome.result === 'sent') return { ...tried, state: 'sent', nextAt: null }
  if (outcome.result === 'refused') return { ...tried, state: 'failed', nextAt: null }
  const nextAt = now + Math.max(delayMs(tries + 1, random), outcome.retryAfterMs ?? 0)
  if (nextAt <= since + giveUpMs) return { ...tried, state: 'waiting', nextAt }
  const given = `Given up after ${formatCount(tries + 1, 'try', 'tries')} in ${formatDuration(now - since)}. ${outcome.sentence}`
  return { ...tried, state: 'failed', nextAt: null, answer: clip(given, longestAnswer) }
}

/** 5 s, 10 s, 20 s … 1 h, each shortened by up to a half, so that many do not come at once. */
function delayMs(tries: number, random: number): number {
  return Math.round(Math.min(firstDelayMs * 2 ** (tries - 1), longestDelayMs) * (1 - random / 2))
}
