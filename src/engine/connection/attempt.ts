// One attempt: one HTTP connection, from its request to its end. The `eventsource` package parses, one instance per
// connection; its own retry, resume ids and response checks are not used (docs/decisions/001).

import { EventSource, type EventSourceInit } from 'eventsource'
import { formatDuration } from '../../core/basics/quantities.ts'
import type { StreamRequest } from '../../core/kind/kind.ts'
import { usualHeadMs } from '../../core/run/beat.ts'
import type { Clock } from '../base/clock.ts'
import type { JsonRecord } from '../framing/json-records.ts'
import type { AttemptSink } from './attempt-sink.ts'
import { type BodyStart, startBody } from './body-start.ts'
import { addReason, bodyPreview, checkResponse } from './check-response.ts'
import { type Decompressed, decompress } from './decompress.ts'
import { type Ending, endingOf } from './endings.ts'
import type { OpenAnswer } from './http.ts'
import { type EventLimits, type OversizedEvent, tooLargeMessage } from './oversized-event.ts'
import { eventBytes } from './read-body.ts'
import { createRecordScanner, recordName } from './record-scanner.ts'
import { createStreamCounts, type StreamCounts } from './stream-counts.ts'
import { createStreamScanner, type StreamScanner } from './stream-scanner.ts'
import type { UndispatchedEvent } from './undispatched-event.ts'

export type AttemptOptions = {
  readonly request: Pick<StreamRequest, 'method' | 'url' | 'strict'>
  /** Asks for it, or takes it from whoever did. */
  readonly open: OpenAnswer
  readonly clock: Clock
  /** Of one event. */
  readonly limits: EventLimits
  /** The head of the answer must be there after this long (ms), redirects and all; absent, `usualHeadMs`. */
  readonly headWithinMs?: number
  /** What earlier parts of the same answer brought: it is counted on. */
  readonly seen?: StreamCounts
  /** Asked before each redirect is followed, to `url`. */
  readonly hop?: (url: string, signal: AbortSignal) => Promise<void>
}

export type Attempt = Pick<StreamScanner, 'seen' | 'pending' | 'rest'> & {
  readonly ended: Promise<Ending>
  /** Ends the connection at once; `ended` then says so. */
  readonly drop: (ending: Ending) => void
}

type StreamOptions = EventSourceInit & {
  readonly onMessage: (message: MessageEvent) => void
  readonly onFailure: () => void
}

/** Everything the package dispatches passes here, whatever its name; nothing of it reaches an event target. */
class Stream extends EventSource {
  readonly #options: StreamOptions

  constructor(url: string, options: StreamOptions) {
    super(url, options)
    this.#options = options
  }

  override dispatchEvent(event: Event): boolean {
    if (event instanceof MessageEvent) this.#options.onMessage(event)
    else if (event.type === 'error') {
      this.#options.onFailure()
      // The retry that eventsource schedules after this call is cancelled by closing it again.
      queueMicrotask(() => this.close())
    }
    return true
  }
}

export function startAttempt(options: AttemptOptions, sink: AttemptSink): Attempt {
  const abort = new AbortController()
  const ended = Promise.withResolvers<Ending>()
  let ending: Ending | null = null

  const endWith = (one: Ending) => {
    ending ??= one
  }
  /** Closes before eventsource hears of the end, or it would schedule a retry of its own. */
  const finish = (one: Ending) => {
    endWith(one)
    source?.close()
    scanner.end('dropped')
    sink.onHeavy(false)
    ended.resolve(ending ?? one)
  }
  const drop = (one: Ending) => {
    endWith(one)
    abort.abort()
    finish(one)
  }
  const { limits } = options
  const seen = options.seen ?? createStreamCounts()
  // Another part begins with an event.
  seen.sinceEvent = 0
  let decompressed: Decompressed | null = null
  const handlers = {
    onRetry: sink.onRetryField,
    onBareId: sink.onBareId,
    onTooLarge: (event: OversizedEvent) => {
      const { name, id, head, size } = event
      sink.onEvent({ name, id, data: Buffer.from(head).toString('utf8'), raw: null, trueSize: size })
      drop({ type: 'too-large', cause: tooLargeMessage(event, limits) })
    },
    onUndispatched: (event: UndispatchedEvent) => sink.onUndispatched({ ...event, trueSize: null }),
    onRecord: ({ data, raw }: JsonRecord) => {
      decompressed?.event()
      sink.onEvent({ name: recordName, id: null, data, raw, trueSize: null })
    },
  }
  let scanner = createStreamScanner(limits, handlers, seen)
  const onMessage = (message: MessageEvent) => {
    decompressed?.event()
    const frame = scanner.nextFrame()
    const id = frame.hasId ? message.lastEventId : null
    sink.onEvent({ name: message.type, id, data: String(message.data), raw: frame.raw, trueSize: null })
  }

  const answer = async (): Promise<Response> => {
    const within = options.headWithinMs ?? usualHeadMs
    let start: BodyStart | null = null
    const cancelDeadline = options.clock.after(within, () => {
      if (start?.isLate() === true) return
      const cause = `Timed out: the server sent no complete answer within ${formatDuration(within)}`
      drop({ type: 'silent', cause })
    })
    let redirected = false
    const hop = async (url: string, signal: AbortSignal) => {
      redirected = true
      await options.hop?.(url, signal)
    }
    try {
      const opened = await options.open(abort.signal, hop)
      const { redirects } = opened
      if (opened.type === 'refused') {
        sink.onHead({ status: opened.status, headers: [], redirects, becameGet: null })
        endWith({ type: 'unacceptable', cause: opened.cause })
        throw new Error(opened.cause)
      }
      const { becameGet } = opened
      const { status, headers, body } = opened.answer
      sink.onHead({ status, headers, redirects, becameGet })
      const judged = checkResponse(opened.answer, options.clock.now(), options.request.strict ?? false)
      decompressed = decompress(body, headers)
      start = startBody(decompressed)
      // What decides may take as long to come as a head.
      const { framing: known = judged.framing } = opened
      const framing = known === 'unknown' ? await start.framing() : known
      cancelDeadline()
      if (ending !== null) throw new Error('The connection was dropped')
      if (framing === null) {
        const said = await start.text()
        sink.onBodyHead(bodyPreview(said))
        const turned =
          becameGet === null
            ? ''
            : `; a redirect (${becameGet}) had turned the ${options.request.method} into a GET`
        const { ending: found } = judged
        // Of a coding that is not read the text says nothing.
        const cause = found.type === 'unacceptable' ? found.cause : addReason(found.cause, said)
        endWith({ ...found, cause: cause + turned })
        throw new Error(found.cause)
      }
      sink.onOpen(judged.oddities(framing))
      if (framing !== 'events') scanner = createRecordScanner(framing, limits, handlers, seen)
      const stream = eventBytes(decompressed, start.chunks(), scanner, sink, finish, opened.cutBy)
      return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
    } catch (thrown) {
      cancelDeadline()
      const ending = endingOf(thrown, false)
      // The redirecting server has had the request and may have begun to work on it.
      finish(ending.type === 'lost' && redirected ? { ...ending, sent: true } : ending)
      throw thrown
    }
  }

  const source: EventSource | undefined = new Stream(options.request.url, {
    fetch: () => answer(),
    maxBufferSize: limits.eventBytes * 4,
    onMessage,
    onFailure: () => finish(endingOf(new Error('The stream failed'), true)),
  })
  return {
    seen,
    pending: () => scanner.pending(),
    rest: () => scanner.rest(),
    ended: ended.promise,
    drop,
  }
}
