// A request over HTTP/1.1, by Node's own client: it sends the head before the body's first byte, passes `Expect`, trailers and
// every 1xx on, and keeps names as they are spelt, all of which undici's does not (docs/decisions/025).

import { type Agent, type ClientRequest, type IncomingMessage, request as startRequest } from 'node:http'
import { maxHeadBytes } from '../base/limits.ts'
import { flat, type Header, headersOf, membersOf, valuesOf } from '../heads/headers.ts'
import { type Answering, type Asking, codeOf, failure, type Hearing } from './ask.ts'
import { sendBody } from './send-body.ts'

/** Connections that are kept for the next request, and ones that nobody used before. */
export type Agents = { readonly kept: Agent; readonly fresh: Agent }

const without = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'])

/** `isProxy`: a proxy is asked, whose wish for a password is no answer of the server's. */
export function askH1(agents: Agents, isProxy: boolean, asking: Asking, hearing: Hearing): Answering {
  let current: ClientRequest | null = null
  let response: IncomingMessage | null = null
  let isOver = false

  const end = (): boolean => {
    const was = isOver
    isOver = true
    return !was
  }
  const fail = (error: Error) => {
    if (isOver) return
    // What came before the fault is still on its way through the stream.
    for (let rest = response?.read() ?? null; rest !== null; rest = response?.read() ?? null)
      hearing.data(rest)
    if (!end()) return
    current?.destroy()
    hearing.failed(error)
  }
  const hear = (answer: IncomingMessage) => {
    const headers = headersOf(answer.rawHeaders)
    if (membersOf(headers, 'transfer-encoding').some((coding) => coding !== 'chunked'))
      return fail(failure('ERR_TRANSFER_CODING', 'the server uses a transfer coding other than chunked'))
    if (isProxy && answer.statusCode === 407)
      return fail(failure('ERR_PROXY_TUNNEL', 'the proxy answered 407'))
    response = answer
    answer.on('data', (bytes: Uint8Array) => {
      if (!isOver && !hearing.data(bytes)) answer.pause()
    })
    answer.on('end', () => end() && hearing.ended(headersOf(answer.rawTrailers)))
    // A reset is the request's error: Node calls every other end before the answer's own by the same name.
    const closed = () => fail(failure('UND_ERR_SOCKET', 'the server closed the connection'))
    answer.on('error', (error) => (codeOf(error) === 'ECONNRESET' ? closed() : fail(error)))
    answer.on('close', closed)
    hearing.answered(answer.statusCode ?? 0, answer.statusMessage ?? '', headers)
  }
  const start = (agent: Agent) => {
    const request = startRequest({
      agent,
      method: asking.method,
      path: asking.path,
      headers: flat(headersOnWire(asking)),
      maxHeaderSize: maxHeadBytes,
      insecureHTTPParser: false,
    })
    current = request
    // All that fit into `maxHeaderSize`.
    request.maxHeadersCount = 0
    request.on('information', ({ statusCode, rawHeaders }) => {
      if (!isOver) hearing.informed(statusCode, headersOf(rawHeaders))
    })
    request.on('response', (answer) => {
      if (isOver) answer.destroy()
      else hear(answer)
    })
    // A server that changes the protocol although nobody asked it to.
    request.on('upgrade', () => fail(failure('ERR_UPGRADE', 'the server changed the protocol unasked')))
    // RFC 9110, 9.2.2, would let a GET be sent again on another connection. A GET may start work here, and is not.
    request.on('error', fail)
    send(request, asking, hearing)
  }
  try {
    start(asksForStream(asking.headers) ? agents.fresh : agents.kept)
  } catch (thrown) {
    queueMicrotask(() => fail(thrown instanceof Error ? thrown : new Error(String(thrown))))
  }
  return {
    resume: () => response?.resume(),
    abort: () => {
      end()
      current?.destroy()
    },
  }
}

/** A kept connection may turn out to be closed, and what asks for a stream is not to fail by that. */
function asksForStream(headers: readonly Header[]): boolean {
  return valuesOf(headers, 'accept').some((value) => value.toLowerCase().includes('text/event-stream'))
}

const nothing = new Uint8Array()

function send(request: ClientRequest, asking: Asking, hearing: Hearing): void {
  const { framing, trailers } = asking
  if (framing === 'none') {
    request.end()
    hearing.asked()
    return
  }
  // The head at once, and as latin1, which `flushHeaders` does not do.
  request.write(nothing)
  sendBody(request, asking, hearing, () => {
    // They come after a last chunk, and there is none otherwise.
    if (framing === 'chunked') request.addTrailers(trailers() as [string, string][])
    request.end()
  })
}

function headersOnWire({ method, headers, framing }: Asking): Header[] {
  const hasTrailers = framing === 'chunked'
  return [
    ...headers.filter(([name]) => hasTrailers || name.toLowerCase() !== 'trailer'),
    ...(valuesOf(headers, 'te').length > 0 ? [['Connection', 'TE'] as const] : []),
    ...(framing === 'chunked' ? [['Transfer-Encoding', 'chunked'] as const] : []),
    // Node would send an empty body in chunks.
    ...(framing === 'none' && !without.has(method) ? [['Content-Length', '0'] as const] : []),
  ]
}
