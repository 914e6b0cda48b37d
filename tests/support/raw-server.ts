// A TCP server that answers with bytes of the test's own choosing: for what no HTTP library would send.

import { type AddressInfo, createServer, type Socket } from 'node:net'

export type RawServer = {
  readonly url: string
  /** Connections so far. */
  readonly connections: () => number
  readonly close: () => Promise<void>
}

/** `behave` is called when a connection has sent its first bytes; `made` counts connections from 1. */
export async function startRawServer(behave: (socket: Socket, made: number) => void): Promise<RawServer> {
  const sockets = new Set<Socket>()
  let made = 0
  const server = createServer((socket) => {
    const number = ++made
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.once('data', () => behave(socket, number))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    connections: () => made,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
