// The WebSocket's door: a page says its token in its first message, never in an address that could be written down
// somewhere, and is served from then on. Who may connect at all was decided before a request gets here.

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Engine } from '../engine/index.ts'
import { createPushes, type Push } from './base/brief.ts'
import { createPageSockets } from './base/page-sockets.ts'
import { startSession } from './base/session.ts'
import type { Strangers } from './base/strangers.ts'
import type { TokenGate } from './token-gate.ts'
import { readToken } from './wire/read-frame.ts'
import { closeCodes } from './wire/wire.ts'

export type SocketDoor = {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly close: () => void
}

const tokenWithinMs = 5_000
/** A first frame holds a token and nothing else. */
const tokenBytes = 4_096

/** `refuse` answers an upgrade that is no WebSocket's. */
export function createSocketDoor(
  engine: Pick<Engine, 'dispatch' | 'onChanges'>,
  gate: TokenGate,
  strangers: Pick<Strangers, 'trust'>,
  refuse: (socket: Duplex, status: number, sentence: string) => void,
): SocketDoor {
  const sockets = createPageSockets(refuse)
  const { pages } = sockets
  const pushOf = createPushes()
  let latest: Push | null = null

  const leave = engine.onChanges((changes) => {
    latest = pushOf(changes)
    pages.push(latest)
  })

  const welcome = (socket: WebSocket) => {
    socket.send(JSON.stringify({ token: gate.token }))
    pages.add(socket, (onPiled) =>
      startSession(socket, { dispatch: engine.dispatch, onPiled, latest: () => latest }),
    )
  }

  const receive = (socket: WebSocket, connection: Duplex) => {
    const late = setTimeout(() => socket.close(closeCodes.noToken, 'no token'), tokenWithinMs)
    let bytes = 0
    const count = (part: Buffer) => {
      bytes += part.length
      if (bytes > tokenBytes) socket.terminate()
    }
    connection.on('data', count)
    const settled = () => {
      clearTimeout(late)
      connection.off('data', count)
    }
    socket.once('close', settled)
    socket.once('message', (data, isBinary) => {
      settled()
      const given = isBinary ? null : readToken(data.toString())
      const verdict = given === null ? 'wrong' : gate.enter(given)
      if (verdict === 'too-many') return socket.close(closeCodes.tooMany, 'too many wrong tokens')
      if (verdict === 'wrong') return socket.close(closeCodes.wrongToken, 'wrong token')
      if (pages.isFull()) return socket.close(closeCodes.tooManyPages, 'too many pages')
      strangers.trust(connection)
      welcome(socket)
    })
  }

  return {
    upgrade: (request, connection, head) =>
      sockets.take(request, connection, head, (socket) => receive(socket, connection)),
    close: () => {
      leave()
      sockets.close()
    },
  }
}
