// One exchange that passes through a tap, from its request to its end: whether its answer is a stream, and how both sides
// fare. Whatever goes wrong here concerns the record alone.

import { usualHeadMs } from '../../core/run/beat.ts'
import type { ClientSide } from '../../core/run/tapped.ts'
import type { Clock } from '../base/clock.ts'
import type { TapEnd, TapExchange, TapHead, TapRequest, TapWay } from '../base/tap-port.ts'
import { type Framing, startBody } from '../connection/body-start.ts'
import { checkResponse } from '../connection/check-response.ts'
import { decompress } from '../connection/decompress.ts'
import { dropped, type Ending } from '../connection/endings.ts'
import { clientAfter, newClientSide } from './client-side.ts'
import { createTapSource, type TapSource } from './source.ts'

/** An exchange whose answer is a stream. */
export type Streamed = {
  readonly request: TapRequest
  /** The request's body, empty where it has none; null where not all of it is known. */
  readonly body: Uint8Array | null
  readonly head: TapHead
  readonly framing: Framing
  /** Epoch ms. */
  readonly askedAt: number
  readonly source: TapSource
  readonly client: () => ClientSide
  /** Tells how the client fares, now and from now on, until the returned function is called. */
  readonly onClient: (listener: (client: ClientSide) => void) => () => void
}

export type ExchangeDeps = {
  readonly clock: Clock
  /** The name of the run that it would be. */
  readonly uid: string
  /** The answer is a stream. */
  readonly streamed: (streamed: Streamed) => Promise<void>
  /** The answer is none, or there was none. */
  readonly other: () => void
  readonly failed: (thrown: unknown) => void
  /** The server's side is over, whatever was made of it. */
  readonly over: () => void
}

const clientGone: Ending = { type: 'client-gone', cause: 'The client went away' }

export function createExchange(request: TapRequest, way: TapWay, deps: ExchangeDeps): TapExchange {
  const { clock } = deps
  const askedAt = clock.now()
  const body: Uint8Array[] = []
  let told = 0
  let length = 0
  let isAsked = false
  let client = newClientSide(request.client, askedAt)
  const listeners = new Set<(client: ClientSide) => void>()
  const source = createTapSource(way.taken, () => (client.state === 'gone' ? clientGone : dropped('close')))
  let isAnswered = false
  let isOther = false

  const streamed = (head: TapHead, framing: Framing): Promise<void> =>
    deps.streamed({
      request,
      body: isAsked && told === length ? Buffer.concat(body) : null,
      head,
      framing,
      askedAt,
      source,
      client: () => client,
      onClient: (listener) => {
        listeners.add(listener)
        listener(client)
        return () => listeners.delete(listener)
      },
    })

  const other = () => {
    isOther = true
    way.skip()
    source.leave()
    deps.other()
  }

  const judge = async (head: TapHead): Promise<void> => {
    const { framing } = checkResponse({ ...head, body: source.peek() }, clock.now(), false)
    const found = framing === 'unknown' ? await begun(head) : framing
    if (found === null) other()
    else await streamed(head, found)
  }

  /** How the body is framed, told by its beginning; an answer that goes on behind a whole JSON text is no document. */
  const begun = async ({ headers }: TapHead): Promise<Framing | null> => {
    const start = startBody(decompress(source.peek(), headers))
    const cancel = clock.after(usualHeadMs, () => void start.isLate())
    try {
      return await start.framing()
    } finally {
      cancel()
    }
  }

  return {
    uid: deps.uid,
    sent: (bytes) => {
      body.push(bytes)
      told += bytes.length
    },
    asked: (bytes) => {
      length = bytes
      isAsked = true
    },
    answered: (head) => {
      isAnswered = true
      judge(head).catch((thrown) => {
        if (!isOther) other()
        deps.failed(thrown)
      })
    },
    received: source.received,
    ended: (end: TapEnd, lost) => {
      source.ended(end, lost)
      if (!isAnswered) deps.other()
      deps.over()
    },
    client: (news) => {
      client = clientAfter(client, news)
      for (const listener of listeners) listener(client)
    },
  }
}
