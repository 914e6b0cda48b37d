// A request over HTTP/2, by Node's own client: it passes `Expect` and a request's trailers on and keeps the order of headers,
// which undici's does not (docs/decisions/025).

import { type ClientHttp2Stream, constants } from 'node:http2'
import { type Header, headersOf } from '../heads/headers.ts'
import { type Answering, type Asking, failure, type Hearing } from './ask.ts'
import { sendBody } from './send-body.ts'
import type { Sessions } from './sessions.ts'

export function askH2(sessions: Sessions, to: URL, asking: Asking, hearing: Hearing): Answering {
  let stream: ClientHttp2Stream | null = null
  let isOver = false
  let trailers: readonly Header[] = []

  const end = (): boolean => {
    const was = isOver
    isOver = true
    return !was
  }
  const fail = (error: Error) => {
    if (!end()) return
    stream?.close(constants.NGHTTP2_CANCEL)
    hearing.failed(error)
  }
  const hear = (started: ClientHttp2Stream) => {
    stream = started
    started.on('headers', (headers, _flags, raw?: string[]) => {
      if (!isOver) hearing.informed(Number(headers[':status']), fieldsOf(raw))
    })
    started.on('response', (headers, _flags, raw?: string[]) => {
      if (isOver) return
      hearing.answered(Number(headers[':status']), null, fieldsOf(raw))
      started.on('data', (bytes: Uint8Array) => {
        if (!isOver && !hearing.data(bytes)) started.pause()
      })
    })
    started.on('trailers', (_headers, _flags, raw?: string[]) => {
      trailers = fieldsOf(raw)
    })
    // A stream that was reset ends as well: only its code tells.
    started.on('end', () => {
      if (started.rstCode !== constants.NGHTTP2_NO_ERROR) fail(resetOf(started))
      else if (end()) hearing.ended(trailers)
    })
    started.on('error', fail)
    started.on('close', () => fail(resetOf(started)))
  }
  sessions
    .open((session) => {
      const started = session.request(headersOnWire(asking, to), {
        endStream: asking.framing === 'none',
        waitForTrailers: asking.framing === 'chunked',
      })
      if (isOver) started.close(constants.NGHTTP2_CANCEL)
      hear(started)
      send(started, asking, hearing)
      return started
    })
    .catch((thrown) => fail(thrown instanceof Error ? thrown : new Error(String(thrown))))
  return {
    resume: () => stream?.resume(),
    abort: () => {
      end()
      stream?.close(constants.NGHTTP2_CANCEL)
    },
  }
}

function send(stream: ClientHttp2Stream, asking: Asking, hearing: Hearing): void {
  if (asking.framing === 'none') {
    hearing.asked()
    return
  }
  stream.on('wantTrailers', () => stream.sendTrailers(Object.fromEntries(asking.trailers())))
  sendBody(stream, asking, hearing, () => stream.end())
}

/** Names are in lower case in HTTP/2, and the host is no header. */
function headersOnWire({ method, path, headers }: Asking, to: URL): string[] {
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? to.host
  return [
    ...[':method', method, ':scheme', to.protocol.slice(0, -1), ':authority', host, ':path', path],
    ...headers.flatMap(([name, value]) => (name.toLowerCase() === 'host' ? [] : [name.toLowerCase(), value])),
  ]
}

function fieldsOf(raw: readonly string[] = []): Header[] {
  return headersOf(raw).filter(([name]) => !name.startsWith(':'))
}

function resetOf({ rstCode }: ClientHttp2Stream): Error {
  return failure('ERR_HTTP2_STREAM_ERROR', `the stream was reset with code ${rstCode}`)
}
