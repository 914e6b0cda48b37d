// One attempt: one HTTP connection, from its request to its end. The parser is the `eventsource` package's, one instance
// for one connection; its own retry, its resume ids and its judgement of the answer are not used (docs/decisions).

import type { Readable } from 'node:stream'
import { constants, createGunzip, createInflate } from 'node:zlib'
import { EventSource } from 'eventsource'
import type { Dispatcher } from 'undici'
import type { StreamRequest } from '../../core/kind.ts'
import type { Clock } from '../clock.ts'
import { headersDeadlineMs } from './agents.ts'
import { type Ending, endingOf } from './endings.ts'
import { openStream } from './http.ts'
import { judge, readHead } from './judge.ts'
import { createWireTap, type WireTap } from './wire-tap.ts'

export type ReceivedEvent = {
  readonly name: string
  /** The id this event carried itself, or null. */
  readonly id: string | null
  readonly data: string
  readonly raw: Uint8Array | null
  /** The true size in bytes, where the event was too large to keep whole. */
  readonly trueSize: number | null
}

export type AttemptSink = {
  /** The head of the answer came, whatever it says. */
  readonly onHead: (head: {
    status: number
    headers: readonly (readonly [string, string])[]
    redirects: readonly string[]
  }) => void
  /** The answer is an event stream. */
  readonly onOpen: () => void
  /** Bytes arrived: a sign of life. */
  readonly onBytes: () => void
  readonly onEvent: (event: ReceivedEvent) => void
  readonly onRetryField: (ms: number) => void
  /** The last event id changed without an event. */
  readonly onBareId: (id: string) => void
  /** The first 2 kB of an answer that is no stream. */
  readonly onBodyHead: (text: string) => void
  /** Resolves when `bytes` more may be worked on: a slow disk holds up the stream, never the memory. */
  readonly room: (bytes: number) => Promise<void> | null
}

export type AttemptOptions = {
  readonly request: StreamRequest
  readonly userHeaders: Readonly<Record<string, string>>
  readonly resumeFrom: string | null
  readonly dispatcher: Dispatcher
  readonly clock: Clock
  readonly maxEventBytes: number
}

export type Attempt = {
  readonly counts: WireTap['counts']
  readonly ended: Promise<Ending>
  /** Ends the connection at once; `ended` then says so. */
  readonly drop: (ending: Ending) => void
}

export function startAttempt(options: AttemptOptions, sink: AttemptSink): Attempt {
  const abort = new AbortController()
  const ended = Promise.withResolvers<Ending>()
  let ending: Ending | null = null

  const endWith = (one: Ending) => {
    ending ??= one
  }
  const drop = (one: Ending) => {
    endWith(one)
    abort.abort()
    source?.close()
    ended.resolve(ending ?? one)
  }
  const tap = createWireTap(options.maxEventBytes, {
    onRetry: sink.onRetryField,
    onBareId: sink.onBareId,
    onTooLarge: (head, size) => {
      const data = Buffer.from(head).toString('utf8')
      sink.onEvent({ name: 'message', id: null, data, raw: null, trueSize: size })
      drop({
        type: 'too-large',
        cause: `An event is larger than ${options.maxEventBytes / 2 ** 20} MiB; it was cut, and the connection dropped`,
      })
    },
  })
  const onMessage = (message: MessageEvent) => {
    const frame = tap.nextFrame()
    const id = frame.hasId ? message.lastEventId : null
    sink.onEvent({ name: message.type, id, data: String(message.data), raw: frame.raw, trueSize: null })
  }

  const answer = async (): Promise<Response> => {
    const cancelDeadline = options.clock.after(headersDeadlineMs, () => {
      drop({ type: 'lost', cause: 'The server sent no complete answer within 30 s', sent: true })
    })
    try {
      const opened = await openStream({ ...options, signal: abort.signal })
      cancelDeadline()
      const { redirects } = opened
      if (opened.type === 'refused') {
        sink.onHead({ status: opened.status, headers: [], redirects })
        endWith({ type: 'unacceptable', cause: opened.cause })
        throw new Error(opened.cause)
      }
      const { status, headers, body } = opened.answer
      sink.onHead({ status, headers, redirects })
      const fault = judge(opened.answer, options.clock.now())
      if (fault !== null) {
        sink.onBodyHead(await readHead(body))
        endWith(fault)
        throw new Error(fault.cause)
      }
      sink.onOpen()
      const stream = bytesOf(decoded(body, headers), tap, sink, endWith)
      return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
    } catch (thrown) {
      cancelDeadline()
      endWith(endingOf(thrown, false))
      throw thrown
    }
  }

  /** Everything the package dispatches passes here, whatever its name; nothing of it reaches an event target. */
  class Stream extends EventSource {
    override dispatchEvent(event: Event): boolean {
      if (event instanceof MessageEvent) onMessage(event)
      else if (event.type === 'error') {
        this.close()
        ended.resolve(ending ?? endingOf(new Error('The stream failed'), true))
      }
      return true
    }
  }
  const source: EventSource | undefined = new Stream(options.request.url, {
    fetch: () => answer(),
    maxBufferSize: options.maxEventBytes * 4,
  })
  return { counts: tap.counts, ended: ended.promise, drop }
}

/** The answer's bytes, past the tap, read only as fast as there is room for their events. */
function bytesOf(
  body: Readable,
  tap: WireTap,
  sink: AttemptSink,
  endWith: (ending: Ending) => void,
): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        tap.settle()
        try {
          const next = await chunks.next()
          if (next.done === true) {
            endWith({ type: 'finished', cause: 'The server ended the stream' })
            controller.close()
            return
          }
          sink.onBytes()
          await sink.room(next.value.length)
          const passed = tap.push(next.value)
          for (const bytes of passed) controller.enqueue(bytes)
          if (passed.length === 0) controller.enqueue(new Uint8Array(0))
        } catch (thrown) {
          endWith(endingOf(thrown, true))
          controller.error(thrown)
        }
      },
      cancel: () => {
        body.destroy()
      },
    },
    { highWaterMark: 0 },
  )
}

/** Undoes one content coding (RFC 9110, 8.4), giving out what the server flushed as it comes. */
function decoded(body: Readable, headers: readonly (readonly [string, string])[]): Readable {
  const coding = headers
    .find(([name]) => name === 'content-encoding')?.[1]
    .trim()
    .toLowerCase()
  const flush = { finishFlush: constants.Z_SYNC_FLUSH }
  if (coding === 'gzip' || coding === 'x-gzip') return pipe(body, createGunzip(flush))
  return coding === 'deflate' ? pipe(body, createInflate(flush)) : body
}

function pipe(body: Readable, through: ReturnType<typeof createGunzip>): Readable {
  body.on('error', (error) => through.destroy(error))
  through.on('close', () => body.destroy())
  return body.pipe(through)
}
