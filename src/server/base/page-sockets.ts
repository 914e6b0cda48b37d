// The WebSockets of a host's pages: taken at an upgrade, bounded in number and in what they leave unread, and closed with the host.
// Who comes in, and what a page is served, each host says itself.

import type { IncomingMessage } from 'node:http'
import { createRequire } from 'node:module'
import type { Duplex } from 'node:stream'
import type { WebSocket, WebSocketServer } from 'ws'
import { createPages, type Pages } from './pages.ts'

export type PageSockets = {
  /** Those that came in. */
  readonly pages: Pages
  /** Makes a WebSocket of the request and hands it to `receive`; nobody has come in by that. */
  readonly take: (
    request: IncomingMessage,
    connection: Duplex,
    head: Buffer,
    receive: (socket: WebSocket) => void,
  ) => void
  readonly close: () => void
}

/** A call's input may hold whole texts, such as a request's body. */
const maxFrameBytes = 8 * 2 ** 20

/** At most `most` pages. `refuse` answers an upgrade that is no WebSocket's. */
export function createPageSockets(
  refuse: (connection: Duplex, status: number, sentence: string) => void,
  most?: number,
): PageSockets {
  let server: WebSocketServer | null = null
  /** Loaded when the first page comes: a host that nobody looks at needs nothing of it. */
  const start = (): WebSocketServer => {
    const ws = createRequire(import.meta.url)('ws') as typeof import('ws')
    const started = new ws.WebSocketServer({ noServer: true, maxPayload: maxFrameBytes })
    started.on('wsClientError', (_error, socket) =>
      refuse(socket, 400, 'This is no valid WebSocket request.'),
    )
    return started
  }
  const pages = createPages(most)
  return {
    pages,
    take: (request, connection, head, receive) => {
      server ??= start()
      server.handleUpgrade(request, connection, head, (socket) => {
        // An error of the socket is followed by its close, which is all that matters here.
        socket.on('error', () => {})
        receive(socket)
      })
    },
    close: () => {
      pages.close()
      for (const socket of server?.clients ?? []) {
        socket.close(1001, 'Runlight was closed')
        socket.terminate()
      }
      server?.close()
    },
  }
}
