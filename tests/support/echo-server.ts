// A server that keeps the bytes of each connection as they came and answers with bytes of the test's own choosing.

import { type AddressInfo, createServer, type Socket } from 'node:net'

export type EchoServer = {
  readonly url: string
  readonly host: string
  /** What each connection brought so far, as latin1, in order. */
  readonly heard: () => readonly string[]
  /** Connections that are open. */
  readonly open: () => number
  readonly close: () => Promise<void>
}

/** `answer` is called with every piece that comes: the connection, all that it brought so far, and its number from 1. */
export async function startEchoServer(
  answer: (socket: Socket, heard: string, made: number) => void,
): Promise<EchoServer> {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const at = heard.push('') - 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (part) => {
      heard[at] += part.toString('latin1')
      answer(socket, heard[at] ?? '', at + 1)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    heard: () => heard,
    open: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
