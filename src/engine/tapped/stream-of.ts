// An exchange whose answer is a stream, as its run reads it.

import type { TapRequest } from '../base/tap-port.ts'
import { fromHeader } from '../connection/http.ts'
import type { TappedStream } from '../runs/tapped-stream.ts'
import type { Streamed } from './exchange.ts'

/** `shownUrl` is its address without secrets. */
export function streamOf(streamed: Streamed, shownUrl: string): TappedStream {
  const { request, head, framing, source, askedAt, onClient } = streamed
  const coding = head.headers.find(([name]) => name === 'content-encoding')?.[1].trim() ?? 'identity'
  return {
    request: { method: request.method, url: request.url },
    shownUrl,
    askedAt,
    resumedFrom: lastEventId(request),
    open: async () => ({
      type: 'answer',
      answer: { ...head, body: source.part() },
      framing,
      redirects: [],
      becameGet: null,
    }),
    skipLost: () => source.skipLost(framing, coding.toLowerCase() !== 'identity'),
    skipRest: () => source.skipLost(framing, true),
    leave: source.leave,
    onClient,
  }
}

/** The id that the application resumes by; null where it does not. */
export function lastEventId({ headers }: TapRequest): string | null {
  return fromHeader(headers.find(([name]) => name.toLowerCase() === 'last-event-id')?.[1])
}
