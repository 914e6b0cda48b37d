// One exchange that passes through a tap, from its request to its end: whether its answer is a stream, and how both sides
// fare. Whatever goes wrong here concerns the record alone.

import { Readable } from 'node:stream'
import { usualHeadMs } from '../../core/run/beat.ts'
import { isClientThere } from '../../core/run/client-words.ts'
import type { ClientSide } from '../../core/run/tapped.ts'
import type { Clock } from '../base/clock.ts'
import type { TapEnd, TapExchange, TapHead, TapRequest, TapWay } from '../base/tap-port.ts'
import { type Framing, startBody } from '../connection/body-start.ts'
import { checkResponse } from '../connection/check-response.ts'
import { decompress } from '../connection/decompress.ts'
import type { Ending } from '../connection/endings.ts'
import { clientAfter, lostClient, newClientSide } from './client-side.ts'
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
  /** Nothing more of it is of interest. */
  readonly leave: () => void
  readonly client: () => ClientSide
  /** Tells how the client fares, now and from now on, until the returned function is called. */
  readonly onClient: (listener: (client: ClientSide) => void) => () => void
}

export type ExchangeDeps = {
  readonly clock: Clock
  /** The name of the run that it would be. */
  readonly uid: string
  /** How it ended where the gate let go of it, and not for its client. */
  readonly letGo: () => Ending
  /** The answer is a stream. */
  readonly streamed: (streamed: Streamed) => Promise<void>
  /** The answer is none. */
  readonly other: () => void
  /** There was no answer. */
  readonly unanswered: () => void
  readonly failed: (thrown: unknown) => void
  /** The server's side is over, whatever was made of it. */
  readonly over: () => void
  /** Of the client nothing more will be told. */
  readonly clientOver: () => void
}

/** `lost`: nothing more of it will be told, since the gate is gone. */
export type OpenExchange = { readonly told: TapExchange; readonly lost: () => void }

const outOfSight: Ending = {
  type: 'dropped',
  why: 'close',
  cause: 'Runlight made a mistake and could not follow it any longer; what the client receives goes on',
}
const clientGone: Ending = { type: 'client-gone', cause: 'The client went away' }

export function createExchange(request: TapRequest, way: TapWay, deps: ExchangeDeps): OpenExchange {
  const { clock } = deps
  const askedAt = clock.now()
  let body: Uint8Array[] = []
  let kept = 0
  let length = 0
  let isAsked = false
  let client = newClientSide(request.client, askedAt)
  const listeners = new Set<(client: ClientSide) => void>()
  const source = createTapSource(way.taken, () => {
    if (isLost) return outOfSight
    return client.state === 'gone' ? clientGone : deps.letGo()
  })
  /** For a mistake of Runlight's own. */
  let isLost = false
  let isAnswered = false
  let isJudged = false
  let isEnded = false
  /** Nothing more is told of it but its end. */
  let isLeft = false

  const leave = () => {
    isLeft = true
    way.skip()
    source.leave()
    if (isEnded) deps.clientOver()
  }

  const streamed = (head: TapHead, framing: Framing): Promise<void> =>
    deps.streamed({
      request,
      body: isAsked && kept === length ? Buffer.concat(body) : null,
      head,
      framing,
      askedAt,
      source,
      leave,
      client: () => client,
      onClient: (listener) => {
        listeners.add(listener)
        listener(client)
        return () => listeners.delete(listener)
      },
    })

  const judge = async (head: TapHead): Promise<void> => {
    const { framing } = checkResponse({ ...head, body: Readable.from([]) }, clock.now(), false)
    // An answer to HEAD has the head of a stream and no stream.
    const known = request.method === 'HEAD' ? null : framing
    const found = known === 'unknown' ? await begun(head) : known
    isJudged = true
    if (found !== null) return streamed(head, found)
    leave()
    deps.other()
  }

  /** How the body is framed, told by its beginning; an answer that goes on behind a whole JSON text is no document. */
  const begun = async ({ headers }: TapHead): Promise<Framing | null> => {
    const begun = decompress(source.peek(), headers)
    const start = startBody(begun)
    const cancel = clock.after(usualHeadMs, () => void start.isLate())
    try {
      return await start.framing()
    } finally {
      cancel()
      begun.end()
    }
  }

  const fares = (next: ClientSide) => {
    client = next
    for (const listener of listeners) listener(client)
    if (!isClientThere(client)) deps.clientOver()
  }

  const lost = () => {
    if (isClientThere(client)) fares(lostClient(client, clock.now()))
    told.ended({ type: 'left' }, 0)
  }

  const told: TapExchange = {
    uid: deps.uid,
    sent: (bytes) => {
      if (isJudged) return
      body.push(bytes)
      kept += bytes.length
    },
    asked: (bytes) => {
      length = bytes
      isAsked = true
    },
    answered: (head) => {
      if (isAnswered) return
      isAnswered = true
      judge(head)
        .catch((thrown) => {
          leave()
          if (!isJudged) deps.other()
          deps.failed(thrown)
        })
        .finally(() => {
          isJudged = true
          body = []
        })
    },
    received: source.received,
    ended: (end: TapEnd, lost) => {
      if (isEnded) return
      isEnded = true
      source.ended(end, lost)
      if (!isAnswered) {
        source.leave()
        deps.unanswered()
      }
      isAnswered = true
      deps.over()
      if (isLeft) deps.clientOver()
    },
    client: (news) => {
      if (isClientThere(client)) fares(clientAfter(client, news))
    },
    lost: () => {
      isLost = true
      lost()
    },
  }
  return { told, lost }
}
