// The WebSocket's door: a page says its token in its first message, never in an address that could be written down
// somewhere, and is served from then on. Who may connect at all was decided before a request gets here.

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Changes } from '../core/contract.ts'
import type { Engine } from '../engine/index.ts'
import { readToken } from './read-frame.ts'
import { type Session, startSession } from './session.ts'
import type { TokenGate } from './token-gate.ts'
import { closeCodes } from './wire.ts'

export type SocketDoor = {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly close: () => void
}

/** A call's input may hold whole texts, such as a request's body. */
const maxFrameBytes = 8 * 2 ** 20
const tokenWithinMs = 10_000
const maxPages = 64

/** `refuse` answers an upgrade that is no WebSocket's. */
export function createSocketDoor(
  engine: Pick<Engine, 'dispatch' | 'onChanges'>,
  gate: TokenGate,
  refuse: (socket: Duplex, status: number, sentence: string) => void,
): SocketDoor {
  const server = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes })
  const sessions = new Set<Session>()
  let latest: Changes | null = null

  const leave = engine.onChanges((changes) => {
    latest = changes
    if (sessions.size === 0) return
    const text = frameOf(changes)
    for (const session of sessions) session.push(text)
  })
  server.on('wsClientError', (_error, socket) => refuse(socket, 400, 'This is no valid WebSocket request.'))

  server.on('connection', (socket) => {
    const late = setTimeout(() => socket.close(closeCodes.noToken, 'no token'), tokenWithinMs)
    // An error of the socket is followed by its close, which is all that matters here.
    socket.on('error', () => {})
    socket.once('close', () => clearTimeout(late))
    socket.once('message', (data, isBinary) => {
      clearTimeout(late)
      const given = isBinary ? null : readToken(data.toString())
      const verdict = given === null ? 'wrong' : gate.enter(given)
      if (verdict === 'too-many') return socket.close(closeCodes.tooMany, 'too many wrong tokens')
      if (verdict === 'wrong') return socket.close(closeCodes.wrongToken, 'wrong token')
      socket.send(JSON.stringify({ token: gate.token }))
      const session = startSession(socket, engine.dispatch)
      sessions.add(session)
      socket.once('close', () => sessions.delete(session))
      // A page that comes back learns by the latest push's number whether it missed any.
      if (latest !== null) session.push(frameOf(latest))
    })
  })

  return {
    upgrade: (request, socket, head) => {
      if (server.clients.size >= maxPages)
        return refuse(socket, 503, 'Too many pages are connected: close one of them.')
      server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request))
    },
    close: () => {
      leave()
      for (const socket of server.clients) {
        socket.close(1001, 'Runlight was closed')
        socket.terminate()
      }
      server.close()
    },
  }
}

function frameOf(changes: Changes): string {
  return JSON.stringify({ changes })
}
