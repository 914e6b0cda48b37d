// The gate: an HTTP server that passes on what it is asked to its targets, and knows nothing of who is told and where.

import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { formatListenAddress } from '../../core/basics/listen-address.ts'
import type { TapGate, TapListen } from '../../engine/index.ts'
import * as limits from './base/limits.ts'
import { answerClientError } from './client-errors.ts'
import { sidesOf } from './heads/addresses.ts'
import { headersOf, valuesOf } from './heads/headers.ts'
import { framingOf } from './heads/request-head.ts'
import { type Judgement, judge, notAProxy } from './judge.ts'
import { createLines } from './lines.ts'
import { isOwnHost } from './own-hosts.ts'
import { passOn } from './pass-on.ts'
import { answerPlainly, rawAnswer } from './plain-answer.ts'
import { createServers } from './servers/servers.ts'
import { tunnel } from './tunnel.ts'
import type { GateWitness, Measures } from './witness.ts'

export type Gate = Omit<TapGate, 'death'>

/** Rejects with Node's error where it cannot listen. */
export async function openGate(
  { host, port, targets }: TapListen,
  measures: Measures,
  witness: GateWitness,
): Promise<Gate> {
  const servers = createServers(measures.connectLimitMs)
  const lines = createLines()
  const tunnels = new Set<() => void>()
  let current = targets
  let address = ''
  let isClosed = false

  const server = createHttpServer({
    maxHeaderSize: limits.maxHeadBytes,
    headersTimeout: measures.headLimitMs,
    // A body may take as long as it likes.
    requestTimeout: 0,
    connectionsCheckingInterval: measures.headLimitMs / 6,
    keepAliveTimeout: limits.idleClientMs,
    keepAlive: true,
    keepAliveInitialDelay: limits.keepAliveProbeMs,
    insecureHTTPParser: false,
    // It is looked at with the others.
    requireHostHeader: false,
    // Many clients offer HTTP/2 in plain text with their first request, and take an ordinary answer.
    shouldUpgradeCallback: (request) =>
      !/^\s*h2c?\s*$/i.test(request.headers.upgrade ?? '') && framingOf(request.rawHeaders) === 'none',
  })
  server.maxHeadersCount = 0
  server.maxConnections = limits.maxConnections

  const judged = (request: IncomingMessage): Judgement =>
    judge(
      {
        url: request.url ?? '',
        version: request.httpVersion,
        raw: request.rawHeaders,
        hosts: valuesOf(headersOf(request.rawHeaders), 'host'),
      },
      current,
      (one) => isOwnHost(one, host, portOf()),
    )
  const portOf = () => (server.address() as AddressInfo | null)?.port ?? 0
  const originOf = ({ headers }: IncomingMessage) => `http://${headers.host ?? address}`

  const take = (request: IncomingMessage, response: ServerResponse, expects: boolean) => {
    lines.enter(request.socket, response, () => {
      const judgement = judged(request)
      if (judgement.type === 'refuse') {
        answerPlainly(response, judgement.refusal, !request.complete)
        witness.refused(null, judgement.refusal.status, judgement.refusal.message)
        return null
      }
      const { target, path } = judgement
      const gateOrigin = originOf(request)
      const way = servers.of(target)
      return passOn({ request, response, expects, target, path, gateOrigin, server: way, witness, measures })
    })
  }
  server.on('connection', lines.add)
  server.on('request', (request, response) => take(request, response, false))
  server.on('checkContinue', (request, response) => take(request, response, true))
  server.on('checkExpectation', (request, response) => take(request, response, true))
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy())
    witness.refused(null, notAProxy.status, notAProxy.message)
    socket.end(rawAnswer('Forbidden', notAProxy))
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Behind other requests its turn has not come, and nobody does so.
    if (lines.isBusy(request.socket)) {
      socket.destroy()
      return
    }
    const judgement = judged(request)
    if (judgement.type === 'refuse') {
      socket.on('error', () => socket.destroy())
      witness.refused(null, judgement.refusal.status, judgement.refusal.message)
      socket.end(rawAnswer('Refused', judgement.refusal))
      return
    }
    const { target, path } = judgement
    const sides = sidesOf(target, originOf(request))
    const end = tunnel(request, socket, head, path, sides, servers.of(target), ({ status, message }) =>
      witness.refused(target.name, status, message),
    )
    tunnels.add(end)
    socket.once('close', () => tunnels.delete(end))
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    answerClientError(error, socket as Socket, lines, witness)
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  address = formatListenAddress({ host, port: portOf() })
  return {
    address,
    setTargets: (next) => {
      current = next
      servers.keepOnly(next)
    },
    close: async () => {
      if (isClosed) return
      isClosed = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      lines.leaveAll()
      for (const end of tunnels) end()
      server.closeAllConnections()
      servers.close()
      await closed
    },
  }
}
