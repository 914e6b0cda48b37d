// The server under a team's host: the guard of Host and Origin before every request and upgrade, the headers of every answer,
// and TLS with a certificate that can be renewed while it serves.

import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { times } from '../base/listening.ts'
import { answerPlainly, plainAnswer } from '../base/plain-answer.ts'
import { judgeRequest, seenOf } from '../base/request-guard.ts'
import { securityHeaders } from '../base/security-headers.ts'
import type { Strangers } from '../base/strangers.ts'
import { socketPath } from '../wire/wire.ts'
import { mayLink, type Reach } from './reach.ts'
import type { Pair } from './tls.ts'

export type TeamServerDeps = {
  readonly reach: Reach
  readonly pair: Pair | null
  readonly strangers: Strangers
  /** The Host headers that are answered; none before the port is known. */
  readonly hosts: () => ReadonlySet<string>
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

export type TeamServer = {
  readonly server: Server
  /** From the next handshake on. */
  readonly renew: (pair: Pair) => void
}

export function createTeamServer(handler: RequestListener, deps: TeamServerDeps): TeamServer {
  const { reach, pair, strangers, hosts, upgrade } = deps
  const { scheme, strict } = reach
  const headers = { socket: scheme === 'https' ? 'wss' : 'ws', forms: true } as const
  const ways = { scheme, mayLink } as const

  const answer: RequestListener = (request, response) => {
    strangers.spoke(request.socket)
    const refusal = judgeRequest(seenOf(request, false), hosts(), ways)
    if (refusal !== null) return answerPlainly(response, refusal.status, refusal.sentence)
    const { host } = request.headers
    response.setHeaders(new Headers(securityHeaders(host ?? null, { ...headers, strict: strict(host) })))
    handler(request, response)
  }
  const options = { requireHostHeader: false, ...times }
  const tls = pair === null ? null : createTlsServer({ ...options, ...pair }, answer)
  const server = tls ?? createServer(options, answer)
  server.on(tls === null ? 'connection' : 'secureConnection', strangers.came)
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    strangers.spoke(socket)
    socket.on('error', () => socket.destroy())
    const refusal = judgeRequest(seenOf(request, true), hosts(), ways)
    if (refusal !== null) socket.end(plainAnswer(refusal.status, refusal.sentence))
    else if (request.url !== socketPath) socket.end(plainAnswer(404, 'There is no socket here.'))
    else upgrade(request, socket, head)
  })
  return { server, renew: (next) => tls?.setSecureContext(next) }
}
