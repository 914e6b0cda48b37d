// Sends what waits to be told, one message after the other to each channel, until it was taken or is given up. What waits is
// in the alerts, as they are stored: it survives a restart. Nothing is sent before that is stored, nor a second time before
// it is stored that it was taken; only a crash between the two repeats a message, under the same id.

import type { Alert, Delivery } from '../../../core/alerts/alert.ts'
import type { Channel, ChannelAnswer } from '../../../core/alerts/channel.ts'
import type { Clock } from '../../base/clock.ts'
import type { ChannelBook } from './channel-book.ts'
import { lost, nextDelivery, settled, withDelivery } from './deliveries.ts'
import { messageOf } from './message.ts'
import { later, type Outcome } from './outcome.ts'
import type { Send } from './send.ts'

type Outbox = {
  readonly change: (id: number, to: (alert: Alert) => Alert) => void
  readonly settled: () => Promise<void>
}

/** Where alerts go, and how. */
export type Outward = {
  readonly channels: Pick<ChannelBook, 'get' | 'secretsOf'>
  readonly send: Send
  /** Takes secrets out of what is told. */
  readonly clean: (text: string) => string
  /** From 0 to 1: parts what would come at once. */
  readonly random: () => number
}

type Deps = {
  readonly clock: Clock
  readonly outward: Outward
  readonly outbox: Outbox
  /** What is known of a channel has changed. */
  readonly changed: () => void
  /** Something waits to be told: `tick` is asked for. */
  readonly stir: () => void
  readonly onDefect: (where: string, thrown: unknown) => void
}

/** A message under way when Runlight closes has so long to be taken. */
const closeWithinMs = 1_500

export type Courier = ReturnType<typeof createCourier>

export function createCourier({ clock, outward, outbox, changed, stir, onDefect }: Deps) {
  const { channels, send, clean, random } = outward
  const waiting = new Map<number, Alert>()
  const latest = new Map<string, NonNullable<Channel['last']>>()
  const busy = new Set<string>()
  /** When a receiver that wants to be left alone may be asked again. */
  const notBefore = new Map<string, number>()
  const sending = new Set<Promise<unknown>>()
  const stop = new AbortController()
  let open = false

  const take = (alerts: readonly Alert[]) => {
    for (const alert of alerts) {
      if (alert.deliveries.some(({ state }) => state === 'waiting')) waiting.set(alert.id, alert)
      else waiting.delete(alert.id)
      for (const delivery of alert.deliveries) note(alert, delivery)
    }
    if (waiting.size > 0) stir()
  }

  const note = ({ id, title }: Alert, { channel, at, state, answer }: Delivery) => {
    if (at === null || at < (latest.get(channel)?.at ?? 0)) return
    latest.set(channel, { at, ok: state === 'sent', answer: answer ?? '', alert: id, title })
  }

  const work = () => {
    if (!open) return
    const now = clock.now()
    for (const alert of waiting.values()) {
      for (const channel of new Set(alert.deliveries.map((one) => one.channel))) {
        const delivery = nextDelivery(alert, channel)
        if (delivery === null || busy.has(channel) || (delivery.nextAt ?? 0) > now) continue
        if ((notBefore.get(channel) ?? 0) > now) continue
        busy.add(channel)
        void deliver(alert, delivery)
          .catch((thrown) => onDefect('alerts', thrown))
          .finally(() => {
            busy.delete(channel)
            work()
          })
      }
    }
  }

  const deliver = async (alert: Alert, delivery: Delivery) => {
    const { channel } = delivery
    const found = channels.get(channel)
    if (found === null || !found.enabled) {
      outbox.change(alert.id, (one) =>
        withDelivery(one, delivery, lost(found === null ? 'removed' : 'disabled')),
      )
      return outbox.settled()
    }
    const message = messageOf(alert, channel, delivery.news, clean)
    const trial = channels
      .secretsOf(found)
      .then((secrets) => send(found, secrets, message, stop.signal))
      .catch((thrown): Outcome => {
        onDefect('alerts', thrown)
        return later('Something went wrong inside Runlight.')
      })
    sending.add(trial)
    const outcome = await trial
    sending.delete(trial)
    const now = clock.now()
    if (outcome.retryAfterMs !== null && outcome.result === 'later')
      notBefore.set(channel, now + outcome.retryAfterMs)
    const since = delivery.news === 'fired' ? alert.at : (alert.resolvedAt ?? alert.at)
    const change = settled(delivery, outcome, since, now, random())
    outbox.change(alert.id, (one) => withDelivery(one, delivery, change))
    // Until that is stored, the alert says that it was not sent.
    if (open) await outbox.settled()
    // An alert that is gone has nothing to tell.
    if (waiting.get(alert.id) === alert) waiting.delete(alert.id)
    changed()
  }

  return {
    /** Takes up what was left waiting; `recent`: further alerts, for what they say of channels. */
    load: (left: readonly Alert[], recent: readonly Alert[]) => {
      take(recent)
      take(left)
    },
    start: () => {
      open = true
      work()
    },
    /** Alerts as they are stored now. */
    stored: (alerts: readonly Alert[]) => {
      take(alerts)
      work()
    },
    /** Time has passed. Returns whether anything waits for more of it. */
    tick: (): boolean => {
      work()
      return waiting.size > 0
    },
    /** The channel was changed: what waits for it is tried again at once. */
    wake: (channel: string) => {
      notBefore.delete(channel)
      const isOf = (one: Delivery) => one.channel === channel && one.state === 'waiting'
      for (const { id, deliveries } of waiting.values()) {
        if (!deliveries.some(isOf)) continue
        outbox.change(id, (alert) => ({
          ...alert,
          deliveries: alert.deliveries.map((one) => (isOf(one) ? { ...one, nextAt: clock.now() } : one)),
        }))
      }
    },
    last: (channel: string): Channel['last'] => latest.get(channel) ?? null,
    waiting: (channel: string): number =>
      [...waiting.values()]
        .flatMap(({ deliveries }) => deliveries)
        .filter((one) => one.channel === channel && one.state === 'waiting').length,
    /** Begins nothing more; what is under way has a moment. */
    close: async () => {
      open = false
      const cut = setTimeout(() => stop.abort(), closeWithinMs)
      await Promise.all(sending)
      clearTimeout(cut)
    },
  }
}

/** Sends `message` once, for somebody who waits for the answer. */
export async function tryOnce(clock: Clock, attempt: () => Promise<Outcome>): Promise<ChannelAnswer> {
  const started = clock.monotonic()
  const { result, status, sentence } = await attempt()
  return { ok: result === 'sent', status, ms: Math.round(clock.monotonic() - started), sentence }
}
