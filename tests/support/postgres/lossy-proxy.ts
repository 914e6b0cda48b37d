// A way to the database that loses answers: what was asked arrives and is carried out, and nobody hears of it. It can also be
// interrupted, as a network is: nothing arrives and nothing is refused, until it is mended; then the old connections are gone, or what
// was asked meanwhile arrives late.

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

export type LossyProxy = {
  readonly url: string
  /** Loses the answer to what is asked next, or to the next of it that has these words, and the connection with it. */
  readonly loseNext: (words?: string) => void
  /**
   * While it is interrupted nothing passes either way; when it is mended the connections it had break. `late`: instead all that was
   * sent meanwhile arrives then.
   */
  readonly interrupt: (interrupted: boolean, late?: boolean) => void
  /** How many answers were lost. */
  readonly lost: () => number
  readonly close: () => Promise<void>
}

/** In front of the database at `target`. */
export async function openLossyProxy(target: string): Promise<LossyProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let armed: string | null = null
  let lost = 0
  let isInterrupted = false
  let late: (() => void)[] | null = null
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
    const passes = (target: Socket, bytes: Buffer): boolean => {
      if (isInterrupted) late?.push(() => target.write(bytes))
      return !isInterrupted
    }
    client.on('data', (bytes) => {
      if (!passes(database, bytes)) return
      if (armed !== null && bytes.includes(armed)) {
        armed = null
        losing = true
      }
      database.write(bytes)
    })
    database.on('data', (bytes) => {
      if (!passes(client, bytes)) return
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
    loseNext: (words = '') => {
      armed = words
    },
    interrupt: (interrupted, isLate = false) => {
      isInterrupted = interrupted
      const arrives = late
      late = interrupted && isLate ? [] : null
      if (arrives !== null) for (const send of arrives) send()
      else if (!interrupted) for (const socket of sockets) socket.destroy()
    },
    lost: () => lost,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
