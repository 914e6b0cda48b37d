// One exchange: the request goes to the server and its answer to the client, each as fast as the other side takes it, and the
// witness is told. The end of one side ends the other: a client that goes breaks the request off, a server that breaks breaks
// the answer.

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TapClient, TapEnd, TapTarget } from '../../engine/index.ts'
import { createClient } from './client.ts'
import { refusalOf } from './failures.ts'
import { sidesOf } from './heads/addresses.ts'
import { answerHead, isStream } from './heads/answer-head.ts'
import { type Header, headersOf } from './heads/headers.ts'
import { withoutFraming } from './heads/hop-by-hop.ts'
import { framingOf, requestHead } from './heads/request-head.ts'
import { codeOf, type Hearing } from './servers/ask.ts'
import type { Server } from './servers/server.ts'
import type { GateWitness, Measures } from './witness.ts'

export type Passing = {
  readonly headSent: () => boolean
  /** The client went away. */
  readonly gone: () => void
  /** The gate lets go of both sides. */
  readonly leave: () => void
}

export type PassOn = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The client waits for `100 Continue`. */
  readonly expects: boolean
  readonly target: TapTarget
  /** On the server, with its base path. */
  readonly path: string
  readonly gateOrigin: string
  readonly server: Server
  readonly witness: GateWitness
  readonly measures: Measures
}

export function passOn(given: PassOn): Passing {
  const { request, response, expects, target, path, gateOrigin, server, witness, measures } = given
  const sides = sidesOf(target, gateOrigin)
  const method = request.method ?? 'GET'
  const headers = requestHead(request.rawHeaders, request.httpVersion, sides)
  const exchange = witness.request({
    target,
    method,
    url: `${sides.serverOrigin}${path}`,
    headers,
    client: whoAsks(request),
  })
  let asked = 0
  let serverOver = false
  let clientOver = false

  const endServer = (end: TapEnd): boolean => {
    if (serverOver) return false
    serverOver = true
    exchange.ended(end, 0)
    return true
  }
  const endClient = (state: 'done' | 'gone' | 'cut'): boolean => {
    if (clientOver) return false
    clientOver = true
    exchange.client(client.news(state))
    return true
  }
  const client = createClient(request, response, expects, {
    tell: (news) => {
      if (!clientOver) exchange.client(news)
    },
    drained: () => answering.resume(),
    done: () => endClient('done'),
  })
  const fail = (error: Error) => {
    if (!endServer({ type: 'broke', code: codeOf(error), message: error.message }) || clientOver) return
    if (client.headSent()) {
      endClient('cut')
      client.cut()
      return
    }
    const refusal = refusalOf(error, sides.serverHost)
    client.refuse(refusal)
    witness.refused(target.name, refusal.status, refusal.message)
  }
  const hearing: Hearing = {
    sent: (bytes) => {
      const room = measures.keptBody - asked
      asked += bytes.byteLength
      if (room > 0) exchange.sent(room < bytes.byteLength ? bytes.subarray(0, room) : bytes)
    },
    asked: () => exchange.asked(asked),
    informed: client.inform,
    answered: (status, reason, answer) => {
      exchange.answered({ status, headers: answer.map(([name, value]) => [name.toLowerCase(), value]) })
      const uid = isStream(method, status, answer, measures.streamTypes) ? exchange.uid() : null
      const named: Header[] = uid === null ? [] : [['X-Runlight-Run', uid]]
      try {
        client.head(status, reason, [...answerHead(answer, sides, client.chunks(status, answer)), ...named])
      } catch (thrown) {
        answering.abort()
        fail(thrown instanceof Error ? thrown : new Error(String(thrown)))
      }
    },
    data: (bytes) => {
      // The client first; what is gathered for it goes out in this turn of the loop all the same.
      const takesMore = client.write(bytes)
      exchange.received(bytes, 0)
      return takesMore
    },
    ended: (trailers) => {
      if (endServer({ type: 'finished' }) && !clientOver) client.end(withoutFraming(trailers))
    },
    failed: fail,
  }
  const letGo = (state: 'gone' | 'cut'): boolean => {
    const isNew = endClient(state)
    if (endServer({ type: 'left' })) answering.abort()
    return isNew
  }
  const answering = server.ask(
    {
      method,
      path,
      headers,
      framing: framingOf(request.rawHeaders),
      body: request,
      trailers: () => withoutFraming(headersOf(request.rawTrailers)),
    },
    hearing,
  )
  return {
    headSent: client.headSent,
    gone: () => letGo('gone'),
    leave: () => {
      if (letGo('cut')) request.socket.destroy()
    },
  }
}

function whoAsks({ socket, headers }: IncomingMessage): TapClient {
  // An IPv4 address as a socket for both versions says it.
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  return { address, agent: headers['user-agent'] ?? null }
}
