// The calls about the channels by which alerts go outward.

import { randomUUID } from 'node:crypto'
import type { Channel, KeptChannel } from '../../core/alerts/channel.ts'
import type { Changes, Handlers } from '../../core/contract/contract.ts'
import type { ChannelBook } from '../alerts/outward/channel-book.ts'
import { type Courier, tryOnce } from '../alerts/outward/courier.ts'
import { testMessage } from '../alerts/outward/message.ts'
import type { Send } from '../alerts/outward/send.ts'
import type { Clock } from '../base/clock.ts'

type Known = { readonly channels: ChannelBook; readonly courier: Pick<Courier, 'last' | 'waiting' | 'wake'> }

type Deps = Known & {
  readonly send: Send
  readonly clock: Clock
  readonly push: (change: Pick<Changes, 'rules'>) => void
}

export function channelCallsOf(
  deps: Deps,
): Pick<Handlers, 'channels.save' | 'channels.remove' | 'channels.test'> {
  const { channels, courier, send, clock, push } = deps
  return {
    'channels.save': async ({ id, channel }) => {
      const saved = await channels.save(id, channel)
      courier.wake(saved.id)
      push({ rules: true })
      return shownChannel(saved, deps)
    },
    'channels.remove': async ({ id }) => {
      await channels.remove(id)
      courier.wake(id)
      push({ rules: true })
      return {}
    },
    'channels.test': async ({ id, channel }) => {
      const { kept, secrets } = await channels.ready(id, channel)
      const message = testMessage(`test.${randomUUID()}`, clock.now())
      return tryOnce(clock, () => send(kept, secrets, message, new AbortController().signal))
    },
  }
}

/** A channel with how it fares. */
export function shownChannel(kept: KeptChannel, { channels, courier }: Known): Channel {
  return {
    ...kept,
    needsSecret: channels.isLacking(kept.id),
    last: courier.last(kept.id),
    waiting: courier.waiting(kept.id),
  }
}
