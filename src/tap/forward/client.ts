// The client's side of one exchange: what is written to it, how it fares, and how its connection ends where the answer broke.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TapClientNews } from '../../engine/index.ts'
import { slowAfterMs } from './base/limits.ts'
import { flat, type Header, valuesOf } from './heads/headers.ts'
import type { Refusal } from './judge.ts'
import { answerPlainly } from './plain-answer.ts'

const nothing = new Uint8Array()
/** Of a server that sends many events at once each comes as a chunk, which costs more to write than to copy. */
const smallPiece = 4_096

export type Client = {
  readonly isHttp10: boolean
  /** Whether an answer of this status and head would go out in chunks. */
  readonly chunks: (status: number, headers: readonly Header[]) => boolean
  readonly headSent: () => boolean
  readonly inform: (status: number, headers: readonly Header[]) => void
  /** Throws where Node does not write such a head. */
  readonly head: (status: number, reason: string | null, headers: readonly Header[]) => void
  /** False: it has enough, and `drained` is called when it takes again. */
  readonly write: (bytes: Uint8Array) => boolean
  readonly end: (trailers: readonly Header[]) => void
  readonly refuse: (refusal: Refusal) => void
  /** Ends its connection so that it sees the answer broken, after what was written. */
  readonly cut: () => void
  readonly news: (state: TapClientNews['state']) => TapClientNews
}

export type ClientEvents = {
  readonly tell: (news: TapClientNews) => void
  readonly drained: () => void
  readonly done: () => void
}

/** `expects`: it waits for `100 Continue` before it sends its body. */
export function createClient(
  request: IncomingMessage,
  response: ServerResponse,
  expects: boolean,
  events: ClientEvents,
): Client {
  const isHttp10 = request.httpVersion === '1.0'
  let handed = 0
  /** Small pieces that came in this turn of the loop: they go out as one. */
  let pieces: Uint8Array[] = []
  let piecesLength = 0
  let continued = false
  let framed = false
  let slow: NodeJS.Timeout | 'told' | null = null
  response.sendDate = false

  const news = (state: TapClientNews['state']): TapClientNews => {
    const waiting = response.writableLength + piecesLength
    return { state, at: Date.now(), bytes: Math.max(0, handed - waiting), waiting }
  }
  const chunks = (status: number, headers: readonly Header[]) =>
    !isHttp10 &&
    request.method !== 'HEAD' &&
    status !== 204 &&
    status !== 304 &&
    valuesOf(headers, 'content-length').length === 0
  const notSlow = () => {
    const was = slow
    if (slow !== null && slow !== 'told') clearTimeout(slow)
    slow = null
    if (was === 'told' && !response.destroyed) events.tell(news('open'))
  }
  const put = (bytes: Uint8Array): boolean => {
    if (response.write(bytes)) return true
    slow ??= setTimeout(() => {
      slow = 'told'
      events.tell(news('slow'))
    }, slowAfterMs).unref()
    return false
  }
  const putPieces = () => {
    const [first] = pieces
    if (first === undefined) return
    const bytes = pieces.length === 1 ? first : Buffer.concat(pieces, piecesLength)
    pieces = []
    piecesLength = 0
    put(bytes)
  }
  response.on('drain', () => {
    notSlow()
    events.drained()
  })
  response.on('finish', () => {
    notSlow()
    events.done()
  })
  response.on('close', notSlow)
  // Its connection's end says the same.
  response.on('error', () => {})
  request.on('error', () => {})

  return {
    isHttp10,
    chunks,
    headSent: () => response.headersSent,
    inform: (status, headers) => {
      if (status === 100) continued = true
      if (!isHttp10 && !response.headersSent) response.writeInformation(status, flat(headers))
    },
    head: (status, reason, headers) => {
      // A client that was not told to go on may send its body or not: the connection cannot be used again.
      const last = expects && !continued && !request.complete
      const all = flat(last ? [...headers, ['Connection', 'close']] : headers)
      framed = chunks(status, headers) || valuesOf(headers, 'content-length').length > 0
      if (reason === null) response.writeHead(status, all)
      else response.writeHead(status, reason, all)
      // At once, and as latin1, which `flushHeaders` does not do.
      response.write(nothing)
    },
    write: (bytes) => {
      handed += bytes.byteLength
      if (bytes.byteLength >= smallPiece) {
        putPieces()
        return put(bytes)
      }
      piecesLength += bytes.byteLength
      if (pieces.push(bytes) === 1) process.nextTick(putPieces)
      return !response.writableNeedDrain
    },
    end: (trailers) => {
      putPieces()
      if (trailers.length > 0) response.addTrailers(trailers as [string, string][])
      response.end()
    },
    refuse: (refusal) => answerPlainly(response, refusal, expects && !continued && !request.complete),
    cut: () => {
      putPieces()
      const { socket } = response
      if (socket === null) response.destroy()
      else if (framed) socket.destroySoon()
      // The end of its connection would be the answer's good end: it must be a reset.
      else if (socket.writableLength === 0) socket.resetAndDestroy()
      else socket.once('drain', () => socket.resetAndDestroy())
    },
    news,
  }
}
