// An exchange whose answer is a stream, as its run reads it.

import type { TapRequest } from '../base/tap-port.ts'
import { fromHeader } from '../connection/http.ts'
import type { TappedStream } from '../runs/tapped-stream.ts'
import { shownClient } from './client-side.ts'
import type { Streamed } from './exchange.ts'
import type { RunOf } from './run-of.ts'

/** `url` and `agent` are without secrets. */
export function streamOf(streamed: Streamed, { url, agent }: Pick<RunOf, 'url' | 'agent'>): TappedStream {
  const { request, head, framing, source, askedAt, leave, onClient } = streamed
  const coding = head.headers
    .find(([name]) => name === 'content-encoding')?.[1]
    .trim()
    .toLowerCase()
  const isPacked = coding !== undefined && coding !== 'identity'
  return {
    request: { method: request.method, url: request.url },
    shownUrl: url,
    askedAt,
    resumedFrom: lastEventId(request),
    open: async () => {
      const { body, ending } = source.part()
      const answer = { ...head, body }
      return { type: 'answer', answer, framing, redirects: [], becameGet: null, cutBy: ending }
    },
    unread: (read) => (isPacked ? 0 : source.given() - read),
    skipLost: (passed) => source.skipLost(framing, isPacked, passed),
    skipRest: (passed) => source.skipLost(framing, true, passed),
    leave,
    onClient: (listener) => onClient((client) => listener(shownClient(client, agent))),
  }
}

/** The id that the application resumes by; null where it does not. */
export function lastEventId({ headers }: TapRequest): string | null {
  return fromHeader(headers.find(([name]) => name.toLowerCase() === 'last-event-id')?.[1])
}
