// A request over HTTP/2, by undici, which keeps the sessions, their limits and their ends. Trailers of the request and `Expect`
// are not passed on by it: what has them is asked over HTTP/1.1.

import { Transform } from 'node:stream'
import { type Dispatcher, errors } from 'undici'
import { flat, type Header, valuesOf } from '../heads/headers.ts'
import type { Answering, Asking, Hearing } from './ask.ts'

type RawHeaders = Dispatcher.DispatchController['rawHeaders']

/** Whether HTTP/2 can say all of it here. */
export function fitsH2({ headers }: Asking): boolean {
  return valuesOf(headers, 'expect').length === 0 && valuesOf(headers, 'trailer').length === 0
}

export function askH2(dispatcher: Dispatcher, origin: string, asking: Asking, hearing: Hearing): Answering {
  let controller: Dispatcher.DispatchController | null = null
  let isOver = false
  const end = (): boolean => {
    const was = isOver
    isOver = true
    return !was
  }
  const body = asking.framing === 'none' ? null : counted(asking, hearing)
  dispatcher.dispatch(
    {
      origin,
      method: asking.method as Dispatcher.HttpMethod,
      path: asking.path,
      headers: flat(asking.headers),
      body,
    },
    {
      onRequestStart(started) {
        controller = started
        if (isOver) started.abort(new errors.RequestAbortedError())
      },
      onResponseStart(started, status) {
        if (isOver) return
        const headers = pairsOf(started.rawHeaders)
        if (status < 200) hearing.informed(status, headers)
        else hearing.answered(status, null, headers)
      },
      onResponseData(started, bytes) {
        if (!isOver && !hearing.data(bytes)) started.pause()
      },
      onResponseEnd(started) {
        if (end()) hearing.ended(pairsOf(started.rawTrailers))
      },
      onResponseError(_started, error) {
        if (end()) hearing.failed(error)
      },
    },
  )
  if (body === null) hearing.asked()
  return {
    resume: () => controller?.resume(),
    abort: () => {
      end()
      controller?.abort(new errors.RequestAbortedError())
    },
  }
}

/** The body as undici reads it. Its end before the client's is no end of the client's connection. */
function counted({ body }: Asking, hearing: Hearing): Transform {
  const through = new Transform({
    transform(bytes: Uint8Array, _encoding, done) {
      hearing.sent(bytes)
      done(null, bytes)
    },
    flush(done) {
      hearing.asked()
      done()
    },
  })
  through.on('error', () => {})
  through.once('close', () => body.unpipe(through).resume())
  return body.pipe(through)
}

function pairsOf(raw: RawHeaders): Header[] {
  if (raw === null || raw === undefined) return []
  if (Array.isArray(raw)) {
    const texts = raw.map((one) => (typeof one === 'string' ? one : one.toString('latin1')))
    return texts.flatMap((name, at) => (at % 2 === 0 ? [[name, texts[at + 1] ?? ''] as const] : []))
  }
  return Object.entries(raw).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): Header => [name, one]),
  )
}
