// A change of protocol (WebSocket): the request goes to the server as it is, and once the server agrees both connections are
// one pipe, whose bytes nobody looks at. Where it does not agree, its answer is passed on and the connection ends.

import { type IncomingMessage, request as startRequest } from 'node:http'
import type { Duplex } from 'node:stream'
import { maxHeadBytes } from './base/limits.ts'
import { refusalOf } from './failures.ts'
import type { Sides } from './heads/addresses.ts'
import { answerHead } from './heads/answer-head.ts'
import { flat, type Header, headersOf, valuesOf } from './heads/headers.ts'
import { requestHead } from './heads/request-head.ts'
import type { Refusal } from './judge.ts'
import { rawAnswer } from './plain-answer.ts'
import type { Server } from './servers/server.ts'

/** Bytes that a client may send before the protocol has changed. */
const mostEarly = 65_536

/** `head`: what the client sent behind its request. Returns what ends it. */
export function tunnel(
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  path: string,
  sides: Sides,
  server: Server,
  refused: (refusal: Refusal) => void,
): () => void {
  const asking = startRequest({
    method: request.method ?? 'GET',
    path,
    headers: flat([
      ...requestHead(request.rawHeaders, request.httpVersion, sides),
      ['Connection', 'Upgrade'],
      ['Upgrade', request.headers.upgrade ?? ''],
    ]),
    maxHeaderSize: maxHeadBytes,
    createConnection: (_options, done) => {
      server.dial().then(
        (socket) => (client.destroyed ? socket.destroy() : done(null, socket)),
        // There is no socket then, which the type does not know.
        (thrown) => (done as (error: Error) => void)(thrown),
      )
      return undefined
    },
  })
  let isAnswered = false
  client.on('error', () => client.destroy())
  client.once('close', () => asking.destroy())
  // Only who reads hears that it has left. What it sends before it is answered waits, and is little.
  const early = [head]
  const keep = (bytes: Buffer) => {
    if (isAnswered) return
    early.push(bytes)
    if (early.reduce((sum, { length }) => sum + length, 0) > mostEarly) client.destroy()
  }
  const left = () => client.destroy()
  client.on('data', keep).once('end', left)
  asking.on('upgrade', (answer, socket, rest) => {
    isAnswered = true
    client.off('data', keep).off('end', left)
    client.write(headOf(answer, [...joined(answer, sides), ...ofUpgrade(answer)]), 'latin1')
    client.write(rest)
    socket.write(Buffer.concat(early))
    socket.on('error', () => socket.destroy())
    // A side that ends ends the other after what it sent; one that breaks breaks it.
    client.pipe(socket)
    socket.pipe(client)
    client.once('close', () => socket.destroy())
    socket.once('close', () => client.destroy())
  })
  asking.on('response', (answer) => {
    isAnswered = true
    client.write(headOf(answer, [...joined(answer, sides), ['Connection', 'close']]), 'latin1')
    answer.pipe(client)
    answer.on('error', () => client.destroy())
  })
  asking.on('error', (error) => {
    if (isAnswered || client.destroyed) {
      client.destroy()
      return
    }
    const refusal = refusalOf(error, sides.serverHost)
    refused(refusal)
    client.end(rawAnswer(refusal.status === 504 ? 'Gateway Timeout' : 'Bad Gateway', refusal))
  })
  asking.end()
  return () => client.destroy()
}

function joined(answer: IncomingMessage, sides: Sides): Header[] {
  return answerHead(headersOf(answer.rawHeaders), sides, false)
}

function ofUpgrade(answer: IncomingMessage): Header[] {
  const [protocol = ''] = valuesOf(headersOf(answer.rawHeaders), 'upgrade')
  return [
    ['Connection', 'Upgrade'],
    ['Upgrade', protocol],
  ]
}

function headOf(answer: IncomingMessage, headers: readonly Header[]): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n${lines}\r\n`
}
