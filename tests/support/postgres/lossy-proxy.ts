// A way to the database that loses answers: what was asked arrives and is carried out, and nobody hears of it.

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

export type LossyProxy = {
  readonly url: string
  /** Loses the answer to what is asked next, and the connection with it. */
  readonly loseNext: () => void
  /** How many answers were lost. */
  readonly lost: () => number
  readonly close: () => Promise<void>
}

/** In front of the database at `target`. */
export async function openLossyProxy(target: string): Promise<LossyProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let armed = false
  let lost = 0
  const server = createServer((client) => {
    const database = connect(Number(port), hostname)
    let losing = false
    for (const socket of [client, database]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        database.destroy()
      })
    }
    client.on('data', (bytes) => {
      if (armed) {
        armed = false
        losing = true
      }
      database.write(bytes)
    })
    database.on('data', (bytes) => {
      if (!losing) {
        client.write(bytes)
        return
      }
      // The server answers when the transaction is over: ReadyForQuery, `Z`, and its state.
      if (bytes.subarray(-6, -1).toString('latin1') !== 'Z\0\0\0\x05') return
      lost++
      client.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  const url = new URL(target)
  url.port = String(address.port)
  return {
    url: url.href,
    loseNext: () => {
      armed = true
    },
    lost: () => lost,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
