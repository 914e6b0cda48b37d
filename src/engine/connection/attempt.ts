// One attempt: one HTTP connection, from its request to its end. The parser is the `eventsource` package's, one instance
// for one connection; its own retry, its resume ids and its judgement of the answer are not used (docs/decisions).

import { EventSource } from 'eventsource'
import type { Dispatcher } from 'undici'
import type { StreamRequest } from '../../core/kind.ts'
import { sayBytes } from '../../core/words.ts'
import type { Clock } from '../clock.ts'
import { headersDeadlineMs, type Onward } from './agents.ts'
import { type Ending, endingOf, serverEnded } from './endings.ts'
import { openStream } from './http.ts'
import { judge, readHead } from './judge.ts'
import { type Unpacked, unpack } from './unpack.ts'
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
  readonly onward?: (from: URL) => Onward
  readonly clock: Clock
  readonly maxEventBytes: number
  /** Asked before each redirect is followed. */
  readonly hop?: (signal: AbortSignal) => Promise<void>
}

export type Attempt = {
  readonly counts: WireTap['counts']
  /** An event has begun to arrive and is not complete. */
  readonly pending: () => boolean
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
  /** Closed before the package hears of the end, or it would plan a retry of its own and live as long as `retry:` says. */
  const finish = (one: Ending) => {
    endWith(one)
    source?.close()
    ended.resolve(ending ?? one)
  }
  const drop = (one: Ending) => {
    endWith(one)
    abort.abort()
    finish(one)
  }
  const tap = createWireTap(options.maxEventBytes, {
    onRetry: sink.onRetryField,
    onBareId: sink.onBareId,
    onTooLarge: ({ name, id, head, size, whole }) => {
      const data = Buffer.from(head).toString('utf8')
      sink.onEvent({ name, id, data, raw: null, trueSize: size })
      drop({
        type: 'too-large',
        cause: `An event is larger than ${options.maxEventBytes / 2 ** 20} MiB: it has ${whole ? '' : 'at least '}${sayBytes(size)}; its beginning is kept, and the connection was dropped`,
      })
    },
  })
  let unpacked: Unpacked | null = null
  const onMessage = (message: MessageEvent) => {
    unpacked?.event()
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
        sink.onBodyHead(await readHead(opened.answer))
        endWith(fault)
        throw new Error(fault.cause)
      }
      sink.onOpen()
      unpacked = unpack(body, headers)
      const stream = bytesOf(unpacked, tap, sink, finish)
      return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
    } catch (thrown) {
      cancelDeadline()
      finish(endingOf(thrown, false))
      throw thrown
    }
  }

  /** Everything the package dispatches passes here, whatever its name; nothing of it reaches an event target. */
  class Stream extends EventSource {
    override dispatchEvent(event: Event): boolean {
      if (event instanceof MessageEvent) onMessage(event)
      else if (event.type === 'error') {
        finish(endingOf(new Error('The stream failed'), true))
        // What it plans after this call, a second closing takes back.
        queueMicrotask(() => this.close())
      }
      return true
    }
  }
  const source: EventSource | undefined = new Stream(options.request.url, {
    fetch: () => answer(),
    maxBufferSize: options.maxEventBytes * 4,
  })
  return { counts: tap.counts, pending: tap.pending, ended: ended.promise, drop }
}

/** The answer's bytes, past the tap, read only as fast as there is room for their events. */
function bytesOf(
  { body, take }: Unpacked,
  tap: WireTap,
  sink: AttemptSink,
  finish: (ending: Ending) => void,
): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        tap.settle()
        try {
          const next = await chunks.next()
          if (next.done === true) {
            tap.end()
            finish({ type: 'finished', cause: serverEnded })
            controller.close()
            return
          }
          const bomb = take(next.value.length)
          if (bomb !== null) {
            finish({ type: 'unacceptable', cause: bomb })
            throw new Error(bomb)
          }
          sink.onBytes()
          await sink.room(next.value.length)
          const passed = tap.push(next.value)
          for (const bytes of passed) controller.enqueue(bytes)
          if (passed.length === 0) controller.enqueue(new Uint8Array(0))
        } catch (thrown) {
          finish(endingOf(thrown, true))
          body.destroy()
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
