// The WebSocket's door: a page says its token in its first message, never in an address that could be written down
// somewhere, and is served from then on. Who may connect at all was decided before a request gets here.

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Engine } from '../engine/index.ts'
import { createPushes, type Push } from './brief.ts'
import { type Session, startSession } from './session.ts'
import type { Strangers } from './strangers.ts'
import type { TokenGate } from './token-gate.ts'
import { readToken } from './wire/read-frame.ts'
import { closeCodes } from './wire/wire.ts'

export type SocketDoor = {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly close: () => void
}

/** A call's input may hold whole texts, such as a request's body. */
const maxFrameBytes = 8 * 2 ** 20
const tokenWithinMs = 5_000
/** A first frame holds a token and nothing else. */
const tokenBytes = 4_096
const maxPages = 64
/** What all pages together may leave unread; beyond it the one with the most goes. */
const mostUnreadBytes = 128 * 2 ** 20
/** How often a page must show that it still reads. */
const beatMs = 15_000

/** `refuse` answers an upgrade that is no WebSocket's. */
export function createSocketDoor(
  engine: Pick<Engine, 'dispatch' | 'onChanges'>,
  gate: TokenGate,
  strangers: Pick<Strangers, 'trust'>,
  refuse: (socket: Duplex, status: number, sentence: string) => void,
): SocketDoor {
  const server = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes })
  const pages = new Map<WebSocket, Session>()
  const pushOf = createPushes()
  let latest: Push | null = null

  const leave = engine.onChanges((changes) => {
    latest = pushOf(changes)
    for (const page of pages.values()) page.push(latest)
  })
  server.on('wsClientError', (_error, socket) => refuse(socket, 400, 'This is no valid WebSocket request.'))

  const onPiled = () => {
    const unread = [...pages.keys()].map((socket) => socket.bufferedAmount)
    if (unread.reduce((sum, bytes) => sum + bytes, 0) <= mostUnreadBytes) return
    const most = [...pages.keys()].toSorted((a, b) => b.bufferedAmount - a.bufferedAmount)[0]
    most?.terminate()
  }

  /** Asks each page for a sign at every beat: whoever does not read does not answer, and is let go at the next. */
  const deaf = new Set<WebSocket>()
  const beat = setInterval(() => {
    for (const socket of deaf) socket.terminate()
    deaf.clear()
    for (const socket of pages.keys()) {
      deaf.add(socket)
      socket.ping()
    }
  }, beatMs)
  beat.unref()

  const welcome = (socket: WebSocket) => {
    socket.send(JSON.stringify({ token: gate.token }))
    const session = startSession(socket, {
      dispatch: engine.dispatch,
      onPiled,
      latest: () => latest,
    })
    pages.set(socket, session)
    socket.on('pong', () => deaf.delete(socket))
    socket.once('close', () => {
      pages.delete(socket)
      deaf.delete(socket)
    })
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
    // An error of the socket is followed by its close, which is all that matters here.
    socket.on('error', () => {})
    socket.once('close', settled)
    socket.once('message', (data, isBinary) => {
      settled()
      const given = isBinary ? null : readToken(data.toString())
      const verdict = given === null ? 'wrong' : gate.enter(given)
      if (verdict === 'too-many') return socket.close(closeCodes.tooMany, 'too many wrong tokens')
      if (verdict === 'wrong') return socket.close(closeCodes.wrongToken, 'wrong token')
      if (pages.size >= maxPages) return socket.close(closeCodes.tooManyPages, 'too many pages')
      strangers.trust(connection)
      welcome(socket)
    })
  }

  return {
    upgrade: (request, connection, head) =>
      server.handleUpgrade(request, connection, head, (socket) => receive(socket, connection)),
    close: () => {
      leave()
      clearInterval(beat)
      for (const socket of server.clients) {
        socket.close(1001, 'Runlight was closed')
        socket.terminate()
      }
      server.close()
    },
  }
}
